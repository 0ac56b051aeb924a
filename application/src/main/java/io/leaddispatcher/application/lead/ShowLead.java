package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.port.Disclosures;
import io.leaddispatcher.application.lead.port.Disclosures.Disclosure;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Detail;
import io.leaddispatcher.application.lead.port.LeadViews.Merged;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.lead.port.Openings;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.PublishedPolicy;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

/** One lead with its story. Empty when there is none that the caller may see. */
@UseCase
public final class ShowLead {

    /** What the lead itself is written says nothing of who knows of it. */
    public record Query(Caller caller, LeadId lead) {}

    private final UnitOfWork unitOfWork;
    private final LeadViews leads;
    private final Disclosures disclosures;
    private final Openings openings;
    private final AuditTrail trail;
    private final InstantSource clock;
    private final RoutingConfigurations configurations;

    public ShowLead(
            UnitOfWork unitOfWork,
            LeadViews leads,
            Disclosures disclosures,
            Openings openings,
            RoutingConfigurations configurations,
            AuditTrail trail,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.leads = leads;
        this.disclosures = disclosures;
        this.openings = openings;
        this.trail = trail;
        this.clock = clock;
        this.configurations = configurations;
    }

    public Mono<LeadDetailView> handle(Query query) {
        return Mono.defer(() -> {
            Caller caller = query.caller();
            Sight sight = Sight.of(caller);
            return unitOfWork.run(
                    caller.tenant(),
                    configurations
                            .current(caller.tenant())
                            .map(snapshot -> SensitiveMask.of(caller, snapshot.configuration()))
                            .flatMap(mask ->
                                    leads.show(caller.tenant(), sight, query.lead())
                                            .flatMap(detail -> show(caller, detail, mask))));
        });
    }

    /** With what was opened to the caller, and to nobody else. */
    private Mono<LeadDetailView> show(Caller caller, Detail detail, SensitiveMask mask) {
        Instant now = clock.instant();
        Mono<Disclosure> opened =
                mask.hidesAnything() && caller.actor() instanceof Actor.Member(var member, _, _)
                        ? disclosures
                                .latest(caller.tenant(), member, detail.row().lead())
                                .filter(each -> each.isOpenAt(now))
                        : Mono.empty();
        return opened.flatMap(each ->
                        show(
                                caller,
                                detail,
                                mask.opened(),
                                new SensitiveView.Opened(
                                        each.endsAt(), Duration.between(now, each.endsAt()))))
                .switchIfEmpty(Mono.defer(() -> show(caller, detail, mask, null)));
    }

    private Mono<LeadDetailView> show(
            Caller caller,
            Detail detail,
            SensitiveMask mask,
            SensitiveView.@Nullable Opened opened) {
        return tell(caller, detail, mask)
                .then(Mono.defer(() -> opening(caller.tenant(), detail)))
                .zipWhen(_ -> configurations.current(caller.tenant()))
                .flatMap(found -> {
                    RoutingConfiguration configuration = found.getT2().configuration();
                    Blocker blocker =
                            new Blockers(
                                            detail,
                                            policy(detail, configuration),
                                            absence(detail, configuration),
                                            clock.instant())
                                    .of(found.getT1().orElse(null));
                    ZoneId zone = zone(caller, detail, configuration);
                    LeadId lead = detail.row().lead();
                    return leads.crmLink(caller.tenant(), lead)
                            .map(Optional::of)
                            .defaultIfEmpty(Optional.empty())
                            .zipWhen(_ -> leads.meetings(caller.tenant(), lead))
                            .zipWhen(_ -> merged(caller, lead), ShowLead::with)
                            .map(known ->
                                    view(
                                            detail,
                                            LeadReach.of(caller.actor(), detail, configuration),
                                            mask,
                                            opened,
                                            blocker,
                                            zone,
                                            known.crm(),
                                            known.meetings(),
                                            known.merged()));
                });
    }

    /**
     * What else is known of a lead.
     *
     * @param merged of which other one it is part; null when it is one of its own
     */
    private record Known(
            @Nullable CrmLink crm, List<Map<String, Object>> meetings, @Nullable Merged merged) {}

    private static Known with(
            Tuple2<Optional<CrmLink>, List<Map<String, Object>>> known, Optional<Merged> merged) {
        return new Known(known.getT1().orElse(null), known.getT2(), merged.orElse(null));
    }

    private Mono<Optional<Merged>> merged(Caller caller, LeadId lead) {
        return leads.merged(caller.tenant(), Sight.of(caller), lead)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private @Nullable Absence absence(Detail detail, RoutingConfiguration configuration) {
        String holder = detail.row().repKey();
        return holder == null || !Key.isValid(holder)
                ? null
                : Absence.of(configuration.roster().rep(new RepKey(holder)), clock.instant());
    }

    /** By which leads of its kind go; null when there is none. */
    private static @Nullable Policy policy(Detail detail, RoutingConfiguration configuration) {
        return LeadKind.of(Objects.toString(detail.row().document().get("kind"), "lead"))
                .flatMap(configuration::policy)
                .map(PublishedPolicy::policy)
                .orElse(null);
    }

    /** In which times are told: of whoever has it, as its clocks are; else of the reader. */
    private static ZoneId zone(Caller caller, Detail detail, RoutingConfiguration configuration) {
        String holder = detail.row().repKey();
        return LocalTimes.zone(
                holder != null ? holder : caller.actor().ownRep().orElse(null), configuration);
    }

    private Mono<Optional<Opening>> opening(TenantId tenant, Detail detail) {
        LeadId lead = detail.row().lead();
        String queue = detail.row().queueKey();
        return detail.row().status() == LeadStatus.QUEUED && queue != null
                ? configurations
                        .current(tenant)
                        // Out of other queues nobody gets anything by coming back.
                        .filter(snapshot ->
                                snapshot.configuration()
                                        .pulledQueues()
                                        .contains(new QueueKey(queue)))
                        .flatMap(_ -> openings.of(tenant, Set.of(lead)))
                        .map(found -> Optional.ofNullable(found.get(lead)))
                        .defaultIfEmpty(Optional.empty())
                : Mono.just(Optional.empty());
    }

    /** Tells that sensitive fields were read; which, and not what they say. */
    private Mono<Void> tell(Caller caller, Detail detail, SensitiveMask mask) {
        Set<String> paths = mask.revealed(detail.row().document());
        return paths.isEmpty()
                ? Mono.empty()
                : trail.append(
                        caller.tenant(),
                        AuditEntry.by(
                                caller.actor(),
                                AuditAction.SENSITIVE_READ,
                                "lead:" + detail.row().lead(),
                                Map.of("fields", List.copyOf(paths))));
    }

    private static LeadDetailView view(
            Detail detail,
            LeadReach reach,
            SensitiveMask mask,
            SensitiveView.@Nullable Opened opened,
            @Nullable Blocker blocker,
            ZoneId zone,
            @Nullable CrmLink crm,
            List<Map<String, Object>> meetings,
            @Nullable Merged merged) {
        Map<String, Object> document = new LinkedHashMap<>(mask.document(detail.row().document()));
        document.put("assignments", detail.assignments());
        put(document, "blocker", blocker == null ? null : blocker.sentence());
        document.put(
                "handoffs",
                Handoffs.of(detail.row().status(), detail.timeline(), detail.assignments()));
        document.put("clocks", detail.clocks());
        if (crm != null) {
            document.put("crm", Map.of("name", crm.crm(), "url", crm.url().toString()));
        }
        document.put("meetings", meetings);
        if (merged != null) {
            document.put("merged", merged.document());
        }
        put(document, "sequence", detail.sequence());
        return new LeadDetailView(
                document,
                reach.workable(),
                reach.claimable(),
                blocker,
                zone,
                detail.timeline(),
                detail.runs().stream().map(mask::run).toList(),
                detail.deliveries(),
                mask.names(detail.names()),
                new SensitiveView(
                        mask.hidden(detail.row().document()),
                        mask.revealed(detail.row().document()),
                        opened));
    }

    // The API shows null where nothing blocks, which the map's type cannot say.
    @SuppressWarnings("NullAway")
    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        map.put(name, value);
    }
}
