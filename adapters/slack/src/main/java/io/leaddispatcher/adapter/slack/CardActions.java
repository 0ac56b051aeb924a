package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.slack.SnoozeChoice;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be pressed on a card, each aimed at what it acts on. */
final class CardActions {

    private static final int URL = 3_000;
    // That of a choice, which holds less than a button, without the choice itself.
    private static final int VALUE = 100;
    private static final String CHOICE = "/";

    /** One press declines, and what is declined goes on at once: a slip is asked about. */
    private static final Map<String, Object> SURELY =
            Map.of(
                    "title",
                    Elements.plainText("Decline this lead?"),
                    "text",
                    Elements.plainText("It goes on to somebody else at once."),
                    "confirm",
                    Elements.plainText("Decline"),
                    "deny",
                    Elements.plainText("Keep it"));

    private CardActions() {}

    /** The elements of an actions block; those without an aim are left out. */
    static List<Map<String, Object>> of(DispatchMessage message, Set<ButtonKind> kinds) {
        List<Map<String, Object>> elements = new ArrayList<>();
        for (ButtonKind kind : ButtonKind.values()) {
            String aim = aim(message, kind);
            if (kinds.contains(kind) && fits(aim, kind)) {
                elements.add(element(kind, aim));
            }
        }
        return elements;
    }

    private static @Nullable String aim(DispatchMessage message, ButtonKind kind) {
        return switch (kind) {
            case OPEN -> message.link().toString();
            case CRM -> message.crm() == null ? null : message.crm().url().toString();
            case ACCEPT, DECLINE, SNOOZE, REASSIGN, GIVE_BACK, OUTCOME, SAY_WHY ->
                    message.terms().assignment();
        };
    }

    private static boolean fits(@Nullable String aim, ButtonKind kind) {
        return aim != null && !aim.isEmpty() && aim.length() <= (kind.leadsAway() ? URL : VALUE);
    }

    private static Map<String, Object> element(ButtonKind kind, @Nullable String aim) {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("type", kind == ButtonKind.SNOOZE ? "static_select" : "button");
        element.put("action_id", kind.actionId());
        switch (kind) {
            case SNOOZE -> {
                element.put("placeholder", Elements.plainText(kind.label()));
                element.put(
                        "options",
                        Arrays.stream(SnoozeChoice.values())
                                .map(choice ->
                                        Elements.option(words(choice), aim + CHOICE + choice))
                                .toList());
            }
            case OPEN, CRM -> {
                element.put("text", Elements.plainText(kind.label()));
                element.put("url", String.valueOf(aim));
            }
            case ACCEPT, DECLINE, REASSIGN, GIVE_BACK, OUTCOME, SAY_WHY -> {
                element.put("text", Elements.plainText(kind.label()));
                element.put("value", String.valueOf(aim));
                if (kind == ButtonKind.ACCEPT) {
                    element.put("style", "primary");
                }
                if (kind == ButtonKind.DECLINE) {
                    element.put("confirm", SURELY);
                }
            }
        }
        return element;
    }

    private static String words(SnoozeChoice choice) {
        return switch (choice) {
            case QUARTER_OF_AN_HOUR -> "15 working minutes";
            case HOUR -> "1 working hour";
            case NEXT_OPENING -> "When my hours next begin";
        };
    }
}
