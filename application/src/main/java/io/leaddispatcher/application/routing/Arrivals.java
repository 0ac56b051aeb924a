package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.domain.account.CompanyKey;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.Decision.Result.Assigned;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.LeadContext.Company.Latest;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/**
 * What would be known of leads if they came in as new ones, a few after the others. Some may be
 * looked up while others are decided.
 */
public final class Arrivals {

    private final Companies companies;
    private final RoutingConfiguration configuration;
    private final boolean latestCount;
    private final Map<CompanyKey, Latest> latest = new ConcurrentHashMap<>();

    /**
     * @param latestCount whether it matters to whom the latest leads of companies really went
     */
    Arrivals(Companies companies, RoutingConfiguration configuration, boolean latestCount) {
        this.companies = companies;
        this.configuration = configuration;
        this.latestCount = latestCount;
    }

    /** Looks up what is known of these. Called inside a unit of work of the tenant. */
    public Mono<Known> of(TenantId tenant, Collection<Lead> leads) {
        RoutingKnowledge known = new RoutingKnowledge(configuration, latest);
        List<LeadFile> files = leads.stream().map(Arrivals::file).toList();
        return (latestCount
                        ? companies.gather(known, tenant, files)
                        : companies.gatherAccounts(known, tenant, files))
                .thenReturn(new Known(known));
    }

    private static LeadFile file(Lead lead) {
        return LeadFile.of(lead, lead.receivedAt());
    }

    /** What was looked up. */
    public static final class Known {

        private final RoutingKnowledge knowledge;

        private Known(RoutingKnowledge knowledge) {
            this.knowledge = knowledge;
        }

        public LeadContext context(Lead lead) {
            return knowledge.context(file(lead));
        }

        /** Others of its company follow a lead. */
        public void decided(LeadContext context, Decision decision, Instant at) {
            if (decision.result() instanceof Assigned assigned) {
                knowledge.given(
                        context, assigned.broadcast() ? null : assigned.reps().getFirst(), at);
            }
        }
    }
}
