package io.leaddispatcher.application.routing.port;

import io.leaddispatcher.domain.account.CompanyKey;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.routing.LeadContext.Company.Latest;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * The latest lead of each company that a rep got, from when a policy first asks for it. A lead that
 * is deleted is none. Called inside a unit of work of the tenant, under its turn.
 */
public interface CompanyLeads {

    /**
     * Of these companies those of which a lead is known that somebody has, or had when the work on
     * it was over.
     */
    Mono<Map<CompanyKey, Latest>> latest(TenantId tenant, Collection<CompanyKey> companies);

    /**
     * Keeps them in the place of what was kept of their companies; a company is among them once.
     */
    Mono<Void> keep(TenantId tenant, List<Given> given);

    /** A lead of a company that was given to somebody. */
    record Given(CompanyKey company, LeadId lead, Instant at) {}
}
