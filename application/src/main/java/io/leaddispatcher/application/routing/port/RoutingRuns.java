package io.leaddispatcher.application.routing.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.ExperimentKey;
import io.leaddispatcher.domain.policy.ExperimentSide;
import io.leaddispatcher.domain.routing.KeptExplanation;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The routing runs of each tenant; immutable once added. Called inside a unit of work of the
 * tenant.
 */
public interface RoutingRuns {

    /** Why a run was made. */
    enum Cause {
        INTAKE,
        REROUTE,
        DECLINE,
        ESCALATION,
        MANUAL,
        RING,
        PULL
    }

    /**
     * One execution of a policy.
     *
     * @param event what brought it about; an event has one run at most
     * @param again whether the lead was known before the event
     * @param result {@code ASSIGNED QUEUED REJECTED}
     * @param explanation from which the trace follows, see {@link KeptExplanation}
     * @param answer what the API tells whoever handed the event in; null when that is told by the
     *     event itself, or there was none. Nothing in it is the lead's own
     */
    record Run(
            UUID id,
            LeadId lead,
            @Nullable UUID event,
            boolean again,
            String kind,
            int policyVersion,
            Cause cause,
            Instant decidedAt,
            String result,
            @Nullable String ruleId,
            Map<String, Object> explanation,
            @Nullable Map<String, Object> answer) {

        /** On which side of its policy's experiment the lead was; null when there was none. */
        public @Nullable ExperimentSide experiment() {
            return KeptExplanation.experiment(explanation).orElse(null);
        }
    }

    Mono<Void> add(TenantId tenant, List<Run> runs);

    /**
     * How often each of these leads was passed on because somebody let its time run out, since it
     * was last decided for another reason than that or a decline.
     */
    Mono<Map<LeadId, Integer>> hops(TenantId tenant, Collection<LeadId> leads);

    /** On which side of one of these experiments each of these leads was first. */
    Mono<Map<LeadId, ExperimentSide>> sides(
            TenantId tenant, Set<ExperimentKey> experiments, Collection<LeadId> leads);

    /** How often each of these leads has moved to a better tier; nothing of those that have not. */
    Mono<Map<LeadId, Integer>> reroutes(TenantId tenant, Collection<LeadId> leads);
}
