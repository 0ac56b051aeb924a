package io.leaddispatcher.domain.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * Why a try failed.
 *
 * @param code stable and short, such as {@code channel_not_found}
 * @param message a sentence for the admin, without personal data or secrets
 */
public record Cause(String code, String message) {

    /**
     * Whether it is the one that was told then, if in other words.
     *
     * @param told in the manner of {@link #toString}; null when nothing was
     */
    boolean isThatOf(@Nullable String told) {
        return told != null && told.startsWith(code + ": ");
    }

    @Override
    public String toString() {
        return code + ": " + message;
    }
}
