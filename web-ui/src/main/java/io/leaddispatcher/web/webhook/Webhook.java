package io.leaddispatcher.web.webhook;

import io.leaddispatcher.application.webhook.WebhookView;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as people read it.
 *
 * @param address without what follows a question mark, to call it by
 * @param events their words
 * @param oldSecretUntil for how long an older secret still signs; null when none does
 * @param cause why it was switched off by us, or since when nothing arrives; null when all is well
 */
record Webhook(
        String id,
        String url,
        String address,
        List<String> events,
        boolean active,
        String state,
        String tone,
        @Nullable String cause,
        @Nullable When since,
        When made,
        When secretSet,
        @Nullable When oldSecretUntil,
        long version) {

    private static final int NAMED = 3;

    /** The longest address that is listed as it is, and what is left of a longer one. */
    private static final int LONGEST = 80;

    private static final int LAST = 32;

    Webhook {
        events = List.copyOf(events);
    }

    static Webhook of(WebhookView webhook, Words words) {
        var document = webhook.document();
        boolean active = Boolean.TRUE.equals(document.get("active"));
        var because = text(document, "disabledBecause");
        var failing = text(document, "failingSince");
        var url = String.valueOf(document.get("url"));
        int query = url.indexOf('?');
        return new Webhook(
                String.valueOf(document.get("id")),
                url,
                query < 0 ? url : url.substring(0, query),
                document.get("events") instanceof List<?> events
                        ? events.stream().map(String::valueOf).toList()
                        : List.of(),
                active,
                words.say("webhooks.state." + state(active, because, failing)),
                tone(active, because, failing),
                cause(active, because, failing, words),
                words.whenOrNull(at(active ? failing : text(document, "disabledAt"))),
                words.when(Instant.parse(String.valueOf(document.get("createdAt")))),
                words.when(Instant.parse(String.valueOf(document.get("secretSetAt")))),
                words.whenOrNull(at(text(document, "oldSecretUntil"))),
                webhook.version());
    }

    /** The address that tells it from others: a long one without its middle. */
    public String listed() {
        return url.length() <= LONGEST
                ? url
                : url.substring(0, LONGEST - LAST) + "\u2026" + url.substring(url.length() - LAST);
    }

    /** The first of its events, and how many more. */
    public String fewEvents() {
        var few = String.join(", ", events.stream().limit(NAMED).toList());
        return events.size() > NAMED ? few + " +" + (events.size() - NAMED) : few;
    }

    /** What it says of itself, on or off. */
    Map<String, Object> document(boolean on) {
        var document = new LinkedHashMap<String, Object>();
        document.put("url", url);
        document.put("events", events);
        document.put("active", on);
        return document;
    }

    private static String state(
            boolean active, @Nullable String because, @Nullable String failing) {
        if (active) {
            return failing == null ? "active" : "failing";
        }
        return because == null ? "off" : "disabled";
    }

    private static String tone(boolean active, @Nullable String because, @Nullable String failing) {
        if (active) {
            return failing == null ? "good" : "warn";
        }
        return because == null ? "" : "bad";
    }

    private static @Nullable String cause(
            boolean active, @Nullable String because, @Nullable String failing, Words words) {
        if (active) {
            return failing == null ? null : words.say("webhooks.cause.failing");
        }
        return because == null ? null : words.say("webhooks.cause." + because);
    }

    private static @Nullable String text(Map<String, Object> document, String name) {
        return document.get(name) instanceof String text ? text : null;
    }

    private static @Nullable Instant at(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
