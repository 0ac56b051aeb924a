package io.leaddispatcher.application.outcome;

import com.google.common.collect.Sets;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.crm.MeetingResults;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadNews;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.outcome.port.Attendances;
import io.leaddispatcher.application.outcome.port.Outcomes;
import io.leaddispatcher.application.outreach.OutreachEvents;
import io.leaddispatcher.application.pool.TurnsGivenBack;
import io.leaddispatcher.application.pool.TurnsGivenBack.Turn;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.routing.port.TrackRecords;
import io.leaddispatcher.application.sla.SlaEvents;
import io.leaddispatcher.application.task.port.EndedTasks;
import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.handoff.OpenHandoff;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.meeting.MeetingState;
import io.leaddispatcher.domain.outcome.Outcome;
import io.leaddispatcher.domain.outcome.OutcomeType;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Everything that follows from an outcome that was not known, by whoever has the turn. */
public final class OutcomeEffects {

    /**
     * An outcome that is kept already.
     *
     * @param channel by which it came
     * @param given whose work it is; null when nobody's
     */
    record Told(
            Caller caller,
            String channel,
            Outcome outcome,
            LeadFile file,
            @Nullable Given given,
            RoutingConfiguration configuration,
            Instant at) {

        TenantId tenant() {
            return caller.tenant();
        }
    }

    private final RoutingStates states;
    private final Leads leads;
    private final Assignments assignments;
    private final Outcomes outcomes;
    private final ClosingRecords records;
    private final TurnsGivenBack turns;
    private final LeadNews news;
    private final AuditTrail trail;
    private final SlaEvents clocks;
    private final Tasks tasks;
    private final EndedTasks endedTasks;
    private final Outbox outbox;
    private final OutreachEvents outreach;
    private final ClosedHandoffs handoffs;
    private final Attendances attendances;
    private final MeetingResults results;

    public OutcomeEffects(
            RoutingStates states,
            Leads leads,
            Assignments assignments,
            Outcomes outcomes,
            TrackRecords records,
            LeadNews news,
            AuditTrail trail,
            SlaEvents clocks,
            Tasks tasks,
            EndedTasks endedTasks,
            Outbox outbox,
            OutreachEvents outreach,
            ClosedHandoffs handoffs,
            Attendances attendances,
            MeetingResults results) {
        this.states = states;
        this.leads = leads;
        this.assignments = assignments;
        this.outcomes = outcomes;
        this.records = new ClosingRecords(outcomes, records);
        this.turns = new TurnsGivenBack(states);
        this.news = news;
        this.trail = trail;
        this.clocks = clocks;
        this.tasks = tasks;
        this.endedTasks = endedTasks;
        this.outbox = outbox;
        this.outreach = outreach;
        this.handoffs = handoffs;
        this.attendances = attendances;
        this.results = results;
    }

    Mono<Void> follow(Told told) {
        return open(told).flatMap(waiting -> follows(told).then(handoffs.tell(told, waiting)));
    }

    /** Handoffs to whose givers what has come of it is news. */
    private Mono<List<OpenHandoff>> open(Told told) {
        boolean ends =
                switch (told.file().status()) {
                    case ASSIGNED, QUEUED -> told.outcome().type().concludes();
                    case NEW, REJECTED, COMPLETED -> false;
                };
        return ends ? handoffs.open(told.tenant(), told.file().lead().id()) : Mono.just(List.of());
    }

    private Mono<Void> follows(Told told) {
        OutcomeType type = told.outcome().type();
        return turns(told)
                // Before the tasks: whoever finishes one takes the clocks first, without the turn.
                .then(
                        isAct(told)
                                ? clocks.outcome(
                                        told.tenant(),
                                        told.file().lead().id(),
                                        type.concludes(),
                                        told.at())
                                : Mono.empty())
                .then(type.concludes() ? conclude(told) : Mono.empty())
                .then(attendance(told))
                .then(news.tell(told.tenant(), OutcomeStory.of(told), told.at()))
                .then(
                        outreach.outcome(
                                told.tenant(),
                                told.file().lead().id(),
                                type.concludes(),
                                told.at()))
                .then(trail.append(told.tenant(), entry(told)));
    }

    /** A calendar that says who came tells of nothing that anybody did about the lead. */
    private static boolean isAct(Told told) {
        return switch (told.outcome().type()) {
            case MEETING_HELD, NO_SHOW, NO_SHOW_TAKEN_BACK ->
                    !(told.caller().actor() instanceof Actor.Automation);
            case OPPORTUNITY, WON, LOST, DISQUALIFIED -> true;
        };
    }

    /**
     * What somebody says of the lead's meeting. A calendar has said of which one, and was heard.
     */
    private Mono<Void> attendance(Told told) {
        if (told.caller().actor() instanceof Actor.Automation) {
            return Mono.empty();
        }
        return switch (told.outcome().type()) {
            case MEETING_HELD -> attended(told, MeetingState.HELD);
            case NO_SHOW -> attended(told, MeetingState.NO_SHOW);
            case NO_SHOW_TAKEN_BACK -> attended(told, MeetingState.BOOKED);
            case OPPORTUNITY, WON, LOST, DISQUALIFIED -> Mono.empty();
        };
    }

    private Mono<Void> attended(Told told, MeetingState state) {
        LeadId lead = told.file().lead().id();
        return attendances
                .attended(told.tenant(), lead, state, told.outcome().at())
                .flatMap(meeting -> results.tell(told.tenant(), lead, meeting));
    }

    private Mono<Void> conclude(Told told) {
        Given given = told.given();
        return ended(told)
                .then(given == null ? Mono.empty() : Mono.defer(() -> settle(told, given)));
    }

    private Mono<Void> ended(Told told) {
        return switch (told.file().status()) {
            case ASSIGNED, QUEUED ->
                    assignments
                            .end(
                                    told.tenant(),
                                    told.file().lead().id(),
                                    AssignmentState.COMPLETED,
                                    told.outcome().type().name(),
                                    told.at())
                            .then(outbox.moved(told.tenant(), List.of(told.file().lead().id())))
                            .then(
                                    leads.save(
                                            told.tenant(),
                                            List.of(told.file().completed()),
                                            told.at()))
                            .then(tasks.cancel(told.tenant(), told.file().lead().id(), told.at()))
                            .flatMap(cancelled -> endedTasks.tell(told.tenant(), cancelled));
            case NEW, REJECTED, COMPLETED -> Mono.empty();
        };
    }

    private Mono<Void> settle(Told told, Given given) {
        return (given.isHeld()
                        ? states.free(told.tenant(), given.offer().rep())
                        : Mono.<Void>empty())
                .then(records.count(told.tenant(), given.offer(), told.outcome().type()));
    }

    /**
     * The lead was no turn, or one after all. Once, however often its meetings come to nothing or
     * it is called none.
     */
    private Mono<Void> turns(Told told) {
        Given given = told.given();
        OutcomeType type = told.outcome().type();
        // What is over stays a turn, whatever it is called later; parting with it settled the turn.
        return given == null || given.isParted() || (type.concludes() && !given.isHeld())
                ? Mono.empty()
                : outcomes.of(told.tenant(), given.offer().id())
                        .filter(each -> !each.isSameAs(told.outcome()))
                        .collectList()
                        .flatMap(before -> turns(told, given, before));
    }

    private Mono<Void> turns(Told told, Given given, List<Outcome> before) {
        List<Outcome> all = new ArrayList<>(before);
        all.add(told.outcome());
        String reason = told.outcome().saysItWasNone() ? told.outcome().reason() : null;
        String why = reason == null ? told.outcome().type().name() : reason;
        Turn turn = new Turn(told.tenant(), told.configuration(), given.offer());
        Set<PoolKey> gave = givingBack(turn, before);
        Set<PoolKey> givesBack = givingBack(turn, all);
        Set<PoolKey> giving =
                Set.copyOf(Sets.difference(givesBack, Sets.union(gave, given.givenBack())));
        Set<PoolKey> taking = Set.copyOf(Sets.difference(gave, givesBack));
        return giving.isEmpty() && taking.isEmpty()
                ? Mono.empty()
                : turns.giveBack(turn, pool -> giving.contains(pool.key()), why, told.at())
                        .then(
                                turns.takeBack(
                                        turn,
                                        pool -> taking.contains(pool.key()),
                                        why,
                                        given.givenBackAt(),
                                        told.at()))
                        .then(
                                assignments.givenBack(
                                        told.tenant(),
                                        given.offer().id(),
                                        Set.copyOf(
                                                Sets.difference(
                                                        Sets.union(given.givenBack(), givesBack),
                                                        taking)),
                                        told.at()));
    }

    /** The pools in which it is no turn, by what came of it. */
    private static Set<PoolKey> givingBack(Turn turn, List<Outcome> told) {
        return turn.offer().turns().stream()
                .filter(key ->
                        turn.configuration()
                                .pool(key)
                                .filter(pool -> pool.givesBack(told))
                                .isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static AuditEntry entry(Told told) {
        return AuditEntry.by(
                told.caller().actor(),
                AuditAction.OUTCOME_RECORDED,
                "lead:" + told.file().lead().id(),
                Map.of(
                        "type", told.outcome().type().name(),
                        "at", told.outcome().at().toString()));
    }
}
