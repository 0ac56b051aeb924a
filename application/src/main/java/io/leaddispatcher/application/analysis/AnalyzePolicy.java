package io.leaddispatcher.application.analysis;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.policy.DraftedPolicies;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.analysis.PolicyAnalysis;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Says what in a draft can hardly be meant so. Changes nothing. */
@UseCase
public final class AnalyzePolicy {

    private final DraftedPolicies drafts;
    private final RoutingConfigurations configurations;
    private final KnownPicklists picklists;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public AnalyzePolicy(
            Policies policies,
            ConfigurationDocuments documents,
            RoutingConfigurations configurations,
            KnownPicklists picklists,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.drafts = new DraftedPolicies(policies, documents);
        this.configurations = configurations;
        this.picklists = picklists;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public record Query(Caller caller, PolicyKind kind) {}

    /** A draft in the workspace that it is for. */
    private record Drafted(Policy policy, RoutingConfiguration configuration) {}

    /**
     * Empty when nothing was drafted yet. Fails with {@link InvalidInputException} when the draft
     * no longer holds.
     */
    public Mono<PolicyAnalysis> handle(Query query) {
        query.caller().require(Permission.VIEW_CONFIGURATION);
        // It may reason for seconds: neither on the event loop nor with a connection in hand.
        return unitOfWork
                .run(query.caller().tenant(), drafted(query))
                .zipWhen(drafted ->
                        picklists.of(query.caller().tenant(), drafted.configuration().fields()))
                .publishOn(Schedulers.boundedElastic())
                .map(known ->
                        PolicyAnalysis.of(
                                known.getT1().policy(),
                                LeadKind.valueOf(query.kind().name()),
                                known.getT1().configuration(),
                                clock.instant(),
                                known.getT2()));
    }

    private Mono<Drafted> drafted(Query query) {
        TenantId tenant = query.caller().tenant();
        return drafts.draft(tenant, query.kind())
                .flatMap(policy ->
                        configurations
                                .current(tenant)
                                .map(current -> new Drafted(policy, current.configuration())));
    }
}
