package io.leaddispatcher.application.lookup;

import io.leaddispatcher.application.intake.CompanyQuestions;
import io.leaddispatcher.application.intake.port.ReadyEvents;
import io.leaddispatcher.application.lookup.Question.Asked;
import io.leaddispatcher.application.lookup.port.LookUpWork;
import io.leaddispatcher.application.lookup.port.LookUps;
import io.leaddispatcher.application.lookup.port.LookUps.MirroredCrm;
import io.leaddispatcher.domain.connection.LookUpLimit;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Finds out which new leads are of companies that nobody here knows and a CRM may, and has their
 * events wait for its answer. An event that waits is kept with the instant at which it is routed in
 * any case: nothing depends on whoever asks.
 */
public final class LookUpCompanies implements CompanyQuestions {

    /** What a CRM has said counts for so long; what is made there meanwhile, its events tell. */
    static final Duration ANSWER_COUNTS = Duration.ofMinutes(15);

    /** So that it is the answer, or the end of patience, that routes a lead, and not the clock. */
    private static final Duration GRACE = Duration.ofMillis(250);

    /** A changed setting counts so soon. */
    private static final Duration CRMS_KEPT = Duration.ofSeconds(2);

    /** What is sensitive goes to nobody, and is kept nowhere else. */
    private static final Set<String> SAID =
            Set.of("company.domain", "company.name", "contact.email");

    private final LookUps lookUps;
    private final ReadyEvents events;
    private final LookUpWork work;
    private final RestingCrms resting;
    private final InstantSource clock;
    private final Map<TenantId, KnownCrms> known = new ConcurrentHashMap<>();

    private record KnownCrms(Instant until, List<MirroredCrm> crms) {}

    public LookUpCompanies(
            LookUps lookUps,
            ReadyEvents events,
            LookUpWork work,
            RestingCrms resting,
            InstantSource clock) {
        this.lookUps = lookUps;
        this.events = events;
        this.work = work;
        this.resting = resting;
        this.clock = clock;
    }

    @Override
    public Mono<Asking> about(
            TenantId tenant, RoutingConfiguration configuration, List<NewLead> leads) {
        return leads.isEmpty()
                        || !configuration.asksForAccounts()
                        || isSensitive(configuration.fields())
                ? Mono.just(Asking.NOTHING)
                : crms(tenant).flatMap(crms -> about(tenant, crms, leads));
    }

    private static boolean isSensitive(FieldCatalogue fields) {
        return SAID.stream().anyMatch(fields::isSensitive);
    }

    private Mono<List<MirroredCrm>> crms(TenantId tenant) {
        KnownCrms seen = known.get(tenant);
        Instant now = clock.instant();
        return seen != null && now.isBefore(seen.until())
                ? Mono.just(seen.crms())
                : lookUps.crms(tenant)
                        .collectList()
                        .doOnNext(crms ->
                                known.put(tenant, new KnownCrms(now.plus(CRMS_KEPT), crms)));
    }

    /** What one lead may have asked. */
    private record Wish(NewLead lead, Sought sought, MirroredCrm crm, Duration limit) {}

    private Mono<Asking> about(TenantId tenant, List<MirroredCrm> crms, List<NewLead> leads) {
        Instant now = clock.instant();
        List<Wish> wishes = new ArrayList<>();
        for (MirroredCrm crm : crms) {
            Optional<Duration> limit =
                    LookUpLimit.of(crm.settings())
                            .filter(_ -> !resting.rests(tenant, crm.connection(), now));
            limit.ifPresent(most ->
                    leads.forEach(lead ->
                            Sought.of(crm.connection(), lead.lead())
                                    .filter(_ -> mayKnow(crm, lead.lead()))
                                    .ifPresent(sought ->
                                            wishes.add(new Wish(lead, sought, crm, most)))));
        }
        return wishes.isEmpty()
                ? Mono.just(Asking.NOTHING)
                : lookUps.unknown(
                                tenant,
                                wishes.stream().map(Wish::sought).distinct().toList(),
                                now.minus(ANSWER_COUNTS))
                        .map(Set::copyOf)
                        .flatMap(unknown ->
                                asking(
                                        tenant,
                                        wishes.stream()
                                                .filter(wish -> unknown.contains(wish.sought()))
                                                .toList(),
                                        now));
    }

    /** A lead that names its company in one CRM need not ask another one. */
    private static boolean mayKnow(MirroredCrm crm, Lead lead) {
        return lead.companyIds().isEmpty()
                || lead.companyIds().containsKey(crm.connection().value());
    }

    private Mono<Asking> asking(TenantId tenant, List<Wish> wishes, Instant now) {
        if (wishes.isEmpty()) {
            return Mono.just(Asking.NOTHING);
        }
        Map<UUID, List<Wish>> byEvent =
                wishes.stream().collect(Collectors.groupingBy(wish -> wish.lead().event()));
        Duration most =
                wishes.stream().map(Wish::limit).max(Duration::compareTo).orElse(Duration.ZERO);
        List<Question> all =
                byEvent.entrySet().stream()
                        .map(each -> question(tenant, each.getKey(), each.getValue(), now))
                        .toList();
        return events.waitFor(tenant, byEvent.keySet(), most.plus(GRACE))
                .thenReturn(new Asking(byEvent.keySet(), () -> all.forEach(work::take)));
    }

    private static Question question(TenantId tenant, UUID event, List<Wish> wishes, Instant now) {
        return new Question(
                tenant,
                event,
                wishes.getFirst().lead().lead().id(),
                wishes.stream()
                        .map(wish ->
                                new Asked(wish.sought(), wish.crm().type(), now.plus(wish.limit())))
                        .toList());
    }
}
