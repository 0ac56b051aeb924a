package io.leaddispatcher.application.crm;

import static java.util.stream.Collectors.toMap;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmAccounts.CrmAccount;
import io.leaddispatcher.application.crm.port.CrmMirrors.Mirrored;
import io.leaddispatcher.application.crm.port.CrmOwners.CrmOwner;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes accounts of what a CRM tells of its companies. Asks it who their owners are: called outside
 * of units of work.
 *
 * @param reps who the owners may be
 */
public record CompanyCopies(
        TenantId tenant, ConnectionAccess connection, Crm crm, OwningReps reps) {

    /** Each company once, without those whose ids can be no keys. */
    public Mono<List<Mirrored>> of(Collection<CrmAccount> companies) {
        Set<String> ids = new HashSet<>();
        companies.forEach(company -> {
            if (company.owner() != null) {
                ids.add(company.owner());
            }
        });
        return owners(ids).map(owners -> copies(companies, owners));
    }

    private List<Mirrored> copies(Collection<CrmAccount> companies, Map<String, String> owners) {
        AccountDocuments documents =
                new AccountDocuments(connection.key(), id -> owners.getOrDefault(id, id));
        return companies.stream()
                .collect(toMap(CrmAccount::id, documents::of, (_, latest) -> latest))
                .values()
                .stream()
                .filter(each -> Key.isValid(each.key()))
                .toList();
    }

    /** What accounts name as their owner, by the CRM's id: a rep, else whatever tells who it is. */
    Mono<Map<String, String>> owners(Collection<String> ids) {
        return Flux.fromIterable(ids)
                .concatMap(id ->
                        reps.rep(id, null).isPresent()
                                ? Mono.just(Map.entry(id, name(id, null)))
                                : crm.owners()
                                        .byId(tenant, connection, id)
                                        .map(owner -> Map.entry(id, name(id, owner)))
                                        .defaultIfEmpty(Map.entry(id, id)))
                .collect(HashMap::new, (found, each) -> found.put(each.getKey(), each.getValue()));
    }

    private String name(String id, @Nullable CrmOwner owner) {
        String email = owner == null ? null : owner.email();
        return reps.rep(id, email)
                .map(Rep::key)
                .map(Object::toString)
                .orElseGet(() -> email == null ? id : email);
    }
}
