package io.leaddispatcher.application.lead;

import io.leaddispatcher.domain.handoff.OpenHandoff;
import io.leaddispatcher.domain.outcome.OutcomeType;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a lead was passed on, as its timeline and its assignments tell. */
final class Handoffs {

    private static final String STATE = "state";
    private static final String CLOSED = "CLOSED";
    private static final String RETURNED = "RETURNED";

    private Handoffs() {}

    /**
     * The handoffs of a lead, oldest first, each with what has become of it: {@code WAITING} for
     * somebody, {@code TAKEN}, {@code RETURNED} to whoever handed it off or to a queue, or {@code
     * CLOSED} when the work is over, it was passed on again, or the policy has decided anew.
     *
     * @param timeline in the shapes of the API, oldest first, as are the assignments
     */
    static List<Map<String, Object>> of(
            LeadStatus status,
            List<Map<String, Object>> timeline,
            List<Map<String, Object>> assignments) {
        List<Map<String, Object>> handoffs = new ArrayList<>();
        Deque<Map<String, Object>> open = new ArrayDeque<>();
        boolean holds = true;
        for (Map<String, Object> entry : timeline) {
            switch (String.valueOf(entry.get("type"))) {
                case OpenHandoff.HANDED_OFF -> {
                    Map<String, Object> shown = shown(entry);
                    handoffs.add(shown);
                    open.push(shown);
                    holds = true;
                }
                case OpenHandoff.RETURNED -> {
                    Map<String, Object> latest = open.poll();
                    if (latest != null) {
                        latest.put(STATE, RETURNED);
                        latest.put("returned", returned(entry));
                    }
                    holds = true;
                }
                // It may still be given back to whoever handed it off.
                case "REROUTED" -> holds = holds && isSomebodysPick(entry);
                case "OUTCOME_RECORDED" -> {
                    if (concludes(entry)) {
                        open.clear();
                    }
                }
                default -> {
                    // Tells of something else.
                }
            }
        }
        Map<String, Object> latest = open.peek();
        if (latest != null && holds) {
            Map<String, Object> last = lastAfter(at(latest), assignments);
            latest.put(STATE, state(status, last));
            if (last != null) {
                latest.put("repKey", String.valueOf(last.get("repKey")));
            }
        }
        return handoffs;
    }

    /** Whether a person has said where it goes, and the policy was not asked. */
    private static boolean isSomebodysPick(Map<String, Object> entry) {
        return entry.get("detail") instanceof Map<?, ?> detail
                && (detail.containsKey("to")
                        || detail.containsKey("pool")
                        || detail.containsKey("queue"));
    }

    /** Over, unless something else is found out. */
    private static Map<String, Object> shown(Map<String, Object> entry) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("at", String.valueOf(entry.get("at")));
        shown.put("by", String.valueOf(entry.get("actor")));
        if (entry.get("detail") instanceof Map<?, ?> detail) {
            detail.forEach((name, value) -> shown.put(String.valueOf(name), value));
        }
        shown.put(STATE, CLOSED);
        return shown;
    }

    private static Map<String, Object> returned(Map<String, Object> entry) {
        Map<String, Object> returned = new LinkedHashMap<>();
        returned.put("at", String.valueOf(entry.get("at")));
        returned.put("by", String.valueOf(entry.get("actor")));
        if (entry.get("detail") instanceof Map<?, ?> detail) {
            for (String name : List.of("to", "queue", "reason", "against")) {
                if (detail.get(name) instanceof String said) {
                    returned.put(name, said);
                }
            }
        }
        return returned;
    }

    private static boolean concludes(Map<String, Object> entry) {
        return entry.get("detail") instanceof Map<?, ?> detail
                && Arrays.stream(OutcomeType.values())
                        .filter(OutcomeType::concludes)
                        .anyMatch(type -> type.name().equals(detail.get("type")));
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
            case COMPLETED, REJECTED -> CLOSED;
            case ASSIGNED -> "TAKEN";
            case NEW, QUEUED ->
                    last != null && RETURNED.equals(last.get(STATE)) ? RETURNED : "WAITING";
        };
    }

    private static Instant at(Map<String, Object> entry) {
        return Instant.parse(String.valueOf(entry.get("at")));
    }
}
