package io.leaddispatcher.domain.handoff;

import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.outcome.OutcomeType;
import io.leaddispatcher.domain.policy.Target.HandoffType;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A handoff of a lead that was neither given back nor led to an end, so that whoever handed it off
 * still waits to hear of it.
 *
 * @param giver who had the lead; null when nobody did
 * @param notes what those were told to whom it went; null: nothing
 */
public record OpenHandoff(
        HandoffType type, @Nullable RepKey giver, Instant at, @Nullable String notes) {

    /** What a timeline tells when a lead is handed off, and when it is given back. */
    public static final String HANDED_OFF = "HANDED_OFF";

    public static final String RETURNED = "HANDOFF_RETURNED";
    private static final String OUTCOME = "OUTCOME_RECORDED";

    /** The types of the entries that tell of handoffs and of what has become of them. */
    public static final Set<String> TOLD_BY = Set.of(HANDED_OFF, RETURNED, OUTCOME);

    private static final String BY_REP = "rep:";

    /**
     * Those of a lead, the latest first.
     *
     * @param story its timeline, or what is {@link #TOLD_BY told} there of handoffs, oldest first
     */
    public static List<OpenHandoff> of(List<TimelineEntry> story) {
        Deque<OpenHandoff> open = new ArrayDeque<>();
        for (TimelineEntry entry : story) {
            switch (entry.type()) {
                case HANDED_OFF -> read(entry).ifPresent(open::push);
                case RETURNED -> open.poll();
                case OUTCOME -> {
                    if (concludes(entry.detail())) {
                        open.clear();
                    }
                }
                default -> {
                    // Tells of something else.
                }
            }
        }
        return List.copyOf(open);
    }

    private static Optional<OpenHandoff> read(TimelineEntry entry) {
        Map<String, Object> detail = entry.detail();
        return Arrays.stream(HandoffType.values())
                .filter(type -> type.name().equals(detail.get("type")))
                .findFirst()
                .map(type -> new OpenHandoff(type, giver(entry), entry.at(), notes(detail)));
    }

    private static @Nullable RepKey giver(TimelineEntry entry) {
        String actor = entry.actor();
        String from =
                entry.detail().get("from") instanceof String rep
                        ? rep
                        : actor.startsWith(BY_REP) ? actor.substring(BY_REP.length()) : "";
        return Key.isValid(from) ? new RepKey(from) : null;
    }

    private static @Nullable String notes(Map<String, Object> detail) {
        return detail.get("summary") instanceof Map<?, ?> summary
                        && summary.get("notes") instanceof String said
                ? said
                : null;
    }

    private static boolean concludes(Map<String, Object> detail) {
        return Arrays.stream(OutcomeType.values())
                .anyMatch(type -> type.concludes() && type.name().equals(detail.get("type")));
    }
}
