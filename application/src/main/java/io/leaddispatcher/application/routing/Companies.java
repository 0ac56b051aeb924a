package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.routing.port.CompanyLeads;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.AccountMatcher;
import io.leaddispatcher.domain.account.CompanyKey;
import io.leaddispatcher.domain.account.MatchKeys;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * What routing knows about the companies of its leads: their accounts, and, where a policy asks for
 * that, the accounts above and who got the company's last lead. One question of each kind for a
 * whole batch; what no policy asks for costs nothing.
 */
final class Companies {

    private final Accounts accounts;
    private final CompanyLeads leads;

    Companies(Accounts accounts, CompanyLeads leads) {
        this.accounts = accounts;
        this.leads = leads;
    }

    /** All that there is to know. */
    Mono<Void> gather(RoutingKnowledge known, TenantId tenant, Collection<LeadFile> files) {
        return gatherAccounts(known, tenant, files)
                .then(Mono.defer(() -> latest(known, tenant, files)));
    }

    /** The accounts alone, with those above. */
    Mono<Void> gatherAccounts(RoutingKnowledge known, TenantId tenant, Collection<LeadFile> files) {
        List<MatchKeys> keys =
                files.stream()
                        .map(file -> AccountMatcher.keysOf(file.lead()))
                        .filter(found -> !found.isEmpty())
                        .toList();
        return (keys.isEmpty()
                        ? Mono.<Void>empty()
                        : accounts.candidates(tenant, keys)
                                .collectList()
                                .doOnNext(known::addAccounts)
                                .then())
                .then(Mono.defer(() -> ancestors(known, tenant)));
    }

    private Mono<Void> ancestors(RoutingKnowledge known, TenantId tenant) {
        Set<AccountKey> parents =
                known.configuration().asksForAncestors() ? known.unknownParents() : Set.of();
        return parents.isEmpty()
                ? Mono.empty()
                : accounts.withAncestors(tenant, parents)
                        .collectList()
                        .doOnNext(known::addAncestors)
                        .then();
    }

    /** Who got the last lead of each company, where a policy asks for it. */
    Mono<Void> latest(RoutingKnowledge known, TenantId tenant, Collection<LeadFile> files) {
        if (!known.configuration().asksForCompanies()) {
            return Mono.empty();
        }
        Set<CompanyKey> companies =
                files.stream()
                        .flatMap(file -> known.companies(file.lead()).stream())
                        .collect(Collectors.toSet());
        return companies.isEmpty()
                ? Mono.empty()
                : leads.latest(tenant, companies).doOnNext(known::addLatest).then();
    }

    /** Keeps which leads of which companies this batch has given to somebody. */
    Mono<Void> save(TenantId tenant, List<CompanyLeads.Given> given) {
        return given.isEmpty() ? Mono.empty() : leads.keep(tenant, given);
    }
}
