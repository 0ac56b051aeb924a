package io.leaddispatcher.application.simulation.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import reactor.core.publisher.Flux;

/** What has come of leads that were routed. Called inside a unit of work. */
public interface PastOutcomes {

    /** For how many leads may be asked at once. */
    int MOST = 1_000;

    /** In any order; leads of which nothing has come yet are missing. */
    Flux<PastOutcome> of(TenantId tenant, Collection<LeadId> leads);
}
