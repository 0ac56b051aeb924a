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
import io.leaddispatcher.application.intake.port.InboundEvents.Claim;
import io.leaddispatcher.application.intake.port.InboundEvents.Received;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.application.lead.ErasedPersonException;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.privacy.ErasePerson;
import io.leaddispatcher.application.privacy.PersonKey;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.LeadBody;
import io.leaddispatcher.domain.lead.LeadId;
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
import java.util.UUID;
import java.util.function.Function;
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

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final Duration PATIENCE = Duration.ofDays(3);
    private static final int IN_FLIGHT = 16;

    private final UnitOfWork unitOfWork;
    private final InboundEvents events;
    private final ConnectionDirectory connections;
    private final ConnectionHealth health;
    private final Leads leads;
    private final RoutingConfigurations configurations;
    private final Map<String, EventTranslator> translators = new HashMap<>();
    private final OwnerChanges ownerChanges;
    private final RecordMerges recordMerges;
    private final CrmMirrors mirrors;
    private final MeetingDesk meetings;
    private final ErasePerson erasePerson;
    private final Ids ids;
    private final IntakeSignal signal;
    private final InstantSource clock;

    public TranslateReceived(
            UnitOfWork unitOfWork,
            InboundEvents events,
            ConnectionDirectory connections,
            ConnectionHealth health,
            Leads leads,
            RoutingConfigurations configurations,
            List<EventTranslator> translators,
            OwnerChanges ownerChanges,
            RecordMerges recordMerges,
            CrmMirrors mirrors,
            MeetingDesk meetings,
            ErasePerson erasePerson,
            Ids ids,
            IntakeSignal signal,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.events = events;
        this.connections = connections;
        this.health = health;
        this.leads = leads;
        this.configurations = configurations;
        translators.forEach(each -> this.translators.put(each.source(), each));
        this.ownerChanges = ownerChanges;
        this.recordMerges = recordMerges;
        this.mirrors = mirrors;
        this.meetings = meetings;
        this.erasePerson = erasePerson;
        this.ids = ids;
        this.signal = signal;
        this.clock = clock;
    }

    /**
     * Answers how many events were taken up; as many as {@code atMost} means that there may be
     * more.
     */
    public Mono<Integer> handle(int atMost) {
        return events.claimReceived(atMost, HOLD)
                .collectList()
                .flatMap(claims ->
                        Flux.fromIterable(claims)
                                .flatMap(this::translate, IN_FLIGHT)
                                .then(Mono.just(claims.size())));
    }

    private Mono<Void> translate(Claim claim) {
        return unitOfWork
                .run(claim.tenant(), load(claim))
                .flatMap(loaded ->
                        translated(loaded)
                                .flatMap(translation -> settle(claim, loaded, translation))
                                .onErrorResume(
                                        TranslationFailedException.class,
                                        failure -> failed(claim, loaded, failure)))
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
        return events.received(claim.tenant(), claim.event())
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
            case Translation.Ignored(var reason) ->
                    unitOfWork.run(
                            tenant,
                            events.ignored(tenant, claim.event(), reason).then(seen(event)));
            case Translation.Erasure(var externalId, var reason) ->
                    erasePerson
                            .handle(
                                    new ErasePerson.Command(
                                            Caller.system(tenant),
                                            new PersonKey(null, null, externalId),
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
                                            events.ignored(
                                                    tenant,
                                                    claim.event(),
                                                    "the companies are read by the mirror, if there is one"))
                                    .then(seen(event)));
            case Translation.Merged(var winner, var others) ->
                    merged(loaded, winner, others)
                            .then(
                                    unitOfWork.run(
                                            tenant,
                                            events.ignored(
                                                            tenant,
                                                            claim.event(),
                                                            "records were merged")
                                                    .then(seen(event))));
            case Translation.Body(var body, _) ->
                    ready(claim, event, body, false, _ -> Mono.empty());
            case Translation.Update(var body, _) ->
                    ready(claim, event, body, true, _ -> Mono.empty());
            // The owner first: whoever is interrupted in between does both again.
            case Translation.OwnerChanged(var body, var record, var owner) ->
                    followed(loaded, record, owner)
                            .then(
                                    Mono.defer(() ->
                                            ready(claim, event, body, true, _ -> Mono.empty())));
            case Translation.Meeting(var body, var news) when news.kind() == Kind.BOOKED ->
                    // One that is moved is no new request.
                    ready(
                            claim,
                            event,
                            body,
                            news.other() != null,
                            lead -> meetings.booked(event, lead, news));
            case Translation.Meeting(_, var news) ->
                    meetings.told(event, news)
                            .flatMap(settled ->
                                    unitOfWork.run(
                                            tenant,
                                            (settled || isOver(event)
                                                            ? events.ignored(
                                                                    tenant,
                                                                    claim.event(),
                                                                    "told of a meeting")
                                                            : events.retry(
                                                                    tenant,
                                                                    claim.event(),
                                                                    clock.instant()
                                                                            .plus(
                                                                                    pause(
                                                                                            loaded.received()
                                                                                                    .attempts(),
                                                                                            Optional
                                                                                                    .empty())),
                                                                    "the lead is not routed yet"))
                                                    .then(seen(event))));
        };
    }

    /** It is not tried any more. */
    private boolean isOver(InboundEvent event) {
        return !clock.instant().isBefore(event.receivedAt().plus(PATIENCE));
    }

    private Mono<Void> merged(Loaded loaded, String winner, List<String> others) {
        TenantId tenant = loaded.received().event().tenant();
        return loaded.connection()
                .map(connection -> recordMerges.merged(tenant, connection, winner, others))
                .orElse(Mono.empty());
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

    private Mono<Void> ready(
            Claim claim,
            InboundEvent event,
            Map<String, Object> document,
            boolean updateOnly,
            Function<LeadId, Mono<Void>> also) {
        TenantId tenant = claim.tenant();
        return unitOfWork
                .run(
                        tenant,
                        configurations
                                .current(tenant)
                                .flatMap(snapshot -> {
                                    Violations violations = new Violations();
                                    Optional<LeadBody> body =
                                            snapshot.reader().read(Part.root(document, violations));
                                    return body.isPresent() && violations.isEmpty()
                                            ? identified(
                                                    claim.event(),
                                                    event,
                                                    document,
                                                    body.get(),
                                                    updateOnly,
                                                    also)
                                            : events.failed(
                                                    tenant,
                                                    claim.event(),
                                                    violations.list().toString());
                                })
                                .then(seen(event)))
                .onErrorResume(
                        ErasedPersonException.class,
                        _ -> unitOfWork.run(tenant, events.forget(tenant, claim.event())))
                .doOnSuccess(_ -> signal.ready(tenant));
    }

    private Mono<Void> identified(
            UUID id,
            InboundEvent event,
            Map<String, Object> document,
            LeadBody body,
            boolean updateOnly,
            Function<LeadId, Mono<Void>> also) {
        LeadId fresh = new LeadId(ids.next());
        EventTranslator translator = translators.get(event.source());
        var told =
                new Leads.Told(
                        event.origin(),
                        event.idempotencyKey(),
                        document,
                        translator == null
                                ? body.receivedAt()
                                : translator.happenedAt(event, body.receivedAt()));
        return leads.identify(event.tenant(), new Leads.Sought(body.identity(), fresh, told))
                .flatMap(lead -> {
                    Mono<Void> added =
                            lead.equals(fresh)
                                    ? leads.addMissing(
                                            event.tenant(),
                                            List.of(
                                                    LeadFile.of(
                                                            body.toLead(lead, event.receivedAt()),
                                                            event.receivedAt())),
                                            event.receivedAt())
                                    : Mono.empty();
                    return added.then(events.ready(event.tenant(), id, document, lead, updateOnly))
                            .then(knownAs(event, lead, body))
                            .then(Mono.defer(() -> also.apply(lead)));
                });
    }

    /** An id that a CRM gave is that CRM's; what others say may be anybody's. */
    private Mono<Void> knownAs(InboundEvent event, LeadId lead, LeadBody body) {
        ConnectionKey connection = event.connection();
        String record = body.externalId();
        return connection != null
                        && record != null
                        && ConnectionType.of(event.source()).filter(CrmLink::exists).isPresent()
                ? leads.knownAs(event.tenant(), lead, connection, record, event.receivedAt())
                : Mono.empty();
    }

    private Mono<Void> seen(InboundEvent event) {
        return event.connection() == null
                ? Mono.empty()
                : health.event(event.tenant(), event.connection(), event.receivedAt());
    }

    private Mono<Void> failed(Claim claim, Loaded loaded, TranslationFailedException failure) {
        InboundEvent event = loaded.received().event();
        String error = failure.code() + ": " + failure.getMessage();
        boolean again = failure.isTransient() && !isOver(event);
        Mono<Void> settled =
                again
                        ? pause(claim.tenant(), loaded, failure)
                                .flatMap(pause ->
                                        events.retry(
                                                claim.tenant(),
                                                claim.event(),
                                                clock.instant().plus(pause),
                                                error))
                        : events.failed(claim.tenant(), claim.event(), error);
        return unitOfWork.run(
                claim.tenant(), settled.then(report(event.connection(), claim, failure)));
    }

    private Mono<Void> report(
            @Nullable ConnectionKey connection, Claim claim, TranslationFailedException failure) {
        String message = failure.getMessage();
        return connection == null
                ? Mono.empty()
                : health.failed(
                        claim.tenant(), connection, failure.code(), message == null ? "" : message);
    }

    /** What was refused by an old token, while somebody gave a new one, need not wait for it. */
    private Mono<Duration> pause(
            TenantId tenant, Loaded loaded, TranslationFailedException failure) {
        Duration usual = pause(loaded.received().attempts(), failure.retryAfter());
        return loaded.connection()
                .map(used ->
                        connections
                                .find(tenant, used.key())
                                .map(now -> now.hasTheSecretsOf(used) ? usual : FIRST_PAUSE)
                                .defaultIfEmpty(usual))
                .orElseGet(() -> Mono.just(usual));
    }

    private static Duration pause(int attempts, Optional<Duration> asked) {
        Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 12));
        Duration own = grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
        return asked.filter(wanted -> wanted.compareTo(own) > 0).orElse(own);
    }
}
