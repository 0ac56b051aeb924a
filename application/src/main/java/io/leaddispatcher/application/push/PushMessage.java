package io.leaddispatcher.application.push;

import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.Occasion;
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
        return new PushMessage(
                title(message.occasion()),
                line(message.person().inBrief()),
                "/leads/" + message.lead(),
                message.lead().toString());
    }

    private static String title(Occasion occasion) {
        return switch (occasion) {
            case Occasion.NewLead _ -> "New lead";
            case Occasion.Reminder _ -> "Reminder";
            case Occasion.Gone _ -> "No longer with you";
            case Occasion.News _ -> "A lead you handed off";
        };
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
