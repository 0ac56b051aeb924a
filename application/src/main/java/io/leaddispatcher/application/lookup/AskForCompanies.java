package io.leaddispatcher.application.lookup;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.crm.CompanyCopies;
import io.leaddispatcher.application.crm.Crms;
import io.leaddispatcher.application.crm.OwningReps;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmAccounts.CrmAccount;
import io.leaddispatcher.application.crm.port.CrmMirrors;
import io.leaddispatcher.application.crm.port.CrmMirrors.Mirrored;
import io.leaddispatcher.application.intake.IntakeSignal;
import io.leaddispatcher.application.intake.port.ReadyEvents;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.lookup.Question.Asked;
import io.leaddispatcher.application.lookup.port.LookUps;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Asks CRMs for the company of a lead that waits. What they have becomes an account of the mirror,
 * the timeline tells what was asked and what came of it, and the lead waits no longer. An answer
 * that is too late for its lead is kept for the next one.
 */
public final class AskForCompanies {

    private static final Logger LOG = LoggerFactory.getLogger(AskForCompanies.class);

    /** Of the connection's health: it works, but is too slow for leads to wait for it. */
    static final String LATE = "LOOK_UP_LATE";

    private final ConnectionDirectory connections;
    private final Crms crms;
    private final CrmMirrors mirrors;
    private final LookUps lookUps;
    private final RoutingConfigurations configurations;
    private final ReadyEvents events;
    private final Timeline timeline;
    private final ConnectionHealth health;
    private final RestingCrms resting;
    private final UnitOfWork unitOfWork;
    private final IntakeSignal signal;
    private final InstantSource clock;
    private final Scheduler time;
    private final Map<String, Mono<Answer>> asking = new ConcurrentHashMap<>();

    /**
     * @param time for the end of patience
     */
    public AskForCompanies(
            ConnectionDirectory connections,
            Crms crms,
            CrmMirrors mirrors,
            LookUps lookUps,
            RoutingConfigurations configurations,
            ReadyEvents events,
            Timeline timeline,
            ConnectionHealth health,
            RestingCrms resting,
            UnitOfWork unitOfWork,
            IntakeSignal signal,
            InstantSource clock,
            Scheduler time) {
        this.connections = connections;
        this.crms = crms;
        this.mirrors = mirrors;
        this.lookUps = lookUps;
        this.configurations = configurations;
        this.events = events;
        this.timeline = timeline;
        this.health = health;
        this.resting = resting;
        this.unitOfWork = unitOfWork;
        this.signal = signal;
        this.clock = clock;
        this.time = time;
    }

    /** What came of a question, as timelines tell it. */
    enum Answer {
        FOUND,
        NOTHING,
        /** Not within the limit. */
        NO_ANSWER,
        /** It has answered that it does not answer. */
        REFUSED
    }

    private record Answered(Asked asked, Answer answer, Duration took) {}

    /** Never fails: whoever waits is routed in any case. */
    public Mono<Void> handle(Question question) {
        return Flux.fromIterable(question.asked())
                .flatMap(asked -> answered(question.tenant(), asked))
                .collectList()
                .flatMap(answers -> settled(question, answers))
                .onErrorResume(error -> {
                    LOG.warn(
                            "nobody was asked for the company of lead {} of tenant {}",
                            question.lead(),
                            question.tenant(),
                            error);
                    return Mono.empty();
                });
    }

    private Mono<Answered> answered(TenantId tenant, Asked asked) {
        Instant began = clock.instant();
        Duration left = Duration.between(began, asked.until());
        Mono<Answer> answer =
                left.isPositive()
                        ? shared(tenant, asked.sought())
                                .timeout(left, Mono.just(Answer.NO_ANSWER), time)
                                .onErrorResume(error -> {
                                    LOG.info(
                                            "connection {} of tenant {} was asked for a company: {}",
                                            asked.sought().connection(),
                                            tenant,
                                            error.toString());
                                    return Mono.just(Answer.REFUSED);
                                })
                        : Mono.just(Answer.NO_ANSWER);
        return answer.map(said -> {
            Instant now = clock.instant();
            switch (said) {
                case FOUND, NOTHING -> resting.answered(tenant, asked.sought().connection());
                case NO_ANSWER, REFUSED -> resting.missed(tenant, asked.sought().connection(), now);
            }
            return new Answered(asked, said, Duration.between(began, now));
        });
    }

    /** Leads of one company that come together ask once. Goes on when nobody waits any more. */
    private Mono<Answer> shared(TenantId tenant, Sought sought) {
        String what = tenant + "/" + sought.connection() + "/" + sought.word();
        return Mono.defer(() ->
                asking.computeIfAbsent(
                        what,
                        _ -> ask(tenant, sought).doFinally(_ -> asking.remove(what)).cache()));
    }

    private record Found(ConnectionAccess connection, Crm crm, OwningReps reps) {}

    private Mono<Answer> ask(TenantId tenant, Sought sought) {
        return Mono.defer(() -> unitOfWork.run(tenant, crm(tenant, sought)))
                .flatMap(found ->
                        companies(tenant, sought, found)
                                .collectList()
                                .flatMap(
                                        new CompanyCopies(
                                                        tenant,
                                                        found.connection(),
                                                        found.crm(),
                                                        found.reps())
                                                ::of)
                                .flatMap(companies ->
                                        unitOfWork.run(tenant, kept(tenant, sought, companies))))
                .defaultIfEmpty(Answer.NOTHING);
    }

    private Mono<Found> crm(TenantId tenant, Sought sought) {
        return connections
                .find(tenant, sought.connection())
                .flatMap(connection ->
                        Mono.justOrEmpty(crms.of(connection))
                                .zipWhen(
                                        _ -> configurations.current(tenant),
                                        (crm, snapshot) ->
                                                new Found(
                                                        connection,
                                                        crm,
                                                        OwningReps.of(
                                                                connection.key(),
                                                                snapshot.configuration()
                                                                        .roster()
                                                                        .reps()))));
    }

    private static Flux<CrmAccount> companies(TenantId tenant, Sought sought, Found found) {
        var accounts = found.crm().accounts();
        String id = sought.company();
        if (id != null) {
            return accounts.byIds(tenant, found.connection(), Set.of(id));
        }
        @Nullable String domain = sought.domains().stream().findFirst().orElse(null);
        return accounts.search(
                tenant, found.connection(), domain, domain == null ? sought.name() : null);
    }

    private Mono<Answer> kept(TenantId tenant, Sought sought, List<Mirrored> companies) {
        return lookUps.asked(tenant, sought, clock.instant())
                .then(
                        companies.isEmpty()
                                ? Mono.empty()
                                : mirrors.put(tenant, sought.connection(), companies))
                .then(health.answered(tenant, sought.connection(), clock.instant()))
                .thenReturn(companies.isEmpty() ? Answer.NOTHING : Answer.FOUND);
    }

    private Mono<Void> settled(Question question, List<Answered> answers) {
        TenantId tenant = question.tenant();
        Instant now = clock.instant();
        return unitOfWork
                .run(
                        tenant,
                        timeline.append(
                                        tenant,
                                        answers.stream()
                                                .map(each ->
                                                        new Timeline.Entry(
                                                                question.lead(), entry(each, now)))
                                                .toList())
                                .then(events.waitNoLonger(tenant, Set.of(question.event())))
                                .then(noted(tenant, answers)))
                .doOnSuccess(_ -> signal.ready(tenant));
    }

    private static TimelineEntry entry(Answered answered, Instant now) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("connection", answered.asked().sought().connection().value());
        detail.put("answer", answered.answer().name());
        detail.put("tookMs", answered.took().toMillis());
        return new TimelineEntry(now, "CRM_ASKED", answered.asked().type(), "crm", detail);
    }

    private Mono<Void> noted(TenantId tenant, List<Answered> answers) {
        return Flux.fromIterable(answers)
                .filter(each -> each.answer() == Answer.NO_ANSWER)
                .concatMap(each ->
                        health.noted(
                                tenant,
                                each.asked().sought().connection(),
                                LATE,
                                "a company was asked for, and no answer came in time"))
                .then();
    }
}
