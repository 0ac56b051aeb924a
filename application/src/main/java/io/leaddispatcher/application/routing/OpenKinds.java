package io.leaddispatcher.application.routing;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Of which kinds the open work is of reps who have limits for kinds. It is counted for each turn
 * and not carried along like other loads: few have such limits, and a lead that somebody has may
 * change its kind.
 */
record OpenKinds(Map<RepKey, ImmutableMap<LeadKind, Integer>> counts) {

    static final OpenKinds NONE = new OpenKinds(Map.of());

    /** Asks nothing when nobody has such a limit. */
    static Mono<OpenKinds> read(RoutingStates states, TenantId tenant, Roster roster) {
        return roster.limitedByKind().isEmpty()
                ? Mono.just(NONE)
                : states.openByKind(tenant, roster.limitedByKind()).map(OpenKinds::new);
    }

    /** What a rep is busy with, with the kinds where they count. */
    Workload in(RepKey rep, Workload workload) {
        ImmutableMap<LeadKind, Integer> kinds = counts.isEmpty() ? null : counts.get(rep);
        return kinds == null ? workload : workload.of(kinds);
    }
}
