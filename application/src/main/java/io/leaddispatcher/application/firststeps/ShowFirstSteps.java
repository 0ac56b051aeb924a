package io.leaddispatcher.application.firststeps;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Filter;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Tells somebody who may set the workspace up which of the first steps are done. */
@UseCase
public final class ShowFirstSteps {

    /** Version 1 is the policy that every workspace begins with. */
    private static final int FIRST_OF_THEIR_OWN = 2;

    private static final int WORKSPACES = 5_000;

    private final RoutingConfigurations configurations;
    private final Connections connections;
    private final LeadViews leads;
    private final Workspaces workspaces;
    private final UnitOfWork unitOfWork;

    /** Whoever has taken all steps is not asked again: the page that shows them opens often. */
    private final Cache<TenantId, Boolean> done =
            CacheBuilder.newBuilder().maximumSize(WORKSPACES).build();

    public ShowFirstSteps(
            RoutingConfigurations configurations,
            Connections connections,
            LeadViews leads,
            Workspaces workspaces,
            UnitOfWork unitOfWork) {
        this.configurations = configurations;
        this.connections = connections;
        this.leads = leads;
        this.workspaces = workspaces;
        this.unitOfWork = unitOfWork;
    }

    /** Those that are done. Empty when all are, and for those who cannot take them. */
    public Mono<Set<FirstStep>> handle(Caller caller) {
        return Mono.defer(() -> {
            TenantId tenant = caller.tenant();
            if (!caller.actor().may(Permission.CONFIGURE) || done.getIfPresent(tenant) != null) {
                return Mono.empty();
            }
            return unitOfWork
                    .run(
                            tenant,
                            configurations
                                    .current(tenant)
                                    .flatMap(snapshot -> taken(caller, snapshot)))
                    .filter(steps -> {
                        boolean all = steps.size() == FirstStep.values().length;
                        if (all) {
                            done.put(tenant, true);
                        }
                        return !all;
                    });
        });
    }

    private Mono<Set<FirstStep>> taken(Caller caller, Snapshot snapshot) {
        TenantId tenant = caller.tenant();
        return connections
                .active(tenant, ConnectionType.SLACK)
                .hasElements()
                .flatMap(slack -> slack ? Mono.just(true) : isDemo(tenant))
                .flatMap(slack ->
                        leads.page(tenant, Sight.of(caller), anyLead(), null, 1)
                                .hasElements()
                                .map(lead -> steps(snapshot, slack, lead)));
    }

    /** The demo's people are nobody, and its sandbox shows what Slack would show them. */
    private Mono<Boolean> isDemo(TenantId tenant) {
        return workspaces.show(tenant).map(Workspaces.Workspace::demo).defaultIfEmpty(false);
    }

    private static Set<FirstStep> steps(Snapshot snapshot, boolean slack, boolean lead) {
        Set<FirstStep> steps = EnumSet.noneOf(FirstStep.class);
        if (!snapshot.configuration().roster().reps().isEmpty()) {
            steps.add(FirstStep.REPS);
        }
        if (slack) {
            steps.add(FirstStep.SLACK);
        }
        if (snapshot.configuration()
                .policy(LeadKind.LEAD)
                .filter(policy -> policy.version() >= FIRST_OF_THEIR_OWN)
                .isPresent()) {
            steps.add(FirstStep.POLICY);
        }
        if (lead) {
            steps.add(FirstStep.LEAD);
        }
        return steps;
    }

    private static Filter anyLead() {
        return new Filter(null, null, null, List.of(), Set.of(), null, null);
    }
}
