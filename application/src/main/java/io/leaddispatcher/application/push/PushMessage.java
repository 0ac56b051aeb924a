package io.leaddispatcher.application.push;

import io.leaddispatcher.domain.dispatch.DispatchMessage;
import java.util.Map;

/**
 * What a device shows: no more than the subject of a mail would say.
 *
 * @param path of the page that it opens
 * @param tag what is shown later under the same one takes the place of what was shown before
 */
public record PushMessage(String title, String body, String path, String tag) {

    private static final int LONGEST = 150;

    static PushMessage of(DispatchMessage message) {
        String who =
                message.company() == null
                        ? message.name()
                        : message.name() + " at " + message.company();
        return new PushMessage(
                title(message), line(who), "/leads/" + message.lead(), message.lead().toString());
    }

    private static String title(DispatchMessage message) {
        if (message.gone() != null) {
            return "No longer with you";
        }
        return message.reminder() == null ? "New lead" : "Reminder";
    }

    /** Names come from outside: no control characters, and not for ever. */
    private static String line(String text) {
        String clean = text.replaceAll("\\p{C}+", " ").strip();
        return clean.codePointCount(0, clean.length()) <= LONGEST
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    /** As JSON knows it. */
    public Map<String, Object> document() {
        return Map.of("title", title, "body", body, "path", path, "tag", tag);
    }
}
