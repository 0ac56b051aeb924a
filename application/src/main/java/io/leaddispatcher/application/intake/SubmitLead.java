package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.intake.port.ReadyEvents;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.GroupCommit;
import io.leaddispatcher.application.transaction.GroupCommit.Done;
import io.leaddispatcher.application.transaction.Sharing;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A program hands in a lead, and may wait for what becomes of it. */
@UseCase
public final class SubmitLead {

    /**
     * A lead body with the event that carried it.
     *
     * @param body the document that {@code event} holds as raw bytes
     * @param patience how long to wait for the routing; zero: not at all
     * @param also null: nothing
     */
    public record Command(
            Caller caller,
            InboundEvent event,
            Map<String, ?> body,
            Duration patience,
            @Nullable Also also) {

        public Command(Caller caller, InboundEvent event, Map<String, ?> body, Duration patience) {
            this(caller, event, body, patience, null);
        }
    }

    /** What else is kept in the unit of work that keeps an event, and not when it is repeated. */
    @FunctionalInterface
    public interface Also {
        Mono<Void> keep(LeadId lead, UUID event);
    }

    /** What handing in comes to. */
    public sealed interface Outcome {
        /**
         * Stored, and mostly routed as well.
         *
         * @param merged it adds to a lead that was known before
         * @param assignment by which somebody has that lead already
         */
        record Accepted(LeadId lead, UUID event, boolean merged, @Nullable Offer assignment)
                implements Outcome {}

        /** Committed: the answer of the API. */
        record Routed(Map<String, Object> result) implements Outcome {}

        /** The idempotency key was used before with another body. */
        record KeyUsedBefore() implements Outcome {}
    }

    private final GroupCommit<Command, LeadSubmissions.Result> submissions;
    private final RoutingOutcomes outcomes;

    public SubmitLead(
            UnitOfWork unitOfWork,
            InboundEvents events,
            ReadyEvents ready,
            Leads leads,
            Assignments assignments,
            RoutingConfigurations configurations,
            Ids ids,
            IntakeSignal signal,
            ArrivalRouting routing,
            CompanyQuestions questions,
            RoutingOutcomes outcomes) {
        LeadSubmissions together =
                new LeadSubmissions(
                        events,
                        ready,
                        leads,
                        assignments,
                        configurations,
                        ids,
                        signal,
                        routing,
                        questions);
        // Nothing that hinders the routing of a lead may keep it from being taken in.
        this.submissions =
                new GroupCommit<>(
                        unitOfWork,
                        sharing(),
                        (tenant, commands, relay) ->
                                withAlso(commands, together.keepAndRoute(tenant, commands, relay)),
                        List.of((tenant, commands) ->
                                withAlso(commands, together.keep(tenant, commands))));
        this.outcomes = outcomes;
    }

    private static Mono<Done<LeadSubmissions.Result>> withAlso(
            List<Command> commands, Mono<Done<LeadSubmissions.Result>> work) {
        return commands.stream().allMatch(command -> command.also() == null)
                ? work
                : work.delayUntil(done ->
                        Flux.range(0, commands.size())
                                .concatMap(at -> also(commands.get(at), done.answers().get(at))));
    }

    private static Mono<Void> also(Command command, LeadSubmissions.Result result) {
        Also also = command.also();
        return also != null
                        && result instanceof LeadSubmissions.Taken(var kept, _, _)
                        && !kept.repeated()
                        && kept.sameContent()
                ? also.keep(known(kept.lead()), kept.event())
                : Mono.empty();
    }

    /** Large enough to share a commit, small enough that nobody waits long for it. */
    private static Sharing sharing() {
        int processors = Runtime.getRuntime().availableProcessors();
        return Sharing.of(100)
                .spaced(Duration.ofMillis(8), 40)
                .yielding(new Sharing.Yielding(8, 8 * processors, processors));
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.SUBMIT_LEADS);
            TenantId tenant = command.caller().tenant();
            return submissions
                    .commit(tenant, command)
                    .flatMap(result ->
                            switch (result) {
                                case LeadSubmissions.Refused(var cause) -> Mono.error(cause);
                                case LeadSubmissions.Taken taken ->
                                        answer(tenant, taken, command.patience());
                            });
        });
    }

    private Mono<Outcome> answer(TenantId tenant, LeadSubmissions.Taken taken, Duration patience) {
        InboundEvents.Kept kept = taken.kept();
        if (!kept.sameContent()) {
            return Mono.just(new Outcome.KeyUsedBefore());
        }
        Mono<Outcome> accepted =
                Mono.just(
                        new Outcome.Accepted(
                                known(kept.lead()),
                                kept.event(),
                                taken.merged(),
                                taken.assignment().orElse(null)));
        return patience.isZero()
                ? accepted
                : outcomes.await(tenant, kept.event(), patience)
                        .<Outcome>map(Outcome.Routed::new)
                        .switchIfEmpty(accepted);
    }

    static LeadId known(@Nullable LeadId lead) {
        if (lead == null) {
            throw new IllegalStateException("an event of the API without its lead");
        }
        return lead;
    }
}
