package io.leaddispatcher.application.lead;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a lead was passed on, as its timeline and its assignments tell. */
final class Handoffs {

    private Handoffs() {}

    /**
     * The handoffs of a lead, oldest first, each with what has become of it: {@code WAITING} for
     * somebody, {@code TAKEN}, {@code RETURNED}, or {@code CLOSED} when the work is over or it was
     * passed on again.
     *
     * @param timeline in the shapes of the API, oldest first, as are the assignments
     */
    static List<Map<String, Object>> of(
            LeadStatus status,
            List<Map<String, Object>> timeline,
            List<Map<String, Object>> assignments) {
        List<Map<String, Object>> told =
                timeline.stream().filter(entry -> "HANDED_OFF".equals(entry.get("type"))).toList();
        List<Map<String, Object>> handoffs = new ArrayList<>();
        for (int place = 0; place < told.size(); place++) {
            Map<String, Object> entry = told.get(place);
            boolean latest = place == told.size() - 1;
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("at", String.valueOf(entry.get("at")));
            shown.put("by", String.valueOf(entry.get("actor")));
            if (entry.get("detail") instanceof Map<?, ?> detail) {
                detail.forEach((name, value) -> shown.put(String.valueOf(name), value));
            }
            Map<String, Object> last = latest ? lastAfter(at(entry), assignments) : null;
            shown.put("state", latest ? state(status, last) : "CLOSED");
            if (last != null) {
                shown.put("repKey", String.valueOf(last.get("repKey")));
            }
            handoffs.add(shown);
        }
        return handoffs;
    }

    private static @Nullable Map<String, Object> lastAfter(
            Instant since, List<Map<String, Object>> assignments) {
        return assignments.stream()
                .filter(assignment ->
                        !Instant.parse(String.valueOf(assignment.get("offeredAt"))).isBefore(since))
                .reduce((_, later) -> later)
                .orElse(null);
    }

    private static String state(LeadStatus status, @Nullable Map<String, Object> last) {
        return switch (status) {
            case COMPLETED, REJECTED -> "CLOSED";
            case ASSIGNED -> "TAKEN";
            case NEW, QUEUED ->
                    last != null && "RETURNED".equals(last.get("state")) ? "RETURNED" : "WAITING";
        };
    }

    private static Instant at(Map<String, Object> entry) {
        return Instant.parse(String.valueOf(entry.get("at")));
    }
}
