package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.escalation.Untold;
import io.leaddispatcher.application.intake.port.ReadyEvents.Ready;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.domain.handoff.OpenHandoff;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.routing.Conflict;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.task.Task;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells in the timelines of a batch's leads what happened to them. */
final class LeadStory {

    private final Instant now;
    private final List<Timeline.Entry> entries = new ArrayList<>();

    LeadStory(Instant now) {
        this.now = now;
    }

    void received(Ready event) {
        tell(event, "LEAD_RECEIVED", source(event));
    }

    /**
     * More is known of a lead.
     *
     * @param stays why it does not move, though a better tier matches; null when none does
     */
    void updated(Ready event, Set<String> changed, @Nullable String stays) {
        Map<String, Object> detail = source(event);
        detail.put("changed", List.copyOf(changed));
        if (stays != null) {
            detail.put("stays", stays);
        }
        tell(event, "LEAD_UPDATED", detail);
    }

    private void tell(Ready event, String type, Map<String, Object> detail) {
        String actor = event.connection() == null ? "system" : event.source();
        tell(event.lead(), type, new Voice(actor, "api"), detail);
    }

    private static Map<String, Object> source(Ready event) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("source", event.source());
        if (event.connection() != null) {
            detail.put("connection", event.connection());
        }
        return detail;
    }

    /** It goes to where a better tier says. */
    void moved(LeadId lead, String why) {
        tell(lead, "REROUTED", Map.of("cause", "BETTER_TIER", "reason", why));
    }

    /**
     * A rep is to do something next.
     *
     * @param zone by whose clocks the rep works
     */
    void toDo(Task task, ZoneId zone) {
        tell(
                task.lead(),
                "TASK_CREATED",
                Map.of(
                        "task", task.id().toString(),
                        "type", task.type().name(),
                        "rep", task.rep().value(),
                        "due", task.dueAt().toString(),
                        "local", task.dueAt().atZone(zone).toString()));
    }

    void accepted(Offer offer, Voice by) {
        tell(
                offer.lead(),
                "ASSIGNMENT_ACCEPTED",
                by,
                Map.of("assignment", offer.id().toString(), "rep", offer.rep().value()));
    }

    /** As its clock tells. */
    void escalated(Timeline.Entry entry) {
        entries.add(entry);
    }

    /** Whoever had it, or was asked, has it no longer. */
    void ended(Offer offer, AssignmentState state, String reason, Voice by) {
        tell(
                offer.lead(),
                "ASSIGNMENT_" + state,
                by,
                Map.of(
                        "assignment", offer.id().toString(),
                        "rep", offer.rep().value(),
                        "reason", reason));
    }

    /**
     * A lead has its place.
     *
     * @param placed as the decision has placed it
     * @param untold of a lead for which nobody is available, why nobody can be told of it; null
     *     when somebody can, and of other leads
     */
    void decided(LeadFile placed, Decision decision, @Nullable Untold untold) {
        LeadId lead = placed.lead().id();
        switch (decision.result()) {
            case Decision.Result.Assigned assigned ->
                    routed(placed, decision, assigned.rule(), assigned.tier());
            case Decision.Result.Queued queued -> {
                routed(placed, decision, queued.rule(), queued.tier());
                handedOff(lead, queued);
                Map<String, Object> detail = new LinkedHashMap<>();
                detail.put("queue", queued.queue().value());
                detail.put("why", queued.why());
                if (queued.handoff() != null) {
                    detail.put("handoff", queued.handoff().name());
                }
                if (untold != null) {
                    detail.putAll(untold.detail());
                }
                tell(lead, "LEAD_QUEUED", detail);
            }
            case Decision.Result.Rejected(var rule, var tier, var reason) -> {
                routed(placed, decision, rule, tier);
                tell(lead, "LEAD_REJECTED", Map.of("reason", reason));
            }
        }
    }

    /** By a rule, as a person could have done it; nobody had it before. */
    private void handedOff(LeadId lead, Decision.Result.Queued queued) {
        if (queued.handoff() != null) {
            tell(
                    lead,
                    OpenHandoff.HANDED_OFF,
                    Map.of(
                            "type", queued.handoff().name(),
                            "queue", queued.queue().value(),
                            "reason", queued.why()));
        }
    }

    private void routed(
            LeadFile placed, Decision decision, @Nullable Rule rule, @Nullable String tier) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("policyVersion", decision.policyVersion());
        if (rule != null) {
            detail.put("ruleId", rule.id());
            detail.put("rule", rule.name());
        }
        if (tier != null) {
            detail.put("tier", tier);
        }
        if (decision.explanation().fallback() != null) {
            detail.put("fallback", decision.explanation().fallback());
        }
        Conflict conflict = decision.explanation().conflict();
        if (conflict != null) {
            detail.put("conflict", conflict.type().name());
        }
        Priority raise = placed.placement().raisedTo();
        if (raise != null) {
            // It need not be as urgent as its rule says.
            detail.put("priority", String.valueOf(placed.placement().priority()));
            detail.put("raisedTo", raise.name());
        }
        tell(placed.lead().id(), "LEAD_ROUTED", detail);
    }

    void offered(Offer offer, String because) {
        tell(
                offer.lead(),
                "ASSIGNMENT_OFFERED",
                Map.of(
                        "assignment", offer.id().toString(),
                        "rep", offer.rep().value(),
                        "because", because));
    }

    private void tell(LeadId lead, String type, Map<String, Object> detail) {
        tell(lead, type, Voice.SYSTEM, detail);
    }

    void tell(LeadId lead, String type, Voice by, Map<String, Object> detail) {
        entries.add(
                new Timeline.Entry(
                        lead, new TimelineEntry(now, type, by.actor(), by.channel(), detail)));
    }

    List<Timeline.Entry> entries() {
        return List.copyOf(entries);
    }

    /** Those of whom something is told. */
    Set<LeadId> leads() {
        return entries.stream().map(Timeline.Entry::lead).collect(Collectors.toUnmodifiableSet());
    }
}
