package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.lead.Opening;
import io.leaddispatcher.application.lead.port.Openings;
import io.leaddispatcher.application.routing.port.Explanations;
import io.leaddispatcher.application.routing.port.Explanations.Explained;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.routing.Awaited;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.waiting.Reopening;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** When somebody can be there for leads, as those say for whom their latest run has waited. */
public final class WaitingOpenings implements Openings {

    private final Explanations explanations;
    private final RoutingStates states;
    private final RoutingConfigurations configurations;
    private final InstantSource clock;

    public WaitingOpenings(
            Explanations explanations,
            RoutingStates states,
            RoutingConfigurations configurations,
            InstantSource clock) {
        this.explanations = explanations;
        this.states = states;
        this.configurations = configurations;
        this.clock = clock;
    }

    @Override
    public Mono<Map<LeadId, Opening>> of(TenantId tenant, Collection<LeadId> leads) {
        return leads.isEmpty()
                ? Mono.just(Map.of())
                : explanations
                        .latest(tenant, leads)
                        .flatMap(found ->
                                configurations
                                        .current(tenant)
                                        .zipWhen(snapshot ->
                                                RoutingLoads.read(
                                                        states,
                                                        tenant,
                                                        snapshot.configuration().roster(),
                                                        clock.instant()))
                                        .map(read ->
                                                of(
                                                        found,
                                                        read.getT1().configuration(),
                                                        read.getT2())));
    }

    private static Map<LeadId, Opening> of(
            Map<LeadId, Explained> explained,
            RoutingConfiguration configuration,
            RoutingLoads loads) {
        Reopening reopening = new Reopening(configuration.roster(), loads.now());
        Map<LeadId, Opening> openings = new HashMap<>();
        explained.forEach((lead, latest) ->
                Awaited.by(latest.how(), configuration).stream()
                        .flatMap(one ->
                                opening(one, latest.kind(), configuration, reopening, loads)
                                        .stream())
                        .min(Comparator.comparing(Opening::at).thenComparing(Opening::rep))
                        .ifPresent(first -> openings.put(lead, first)));
        return openings;
    }

    private static Optional<Opening> opening(
            Awaited.One one,
            LeadKind kind,
            RoutingConfiguration configuration,
            Reopening reopening,
            RoutingLoads loads) {
        Instant now = loads.now();
        Roster roster = configuration.roster();
        return roster.rep(one.rep())
                .flatMap(rep ->
                        reopening
                                .of(rep, loads.busy(rep), one.respected(), one.anyway(), kind)
                                .filter(now::isBefore)
                                .map(at -> new Opening(rep.name(), at, roster.zoneOf(rep))));
    }
}
