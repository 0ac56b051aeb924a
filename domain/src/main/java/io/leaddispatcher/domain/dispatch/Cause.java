package io.leaddispatcher.domain.dispatch;

/**
 * Why a try failed.
 *
 * @param code stable and short, such as {@code channel_not_found}
 * @param message a sentence for the admin, without personal data or secrets
 */
public record Cause(String code, String message) {

    @Override
    public String toString() {
        return code + ": " + message;
    }
}
