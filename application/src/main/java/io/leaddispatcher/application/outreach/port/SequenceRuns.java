package io.leaddispatcher.application.outreach.port;

import io.leaddispatcher.application.transaction.Claimed;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.sequence.SequenceRun;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sequences that leads go through. Called inside a unit of work of the tenant. */
public interface SequenceRuns {

    /**
     * Begins those that may begin, and answers which: a lead goes through a sequence once, and
     * through one at a time.
     */
    Flux<UUID> begin(TenantId tenant, List<SequenceRun> runs);

    /** Replaces. */
    Mono<Void> save(TenantId tenant, List<SequenceRun> runs);

    /** Those of leads that are live, held until the unit of work ends. */
    Flux<SequenceRun> live(TenantId tenant, Collection<LeadId> leads);

    /**
     * Claims those whose next step is due by the database's clock, the longest due first: they are
     * held until the unit of work ends, and what somebody else holds is left to them. Empty when
     * none is.
     */
    Mono<Claimed<SequenceRun>> claim(TenantId tenant, Portion<UUID> portion);

    /** Names those whose next step is due, the longest due first. Holds nothing. */
    Flux<UUID> due(TenantId tenant, int atMost);

    /**
     * Puts off one whose step has failed, unless it has come further meanwhile or somebody holds
     * it.
     */
    Mono<Void> putOff(TenantId tenant, UUID run);
}
