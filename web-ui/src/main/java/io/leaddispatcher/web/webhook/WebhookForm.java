package io.leaddispatcher.web.webhook;

import io.leaddispatcher.domain.webhook.WebhookEventType;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.util.MultiValueMap;

/**
 * What a subscription listens to and where, as the form says it.
 *
 * @param chosen the words of the events
 * @param version of what is being changed; empty for a fresh one
 * @param problems by the name of the field
 * @param unsaved whether it shows again what was sent and is kept nowhere
 */
record WebhookForm(
        String url,
        List<String> chosen,
        String version,
        List<Event> events,
        Map<String, String> problems,
        boolean unsaved) {

    /** What can be listened to. */
    record Event(String word, String about) {}

    WebhookForm {
        chosen = List.copyOf(chosen);
        events = List.copyOf(events);
        problems = Map.copyOf(problems);
    }

    static WebhookForm fresh(Words words) {
        return new WebhookForm("", List.of(), "", events(words), Map.of(), false);
    }

    static WebhookForm of(Webhook webhook, Words words) {
        return new WebhookForm(
                webhook.url(),
                webhook.events(),
                Long.toString(webhook.version()),
                events(words),
                Map.of(),
                false);
    }

    /** As it was sent. */
    static WebhookForm again(
            MultiValueMap<String, String> sent,
            String version,
            Map<String, String> problems,
            Words words) {
        return new WebhookForm(
                Objects.requireNonNullElse(sent.getFirst("url"), ""),
                sent.getOrDefault("events", List.of()),
                version,
                events(words),
                problems,
                true);
    }

    static Map<String, Object> document(MultiValueMap<String, String> sent, boolean active) {
        var document = new LinkedHashMap<String, Object>();
        document.put("url", Objects.requireNonNullElse(sent.getFirst("url"), "").strip());
        document.put("events", sent.getOrDefault("events", List.of()));
        document.put("active", active);
        return document;
    }

    /** What a form would make other than it is now, field by field. */
    static List<String> differing(Map<String, ?> mine, Webhook theirs, Words words) {
        var lines = new ArrayList<String>();
        if (!theirs.url().equals(mine.get("url"))) {
            lines.add(words.say("webhooks.differing.url", theirs.url()));
        }
        var events =
                mine.get("events") instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.<String>of();
        add(lines, "webhooks.differing.mine", without(events, theirs.events()), words);
        add(lines, "webhooks.differing.theirs", without(theirs.events(), events), words);
        return lines;
    }

    private static List<String> without(List<String> some, List<String> others) {
        return some.stream().filter(each -> !others.contains(each)).toList();
    }

    private static void add(List<String> lines, String message, List<String> events, Words words) {
        if (!events.isEmpty()) {
            lines.add(words.say(message, String.join(", ", events)));
        }
    }

    WebhookForm wrong(Map<String, String> found) {
        return new WebhookForm(url, chosen, version, events, found, unsaved);
    }

    public boolean holds(String event) {
        return chosen.contains(event);
    }

    private static List<Event> events(Words words) {
        return Arrays.stream(WebhookEventType.values())
                .map(type -> new Event(type.word(), words.say("webhooks.event." + type.word())))
                .toList();
    }
}
