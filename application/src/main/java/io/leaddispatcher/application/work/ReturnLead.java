package io.leaddispatcher.application.work;

import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_REFERENCE;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.WorkActor;
import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.pool.TurnsGivenBack;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A rep gives a lead back, which then waits in a queue. What was no lead at all, or not one for the
 * rep, gives the turn back too.
 */
@UseCase
public final class ReturnLead {

    private static final QueueKey FALLBACK = new QueueKey("fallback");

    /**
     * @param document {@code reason}; {@code rep} when it is done on somebody's behalf; {@code
     *     queue} unless the policy's fallback is meant
     * @param channel by which it came: {@code api}, {@code web}
     */
    public record Command(Caller caller, LeadId lead, Map<String, ?> document, String channel) {}

    /** What can come of it. */
    public sealed interface Outcome {
        record Returned() implements Outcome {}

        /** There is no lead on which the caller may act. */
        record Unknown() implements Outcome {}

        /**
         * Not the rep on whose behalf it is done.
         *
         * @param holder null when nobody has it
         */
        record HeldByAnother(@Nullable RepKey holder) implements Outcome {}
    }

    private final UnitOfWork unitOfWork;
    private final RoutingStates states;
    private final RoutingConfigurations configurations;
    private final Leads leads;
    private final Assignments assignments;
    private final TurnsGivenBack turns;
    private final Timeline timeline;
    private final AuditTrail trail;
    private final LiveSignal live;
    private final InstantSource clock;

    public ReturnLead(
            UnitOfWork unitOfWork,
            RoutingStates states,
            RoutingConfigurations configurations,
            Leads leads,
            Assignments assignments,
            Timeline timeline,
            AuditTrail trail,
            LiveSignal live,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.states = states;
        this.configurations = configurations;
        this.leads = leads;
        this.assignments = assignments;
        this.turns = new TurnsGivenBack(states);
        this.timeline = timeline;
        this.trail = trail;
        this.live = live;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            WorkRight right = WorkRight.of(command.caller());
            TenantId tenant = command.caller().tenant();
            return unitOfWork
                    .run(
                            tenant,
                            // Loads and ledgers change under the turn only.
                            states.takeTurn(tenant)
                                    .then(configurations.current(tenant))
                                    .flatMap(snapshot ->
                                            leads.find(
                                                            tenant,
                                                            Set.of(command.lead()),
                                                            snapshot::customType)
                                                    .next()
                                                    .flatMap(file ->
                                                            takeBack(
                                                                    command, right, file,
                                                                    snapshot)))
                                    .defaultIfEmpty(new Outcome.Unknown()))
                    .doOnNext(outcome -> {
                        if (outcome instanceof Outcome.Returned) {
                            live.announce(Happened.to(tenant, command.lead()));
                        }
                    });
        });
    }

    private Mono<Outcome> takeBack(
            Command command, WorkRight right, LeadFile file, Snapshot snapshot) {
        return assignments
                .latest(command.caller().tenant(), command.lead())
                .filter(Given::isHeld)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(held -> {
                    RepKey holder = held.map(given -> given.offer().rep()).orElse(null);
                    if (!right.covers(holder)) {
                        return Mono.just(new Outcome.Unknown());
                    }
                    ReturnWish wish = ReturnWish.read(command.document());
                    boolean another =
                            wish.onBehalfOf() != null && !wish.onBehalfOf().equals(holder);
                    return held.isEmpty() || another
                            ? Mono.just(new Outcome.HeldByAnother(holder))
                            : queue(wish, file, snapshot)
                                    .flatMap(queue ->
                                            takeBack(
                                                    command,
                                                    wish,
                                                    file,
                                                    held.get(),
                                                    queue,
                                                    snapshot));
                });
    }

    private static Mono<QueueKey> queue(ReturnWish wish, LeadFile file, Snapshot snapshot) {
        QueueKey asked = wish.queue();
        if (asked == null) {
            return Mono.just(
                    snapshot.configuration()
                            .policy(file.lead().kind())
                            .map(published -> published.policy().fallback())
                            .orElse(FALLBACK));
        }
        return snapshot.configuration().queue(asked).isPresent()
                ? Mono.just(asked)
                : Mono.error(
                        new InvalidInputException(
                                "/queue",
                                UNKNOWN_REFERENCE,
                                "there is no queue '%s'".formatted(asked)));
    }

    private Mono<Outcome> takeBack(
            Command command,
            ReturnWish wish,
            LeadFile file,
            Given given,
            QueueKey queue,
            Snapshot snapshot) {
        TenantId tenant = command.caller().tenant();
        Instant now = clock.instant();
        String why = "returned by %s: %s".formatted(given.offer().rep(), wish.reason());
        return assignments
                .end(tenant, command.lead(), AssignmentState.RETURNED, wish.reason(), now)
                .then(states.free(tenant, given.offer().rep()))
                .then(
                        wish.isWorthNoTurn()
                                ? turns.giveBack(
                                        tenant,
                                        snapshot.configuration(),
                                        given.offer(),
                                        _ -> true,
                                        wish.reason(),
                                        now)
                                : Mono.empty())
                .then(leads.save(tenant, List.of(file.returned(queue, why)), now))
                .then(timeline.append(tenant, story(command, wish, given, queue, why, now)))
                .then(
                        trail.append(
                                tenant,
                                AuditEntry.by(
                                        command.caller().actor(),
                                        AuditAction.LEAD_RETURNED,
                                        "lead:" + command.lead(),
                                        Map.of(
                                                "rep", given.offer().rep().value(),
                                                "queue", queue.value()))))
                .thenReturn(new Outcome.Returned());
    }

    private static List<Timeline.Entry> story(
            Command command,
            ReturnWish wish,
            Given given,
            QueueKey queue,
            String why,
            Instant now) {
        String actor = WorkActor.label(command.caller().actor(), given);
        return List.of(
                new Timeline.Entry(
                        command.lead(),
                        new TimelineEntry(
                                now,
                                "ASSIGNMENT_RETURNED",
                                actor,
                                command.channel(),
                                Map.of(
                                        "assignment", given.offer().id().toString(),
                                        "rep", given.offer().rep().value(),
                                        "reason", wish.reason()))),
                new Timeline.Entry(
                        command.lead(),
                        new TimelineEntry(
                                now,
                                "LEAD_QUEUED",
                                "system",
                                "system",
                                Map.of("queue", queue.value(), "why", why))));
    }
}
