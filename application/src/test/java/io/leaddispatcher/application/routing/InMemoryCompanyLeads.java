package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.lead.InMemoryLeads;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.CompanyLeads;
import io.leaddispatcher.domain.account.CompanyKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.LeadContext.Company.Latest;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Of one tenant. */
final class InMemoryCompanyLeads implements CompanyLeads {

    private final InMemoryLeads leads;
    final Map<CompanyKey, Given> kept = new HashMap<>();
    int questions;

    InMemoryCompanyLeads(InMemoryLeads leads) {
        this.leads = leads;
    }

    @Override
    public Mono<Map<CompanyKey, Latest>> latest(TenantId tenant, Collection<CompanyKey> companies) {
        questions++;
        return Flux.fromIterable(Set.copyOf(companies))
                .flatMap(company -> Mono.justOrEmpty(kept.get(company)))
                .flatMap(given ->
                        leads.find(tenant, Set.of(given.lead()), _ -> Optional.empty())
                                .flatMap(file -> Mono.justOrEmpty(rep(file)))
                                .map(rep ->
                                        Map.entry(
                                                given.company(),
                                                new Latest(given.lead(), rep, given.at()))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static @Nullable RepKey rep(LeadFile file) {
        RepKey now = file.placement().rep();
        return file.status() == LeadStatus.ASSIGNED
                ? now
                : file.status() == LeadStatus.COMPLETED
                        ? now == null ? file.previousRep() : now
                        : null;
    }

    @Override
    public Mono<Void> keep(TenantId tenant, List<Given> given) {
        return Mono.fromRunnable(() -> given.forEach(each -> kept.put(each.company(), each)));
    }
}
