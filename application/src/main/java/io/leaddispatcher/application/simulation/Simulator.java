package io.leaddispatcher.application.simulation;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments.Changed;
import io.leaddispatcher.application.policy.DraftedPolicies;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.routing.Arrivals;
import io.leaddispatcher.application.routing.RoutingOutlook;
import io.leaddispatcher.application.simulation.SimulationWish.Source;
import io.leaddispatcher.application.simulation.port.PastDecisions;
import io.leaddispatcher.application.simulation.port.PastLeads;
import io.leaddispatcher.application.simulation.port.PastOutcomes;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.routing.PublishedPolicy;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.simulation.SimulationStart;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Prepares simulations, and carries them out. Leads that are not there yet find the ledgers and
 * loads of the present; real ones are replayed from a beginning where nobody had anything, and are
 * worked on for as long as they really were.
 */
public final class Simulator {

    private final DraftedPolicies drafts;
    private final ConfigurationDocuments documents;
    private final RoutingConfigurations configurations;
    private final RoutingOutlook outlook;
    private final TrialLeads leads;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public Simulator(
            Policies policies,
            ConfigurationDocuments documents,
            RoutingConfigurations configurations,
            RoutingOutlook outlook,
            PastLeads pastLeads,
            PastDecisions pastDecisions,
            PastOutcomes pastOutcomes,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.drafts = new DraftedPolicies(policies, documents);
        this.documents = documents;
        this.configurations = configurations;
        this.outlook = outlook;
        this.leads = new TrialLeads(pastLeads, pastDecisions, pastOutcomes, unitOfWork);
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * A simulation that could begin.
     *
     * @param poolsChanged when each pool was last changed
     */
    record Prepared(
            TenantId tenant,
            LeadKind kind,
            RoutingConfiguration configuration,
            SimulationStart start,
            Map<PoolKey, Instant> poolsChanged,
            Arrivals arrivals,
            TrialLeads.Found leads) {}

    /** The draft among the rest of the workspace. */
    private record Drafted(
            Snapshot snapshot,
            RoutingConfiguration configuration,
            Map<PoolKey, Instant> poolsChanged) {}

    /**
     * Empty when nothing was drafted yet. Fails with {@link
     * io.leaddispatcher.domain.document.InvalidInputException} when the draft no longer holds, or a
     * lead of the request cannot be read.
     */
    Mono<Prepared> prepare(TenantId tenant, PolicyKind policyKind, SimulationWish wish) {
        LeadKind kind = policyKind.leads();
        Instant now = clock.instant();
        return unitOfWork
                .run(
                        tenant,
                        drafted(tenant, policyKind, kind)
                                .zipWhen(drafted ->
                                        start(tenant, drafted.configuration(), wish, now)))
                .publishOn(Schedulers.boundedElastic())
                .flatMap(both ->
                        leads.of(tenant, kind, wish.source(), both.getT1().snapshot(), now)
                                .map(found ->
                                        new Prepared(
                                                tenant,
                                                kind,
                                                both.getT1().configuration(),
                                                both.getT2(),
                                                both.getT1().poolsChanged(),
                                                arrivals(wish, both.getT1().configuration()),
                                                found)));
    }

    private Mono<Drafted> drafted(TenantId tenant, PolicyKind policyKind, LeadKind kind) {
        return drafts.draft(tenant, policyKind)
                .flatMap(policy ->
                        configurations
                                .current(tenant)
                                .zipWhen(_ -> poolsChanged(tenant))
                                .map(found ->
                                        new Drafted(
                                                found.getT1(),
                                                trying(policy, kind, found.getT1().configuration()),
                                                found.getT2())));
    }

    private Mono<Map<PoolKey, Instant>> poolsChanged(TenantId tenant) {
        return documents
                .changed(tenant, ConfigurationKind.POOL)
                .collectMap(change -> new PoolKey(change.key()), Changed::at);
    }

    /** Under the number that it would be published by. */
    private static RoutingConfiguration trying(
            Policy policy, LeadKind kind, RoutingConfiguration configuration) {
        int version = configuration.policy(kind).map(PublishedPolicy::version).orElse(0) + 1;
        return configuration.with(kind, PublishedPolicy.of(version, policy));
    }

    private Mono<SimulationStart> start(
            TenantId tenant, RoutingConfiguration configuration, SimulationWish wish, Instant now) {
        return switch (wish.source()) {
            case Source.Bodies _, Source.Chosen _, Source.File _ ->
                    outlook.present(tenant, configuration, now);
            case Source.Newest _, Source.Period _ -> outlook.beforeAll(tenant, configuration, now);
        };
    }

    private Arrivals arrivals(SimulationWish wish, RoutingConfiguration configuration) {
        return switch (wish.source()) {
            case Source.Bodies _, Source.Chosen _, Source.File _ -> outlook.comingIn(configuration);
            case Source.Newest _, Source.Period _ -> outlook.comingBeforeAll(configuration);
        };
    }

    /** What comes of the leads, a few at a time; on threads that may work. */
    Flux<List<SimulatedRow>> run(Prepared prepared, Trial trial) {
        return prepared.leads()
                .chunks()
                .concatMap(
                        chunk ->
                                unitOfWork
                                        .run(
                                                prepared.tenant(),
                                                prepared.arrivals()
                                                        .of(prepared.tenant(), readable(chunk)))
                                        .map(known -> new Chunk(chunk, known)),
                        1)
                // While these are decided, the next ones are brought.
                .publishOn(Schedulers.boundedElastic(), 1)
                .map(chunk ->
                        chunk.leads().stream()
                                .map(lead -> trial.decide(lead, chunk.known()))
                                .toList());
    }

    private record Chunk(List<TrialLead> leads, Arrivals.Known known) {}

    private static List<Lead> readable(List<TrialLead> chunk) {
        return chunk.stream()
                .filter(TrialLead.Readable.class::isInstance)
                .map(each -> ((TrialLead.Readable) each).lead())
                .toList();
    }
}
