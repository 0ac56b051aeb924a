package io.leaddispatcher.application.letter;

import org.jspecify.annotations.Nullable;

/**
 * A short e-mail. Holds a secret link, so it shows itself to nobody by accident.
 *
 * @param action what the link does, in a word or two; null without a link
 */
public record Letter(
        String to, String subject, String text, @Nullable String action, @Nullable String link) {

    @Override
    public String toString() {
        return "Letter[***]";
    }
}
