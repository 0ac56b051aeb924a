package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.AssignmentAnswer;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadFile.Placement;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.KeptExplanation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The shapes in which programs read what became of an event. */
final class RoutingAnswers {

    private RoutingAnswers() {}

    /**
     * As {@code POST /leads} answers an event of a lead that was known.
     *
     * @param run by which the event moved it; null when it stays where it is
     */
    static Map<String, Object> merged(
            UUID event, @Nullable UUID run, LeadFile file, @Nullable Offer offer) {
        Map<String, Object> document = decided(event, run, file, offer);
        document.put("merged", true);
        return document;
    }

    /**
     * As {@code POST /leads} answers the first event of a lead.
     *
     * @param run null when the event started none
     */
    static Map<String, Object> decided(
            UUID event, @Nullable UUID run, LeadFile file, @Nullable Offer offer) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("leadId", file.lead().id().toString());
        document.put("eventId", event.toString());
        put(document, "runId", run == null ? null : run.toString());
        document.put("status", file.status().name());
        if (offer != null && file.status() == LeadStatus.ASSIGNED) {
            document.put("assignment", AssignmentAnswer.of(offer));
        }
        Placement placement = file.placement();
        put(document, "queueKey", placement.queue() == null ? null : placement.queue().value());
        put(document, "ruleId", placement.ruleId());
        put(document, "tier", placement.tier());
        put(document, "rejectReason", placement.rejectReason());
        return document;
    }

    /**
     * What explains a run, with what it came to, for those who read that alone.
     *
     * @param afterArrival how long the lead had been there; null when it had its place before
     */
    static Map<String, Object> explanation(
            Decision decision, Placement placement, @Nullable Duration afterArrival) {
        Map<String, Object> document = KeptExplanation.document(decision.explanation());
        Map<String, Object> ending = new LinkedHashMap<>();
        put(ending, "repKey", placement.rep() == null ? null : placement.rep().value());
        put(ending, "queueKey", placement.queue() == null ? null : placement.queue().value());
        put(ending, "rejectReason", placement.rejectReason());
        put(ending, "ruleId", placement.ruleId());
        document.put("decision", ending);
        if (afterArrival != null) {
            document.put(
                    "timings",
                    Map.of("arrivalToDecisionMillis", Math.max(0, afterArrival.toMillis())));
        }
        return document;
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
