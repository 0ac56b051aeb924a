package io.leaddispatcher.domain.webhook;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an admin says of a subscription. */
public record WebhookDocument(URI url, Set<WebhookEventType> events, boolean active) {

    private static final int LONGEST_URL = 2_000;

    public WebhookDocument {
        events = Set.copyOf(events);
    }

    /** Reads it; empty when it is wrong, and then the violations say how. */
    public static Optional<WebhookDocument> read(Part part) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        Optional<URI> url =
                part.requiredProperty("url")
                        .flatMap(each ->
                                each.parsed(
                                        "must be an absolute URL with a host, without user and"
                                                + " fragment, of at most 2000 characters",
                                        WebhookDocument::url));
        Set<WebhookEventType> events = EnumSet.noneOf(WebhookEventType.class);
        part.requiredProperty("events")
                .ifPresent(list -> {
                    list.items().forEach(item -> event(item).ifPresent(events::add));
                    if (list.value() instanceof List<?> none && none.isEmpty()) {
                        list.violation(Violation.Code.REQUIRED, "must name at least one event");
                    }
                });
        boolean active = part.flag("active", true);
        part.ignore(
                "id",
                "createdAt",
                "secretSetAt",
                "oldSecretUntil",
                "failingSince",
                "disabledAt",
                "disabledBecause");
        part.refuseUnknown();
        return part.violations().isEmpty()
                ? url.map(found -> new WebhookDocument(found, events, active))
                : Optional.empty();
    }

    /** As it is written, which {@link #read} takes back. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("url", url.toString());
        document.put("events", events.stream().sorted().map(WebhookEventType::word).toList());
        document.put("active", active);
        return document;
    }

    /** The address as people may read it: what follows a question mark may be a secret. */
    public String address() {
        String text = url.toString();
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    private static URI url(String text) {
        URI url = URI.create(text);
        if (text.length() > LONGEST_URL
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException("not a URL to call");
        }
        return url;
    }

    private static Optional<WebhookEventType> event(Part item) {
        return item.asText()
                .flatMap(text -> {
                    Optional<WebhookEventType> found = WebhookEventType.of(text);
                    if (found.isEmpty()) {
                        item.violation(
                                Violation.Code.OUT_OF_RANGE,
                                "must be one of "
                                        + Arrays.stream(WebhookEventType.values())
                                                .map(WebhookEventType::word)
                                                .collect(Collectors.joining(", ")));
                    }
                    return found;
                });
    }
}
