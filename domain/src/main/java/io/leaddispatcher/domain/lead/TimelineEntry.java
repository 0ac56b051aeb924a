package io.leaddispatcher.domain.lead;

import java.time.Instant;
import java.util.Map;

/**
 * One thing that happened to a lead.
 *
 * @param type such as {@code DISPATCHED}
 * @param actor {@code system}, {@code rep:mia}, {@code member:…} or a provider's name
 * @param channel {@code slack}, {@code email}, {@code api} or {@code web}
 */
public record TimelineEntry(
        Instant at, String type, String actor, String channel, Map<String, Object> detail) {

    public TimelineEntry {
        detail = Map.copyOf(detail);
    }
}
