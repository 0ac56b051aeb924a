package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.crm.port.CrmMirrors;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.port.EventTranslator;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.intake.port.ReceivedEvents;
import io.leaddispatcher.application.intake.port.ReceivedEvents.Claim;
import io.leaddispatcher.application.intake.port.ReceivedEvents.Received;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.privacy.ErasePerson;
import io.leaddispatcher.application.privacy.PersonKey;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.meeting.MeetingNews.Kind;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Turns stored events into lead bodies, asking the provider where the event says too little. A
 * provider that fails is asked again, later and later, for three days; then the event is set aside
 * with its cause, never dropped.
 */
@UseCase
public final class TranslateReceived {

    private static final Logger LOG = LoggerFactory.getLogger(TranslateReceived.class);

    /** Longer than any translator takes; a node that dies holds an event no longer. */
    private static final Duration HOLD = Duration.ofMinutes(2);

    private final UnitOfWork unitOfWork;
    private final InboundEvents events;
    private final ReceivedEvents receivedEvents;
    private final TranslationPlaces places;
    private final ConnectionDirectory connections;
    private final ConnectionHealth health;
    private final TranslatedLeads leads;
    private final FailedTranslations failures;
    private final RoutingConfigurations configurations;
    private final Map<String, EventTranslator> translators = new HashMap<>();
    private final OwnerChanges ownerChanges;
    private final RecordMerges recordMerges;
    private final RecordConversions recordConversions;
    private final CrmMirrors mirrors;
    private final MeetingDesk meetings;
    private final ErasePerson erasePerson;
    private final InstantSource clock;

    public TranslateReceived(
            UnitOfWork unitOfWork,
            InboundEvents events,
            ReceivedEvents receivedEvents,
            ConnectionDirectory connections,
            ConnectionHealth health,
            Leads leads,
            RoutingConfigurations configurations,
            List<EventTranslator> translators,
            OwnerChanges ownerChanges,
            RecordMerges recordMerges,
            RecordConversions recordConversions,
            CrmMirrors mirrors,
            MeetingDesk meetings,
            ErasePerson erasePerson,
            CompanyQuestions questions,
            Ids ids,
            IntakeSignal signal,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.events = events;
        this.receivedEvents = receivedEvents;
        this.places = new TranslationPlaces(receivedEvents, HOLD);
        this.connections = connections;
        this.health = health;
        this.leads =
                new TranslatedLeads(
                        unitOfWork,
                        events,
                        receivedEvents,
                        health,
                        leads,
                        configurations,
                        questions,
                        ids,
                        signal);
        this.failures = new FailedTranslations(receivedEvents, connections, health, clock);
        this.configurations = configurations;
        translators.forEach(each -> this.translators.put(each.source(), each));
        this.ownerChanges = ownerChanges;
        this.recordMerges = recordMerges;
        this.recordConversions = recordConversions;
        this.mirrors = mirrors;
        this.meetings = meetings;
        this.erasePerson = erasePerson;
        this.clock = clock;
    }

    /**
     * Events that were taken up.
     *
     * @param more whether there may be more that can be taken up, now or when these are done
     * @param translated translates them all when subscribed; it never fails
     */
    public record Batch(boolean more, Mono<Void> translated) {}

    /** Takes up what waits. Empty when there is nothing, or no place for it. */
    public Mono<Batch> handle() {
        return places.take()
                .map(claims -> new Batch(TranslationPlaces.mayBeMore(claims), translated(claims)));
    }

    private Mono<Void> translated(List<Claim> claims) {
        return Flux.fromIterable(claims)
                .flatMap(
                        claim -> translate(claim).doFinally(_ -> places.giveBack(claim)),
                        claims.size())
                .then();
    }

    private Mono<Void> translate(Claim claim) {
        return unitOfWork
                .run(claim.tenant(), load(claim))
                .flatMap(loaded ->
                        translated(loaded)
                                .flatMap(translation -> settle(claim, loaded, translation))
                                .onErrorResume(error ->
                                        unitOfWork.run(
                                                claim.tenant(),
                                                failures.settle(
                                                        claim,
                                                        loaded.received(),
                                                        loaded.connection().orElse(null),
                                                        error))))
                .onErrorResume(error -> {
                    // The hold lapses and the event comes again.
                    LOG.error(
                            "event {} of tenant {} was not translated",
                            claim.event(),
                            claim.tenant(),
                            error);
                    return Mono.empty();
                });
    }

    private record Loaded(Received received, Optional<ConnectionAccess> connection) {}

    private Mono<Loaded> load(Claim claim) {
        return receivedEvents
                .find(claim.tenant(), claim.event())
                .flatMap(received ->
                        received.event().connection() == null
                                ? Mono.just(new Loaded(received, Optional.empty()))
                                : connections
                                        .find(claim.tenant(), received.event().connection())
                                        .flatMap(found -> mapped(claim.tenant(), found))
                                        .map(Optional::of)
                                        .defaultIfEmpty(Optional.empty())
                                        .map(found -> new Loaded(received, found)));
    }

    /** With the properties that hold the workspace's own fields. */
    private Mono<ConnectionAccess> mapped(TenantId tenant, ConnectionAccess connection) {
        return configurations
                .current(tenant)
                .map(snapshot ->
                        connection.with(
                                "mappings",
                                snapshot.configuration()
                                        .fields()
                                        .mappedFrom(connection.key().value())));
    }

    private Mono<Translation> translated(Loaded loaded) {
        InboundEvent event = loaded.received().event();
        EventTranslator translator = translators.get(event.source());
        return translator == null
                ? Mono.error(
                        new TranslationFailedException(
                                false,
                                null,
                                "UNKNOWN_SOURCE",
                                "nothing reads events of " + event.source()))
                : translator.translate(event, loaded.connection().orElse(null));
    }

    private Mono<Void> settle(Claim claim, Loaded loaded, Translation translation) {
        TenantId tenant = claim.tenant();
        InboundEvent event = loaded.received().event();
        return switch (translation) {
            case Translation.Ignored(var reason) -> ignored(claim, event, reason);
            case Translation.Erasure(var externalId, var reason) ->
                    erasePerson
                            .handle(
                                    new ErasePerson.Command(
                                            Caller.system(tenant),
                                            PersonKey.record(event.crm(), externalId),
                                            reason))
                            .then(
                                    unitOfWork.run(
                                            tenant,
                                            events.forget(tenant, claim.event())
                                                    .then(seen(event))));
            case Translation.CompaniesChanged(var companies) ->
                    unitOfWork.run(
                            tenant,
                            told(event, companies)
                                    .then(
                                            receivedEvents.ignored(
                                                    tenant,
                                                    claim.event(),
                                                    "the companies are read by the mirror, if there is one"))
                                    .then(seen(event)));
            case Translation.Merged(var winner, var others) ->
                    merged(loaded, winner, others)
                            .then(Mono.defer(() -> ignored(claim, event, "records were merged")));
            case Translation.Converted(var record) ->
                    converted(loaded, record)
                            .flatMap(settled ->
                                    told(claim, loaded, settled, "the lead is converted"));
            case Translation.Body(var body, _) -> leads.keep(told(claim, loaded, body, false));
            case Translation.Update(var body, _) -> leads.keep(told(claim, loaded, body, true));
            // The owner first: whoever is interrupted in between does both again.
            case Translation.OwnerChanged(var body, var record, var owner) ->
                    followed(loaded, record, owner)
                            .then(Mono.defer(() -> leads.keep(told(claim, loaded, body, true))));
            case Translation.Meeting(var body, var news) when news.kind() == Kind.BOOKED ->
                    // One that is moved is no new request.
                    leads.keep(
                            new TranslatedLeads.Told(
                                    claim.event(),
                                    event,
                                    body,
                                    loaded.connection().orElse(null),
                                    translators.get(event.source()),
                                    news.other() != null,
                                    lead -> meetings.booked(event, lead, news)));
            case Translation.Meeting(_, var news) ->
                    meetings.told(event, news)
                            .flatMap(settled -> told(claim, loaded, settled, "told of a meeting"));
        };
    }

    private TranslatedLeads.Told told(
            Claim claim, Loaded loaded, Map<String, Object> body, boolean updateOnly) {
        InboundEvent event = loaded.received().event();
        return new TranslatedLeads.Told(
                claim.event(),
                event,
                body,
                loaded.connection().orElse(null),
                translators.get(event.source()),
                updateOnly,
                _ -> Mono.empty());
    }

    private Mono<Void> merged(Loaded loaded, String winner, List<String> others) {
        TenantId tenant = loaded.received().event().tenant();
        return loaded.connection()
                .map(connection -> recordMerges.merged(tenant, connection, winner, others))
                .orElse(Mono.empty());
    }

    /** There is nothing to be routed of it. */
    private Mono<Void> ignored(Claim claim, InboundEvent event, String reason) {
        return unitOfWork.run(
                claim.tenant(),
                receivedEvents.ignored(claim.tenant(), claim.event(), reason).then(seen(event)));
    }

    /** There is nothing to be routed of it, but perhaps it comes too early. */
    private Mono<Void> told(Claim claim, Loaded loaded, boolean settled, String what) {
        Received received = loaded.received();
        return unitOfWork.run(
                claim.tenant(),
                failures.told(claim, received, settled, what).then(seen(received.event())));
    }

    private Mono<Boolean> converted(Loaded loaded, String record) {
        TenantId tenant = loaded.received().event().tenant();
        return loaded.connection()
                .map(connection -> recordConversions.converted(tenant, connection, record))
                .orElse(Mono.just(true));
    }

    private Mono<Void> told(InboundEvent event, Set<String> companies) {
        return event.connection() == null
                ? Mono.empty()
                : mirrors.told(event.tenant(), event.connection(), companies, clock.instant());
    }

    private Mono<Void> followed(Loaded loaded, String record, @Nullable String owner) {
        InboundEvent event = loaded.received().event();
        EventTranslator translator = translators.get(event.source());
        Instant at = translator == null ? null : translator.happenedAt(event, null);
        return loaded.connection()
                .map(connection ->
                        ownerChanges.follow(
                                new OwnerChanges.Change(
                                        event.tenant(),
                                        connection,
                                        record,
                                        owner,
                                        at == null ? event.receivedAt() : at)))
                .orElse(Mono.empty());
    }

    private Mono<Void> seen(InboundEvent event) {
        return event.connection() == null
                ? Mono.empty()
                : health.event(event.tenant(), event.connection(), event.receivedAt());
    }
}
