package io.leaddispatcher.application.lead;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one lead, in the shapes of the API.
 *
 * @param document the lead
 * @param workable whether the reader may act on it though somebody else has it, or nobody
 * @param claimable whether the reader may take it for oneself out of where it waits
 * @param blocker what it waits for; null when it waits for nothing
 * @param zone in which times are told: of whoever has the lead, else of the reader
 * @param timeline its events, oldest first
 * @param runs its routing runs with their traces, oldest first
 * @param deliveries what was sent out because of it, oldest first
 * @param names how to call what the documents name by key: {@code rep/mia}, {@code pool/emea},
 *     {@code queue/fallback}, {@code account/acme}, {@code member/<id>}
 * @param sensitive which values are hidden
 */
public record LeadDetailView(
        Map<String, Object> document,
        boolean workable,
        boolean claimable,
        @Nullable Blocker blocker,
        ZoneId zone,
        List<Map<String, Object>> timeline,
        List<Map<String, Object>> runs,
        List<Map<String, Object>> deliveries,
        Map<String, String> names,
        SensitiveView sensitive) {

    public LeadDetailView {
        timeline = List.copyOf(timeline);
        runs = List.copyOf(runs);
        deliveries = List.copyOf(deliveries);
        names = Map.copyOf(names);
    }
}
