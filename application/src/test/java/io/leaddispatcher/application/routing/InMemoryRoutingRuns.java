package io.leaddispatcher.application.routing;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import io.leaddispatcher.application.routing.port.RoutingRuns;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.ExperimentKey;
import io.leaddispatcher.domain.policy.ExperimentSide;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The runs of one tenant in a list. */
record InMemoryRoutingRuns(List<Run> runs) implements RoutingRuns {

    @Override
    public Mono<Void> add(TenantId tenant, List<Run> more) {
        return Mono.fromRunnable(() -> runs.addAll(more));
    }

    @Override
    public Mono<Map<LeadId, Integer>> hops(TenantId tenant, Collection<LeadId> leads) {
        return Mono.fromSupplier(() -> {
            Map<LeadId, Integer> hops = new HashMap<>();
            for (Run run : runs) {
                switch (run.cause()) {
                    case ESCALATION -> hops.merge(run.lead(), 1, Integer::sum);
                    case DECLINE -> {}
                    case INTAKE, REROUTE, MANUAL, RING, PULL -> hops.remove(run.lead());
                }
            }
            hops.keySet().retainAll(leads);
            return hops;
        });
    }

    @Override
    public Mono<Map<LeadId, ExperimentSide>> sides(
            TenantId tenant, Set<ExperimentKey> experiments, Collection<LeadId> leads) {
        return Mono.fromSupplier(() -> {
            Map<LeadId, ExperimentSide> sides = new HashMap<>();
            for (Run run : runs) {
                ExperimentSide side = run.experiment();
                if (side != null
                        && experiments.contains(side.experiment())
                        && leads.contains(run.lead())) {
                    sides.putIfAbsent(run.lead(), side);
                }
            }
            return sides;
        });
    }

    @Override
    public Mono<Map<LeadId, Integer>> reroutes(TenantId tenant, Collection<LeadId> leads) {
        return Mono.fromSupplier(() ->
                runs.stream()
                        .filter(run -> run.cause() == Cause.REROUTE && run.event() != null)
                        .filter(run -> leads.contains(run.lead()))
                        .map(Run::lead)
                        .collect(groupingBy(identity(), summingInt(_ -> 1))));
    }
}
