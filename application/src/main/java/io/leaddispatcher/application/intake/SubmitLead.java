package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.LeadBody;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadReader;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A program hands in a lead, and may wait for what becomes of it. */
@UseCase
public final class SubmitLead {

    /**
     * A lead body with the event that carried it.
     *
     * @param body the document that {@code event} holds as raw bytes
     * @param patience how long to wait for the routing; zero: not at all
     */
    public record Command(
            Caller caller, InboundEvent event, Map<String, ?> body, Duration patience) {}

    /** What handing in comes to. */
    public sealed interface Outcome {
        /**
         * Stored; routing follows.
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

    private final UnitOfWork unitOfWork;
    private final InboundEvents events;
    private final Leads leads;
    private final Assignments assignments;
    private final RoutingConfigurations configurations;
    private final Ids ids;
    private final IntakeSignal signal;
    private final RoutingOutcomes outcomes;

    public SubmitLead(
            UnitOfWork unitOfWork,
            InboundEvents events,
            Leads leads,
            Assignments assignments,
            RoutingConfigurations configurations,
            Ids ids,
            IntakeSignal signal,
            RoutingOutcomes outcomes) {
        this.unitOfWork = unitOfWork;
        this.events = events;
        this.leads = leads;
        this.assignments = assignments;
        this.configurations = configurations;
        this.ids = ids;
        this.signal = signal;
        this.outcomes = outcomes;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.SUBMIT_LEADS);
            TenantId tenant = command.caller().tenant();
            return unitOfWork
                    .run(tenant, keep(tenant, command))
                    .doOnNext(_ -> signal.ready(tenant))
                    .flatMap(taken -> answer(tenant, taken, command.patience()))
                    .onErrorResume(
                            KeyUsedBeforeException.class,
                            _ -> Mono.just(new Outcome.KeyUsedBefore()));
        });
    }

    private static final class KeyUsedBeforeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What was kept, and what was there before. */
    private record Taken(InboundEvents.Kept kept, boolean merged, Optional<Offer> assignment) {}

    private Mono<Taken> keep(TenantId tenant, Command command) {
        return configurations
                .current(tenant)
                .flatMap(snapshot -> {
                    LeadBody body = read(snapshot.reader(), command.body());
                    LeadId fresh = new LeadId(ids.next());
                    return leads.identify(tenant, body.identity(), fresh)
                            .flatMap(lead ->
                                    addIfNew(tenant, lead, fresh, body, command)
                                            .then(
                                                    events.keepReady(
                                                            ids.next(),
                                                            command.event(),
                                                            command.body(),
                                                            lead)))
                            // Undoes the lead that was made for it.
                            .filter(InboundEvents.Kept::sameContent)
                            .switchIfEmpty(Mono.error(KeyUsedBeforeException::new))
                            .flatMap(kept -> taken(tenant, kept, fresh));
                });
    }

    private Mono<Taken> taken(TenantId tenant, InboundEvents.Kept kept, LeadId fresh) {
        LeadId lead = known(kept.lead());
        // A repeat is answered like the event that it repeats.
        Mono<Boolean> merged =
                kept.repeated()
                        ? events.outcome(tenant, kept.event())
                                .map(outcome -> Boolean.TRUE.equals(outcome.get("merged")))
                                .defaultIfEmpty(false)
                        : Mono.just(!lead.equals(fresh));
        return merged.flatMap(known ->
                known
                        ? assignments
                                .active(tenant, List.of(lead))
                                .map(active ->
                                        new Taken(
                                                kept, true, Optional.ofNullable(active.get(lead))))
                        : Mono.just(new Taken(kept, false, Optional.empty())));
    }

    private static LeadBody read(LeadReader reader, Map<String, ?> document) {
        Violations violations = new Violations();
        Optional<LeadBody> body = reader.read(Part.root(document, violations));
        violations.refuseIfAny();
        return body.orElseThrow();
    }

    private Mono<Void> addIfNew(
            TenantId tenant, LeadId lead, LeadId fresh, LeadBody body, Command command) {
        return lead.equals(fresh)
                ? leads.addMissing(
                        tenant,
                        List.of(
                                LeadFile.of(
                                        body.toLead(lead, command.event().receivedAt()),
                                        command.event().receivedAt())),
                        command.event().receivedAt())
                : Mono.empty();
    }

    private Mono<Outcome> answer(TenantId tenant, Taken taken, Duration patience) {
        InboundEvents.Kept kept = taken.kept();
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

    private static LeadId known(@Nullable LeadId lead) {
        if (lead == null) {
            throw new IllegalStateException("an event of the API without its lead");
        }
        return lead;
    }
}
