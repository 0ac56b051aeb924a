package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Supplements;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.CompanyQuestions.Asking;
import io.leaddispatcher.application.intake.CompanyQuestions.NewLead;
import io.leaddispatcher.application.intake.port.EventTranslator;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.intake.port.ReceivedEvents;
import io.leaddispatcher.application.lead.ErasedPersonException;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.LeadBody;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Keeps the leads of which translated events tell, and has those events routed. */
final class TranslatedLeads {

    /** In the health of a connection: what it brought can be no lead. */
    private static final String NO_LEAD = "NO_LEAD";

    private final UnitOfWork unitOfWork;
    private final InboundEvents events;
    private final ReceivedEvents received;
    private final ConnectionHealth health;
    private final Leads leads;
    private final RoutingConfigurations configurations;
    private final CompanyQuestions questions;
    private final Ids ids;
    private final IntakeSignal signal;

    TranslatedLeads(
            UnitOfWork unitOfWork,
            InboundEvents events,
            ReceivedEvents received,
            ConnectionHealth health,
            Leads leads,
            RoutingConfigurations configurations,
            CompanyQuestions questions,
            Ids ids,
            IntakeSignal signal) {
        this.unitOfWork = unitOfWork;
        this.events = events;
        this.received = received;
        this.health = health;
        this.leads = leads;
        this.configurations = configurations;
        this.questions = questions;
        this.ids = ids;
        this.signal = signal;
    }

    /**
     * A lead body that was made of an event.
     *
     * @param connection what it came by; null for the API
     * @param translator by which it was made; null when it needed none
     * @param updateOnly it adds to a known lead and is no new request
     * @param also what else is kept in the same unit of work, by the lead that it turned out to be
     */
    record Told(
            UUID id,
            InboundEvent event,
            Map<String, Object> document,
            @Nullable ConnectionAccess connection,
            @Nullable EventTranslator translator,
            boolean updateOnly,
            Function<LeadId, Mono<Void>> also) {

        Told with(Map<String, Object> other) {
            return new Told(id, event, other, connection, translator, updateOnly, also);
        }

        @Nullable Instant happenedAt(@Nullable Instant said) {
            return translator == null ? said : translator.happenedAt(event, said);
        }
    }

    /** Another node has taken it in, or its connection leads to another account by now. */
    private static final class NoLongerWaitingException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** Keeps nothing of an event that waits no longer. */
    Mono<Void> keep(Told told) {
        TenantId tenant = told.event().tenant();
        return unitOfWork
                .run(
                        tenant,
                        configurations
                                .current(tenant)
                                .flatMap(snapshot -> read(snapshot, told))
                                .flatMap(asking -> seen(told.event()).thenReturn(asking)))
                .onErrorResume(
                        ErasedPersonException.class,
                        _ ->
                                unitOfWork
                                        .run(tenant, events.forget(tenant, told.id()))
                                        .thenReturn(Asking.NOTHING))
                .onErrorResume(NoLongerWaitingException.class, _ -> Mono.just(Asking.NOTHING))
                .doOnNext(asking -> {
                    asking.committed().run();
                    signal.ready(tenant);
                })
                .then();
    }

    private Mono<Asking> read(Snapshot snapshot, Told translated) {
        Told told =
                translated.with(
                        Supplements.to(
                                translated.document(),
                                translated.connection(),
                                snapshot.configuration().fields(),
                                translated.updateOnly()));
        Violations violations = new Violations();
        Optional<LeadBody> body = snapshot.reader().read(Part.root(told.document(), violations));
        return body.isPresent() && violations.isEmpty()
                ? identified(snapshot, told, body.get())
                : noLead(told, Violation.inWords(violations.list())).thenReturn(Asking.NOTHING);
    }

    /**
     * It was acknowledged: whoever looks after the connection is to see that nothing came of it.
     */
    private Mono<Void> noLead(Told told, String why) {
        InboundEvent event = told.event();
        Mono<Void> kept = received.failed(event.tenant(), told.id(), why);
        return event.connection() == null
                ? kept
                : kept.then(health.noted(event.tenant(), event.connection(), NO_LEAD, why));
    }

    private Mono<Asking> identified(Snapshot snapshot, Told told, LeadBody body) {
        InboundEvent event = told.event();
        TenantId tenant = event.tenant();
        LeadId fresh = new LeadId(ids.next());
        var said =
                new Leads.Told(
                        event.origin(),
                        event.idempotencyKey(),
                        told.document(),
                        told.happenedAt(body.receivedAt()));
        return leads.identify(tenant, new Leads.Sought(event.identity(body), fresh, said))
                .flatMap(lead -> {
                    boolean isNew = lead.equals(fresh);
                    Map<String, Object> document =
                            isNew
                                    ? Supplements.toNew(told.document(), told.connection())
                                    : told.document();
                    LeadFile made =
                            LeadFile.of(
                                    read(snapshot, document, body).toLead(lead, event.receivedAt()),
                                    event.receivedAt());
                    Mono<Void> added =
                            isNew
                                    ? leads.addMissing(tenant, List.of(made), event.receivedAt())
                                    : Mono.empty();
                    return added.then(
                                    received.ready(
                                            tenant, told.id(), document, lead, told.updateOnly()))
                            .filter(waited -> waited)
                            .switchIfEmpty(Mono.error(NoLongerWaitingException::new))
                            .then(knownAs(event, lead, body))
                            .then(Mono.defer(() -> told.also().apply(lead)))
                            .then(
                                    Mono.defer(() ->
                                            questions.about(
                                                    tenant,
                                                    snapshot.configuration(),
                                                    isNew
                                                            ? List.of(
                                                                    new NewLead(
                                                                            told.id(), made.lead()))
                                                            : List.of())));
                });
    }

    /** What was added to it is good; were it not, the lead would be what it says itself. */
    private static LeadBody read(
            Snapshot snapshot, Map<String, Object> document, LeadBody otherwise) {
        return snapshot.reader().read(Part.root(document, new Violations())).orElse(otherwise);
    }

    /** An id that a CRM gave is that CRM's; what others say may be anybody's. */
    private Mono<Void> knownAs(InboundEvent event, LeadId lead, LeadBody body) {
        ConnectionKey crm = event.crm();
        String record = body.externalId();
        return crm != null && record != null
                ? leads.knownAs(event.tenant(), lead, crm, record, event.receivedAt())
                : Mono.empty();
    }

    private Mono<Void> seen(InboundEvent event) {
        return event.connection() == null
                ? Mono.empty()
                : health.event(event.tenant(), event.connection(), event.receivedAt());
    }
}
