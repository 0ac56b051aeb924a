package io.leaddispatcher.application.queue;

import io.leaddispatcher.application.queue.Dispute.Side;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Review.ConflictType;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Conflict;
import io.leaddispatcher.domain.routing.Explanation;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.territory.TerritoryKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Says between what somebody has to decide, of leads in conflict. */
record Disputes(Accounts accounts) {

    /** Called inside a unit of work of the tenant. */
    Mono<Map<LeadId, Dispute>> of(
            TenantId tenant,
            RoutingConfiguration configuration,
            Map<LeadId, Explanation> explained) {
        Map<LeadId, Conflict> conflicts = new HashMap<>();
        explained.forEach((lead, explanation) -> {
            if (explanation.conflict() != null) {
                conflicts.put(lead, explanation.conflict());
            }
        });
        return known(tenant, conflicts.values())
                .map(found -> {
                    Map<LeadId, Dispute> disputes = new HashMap<>();
                    conflicts.forEach((lead, conflict) ->
                            disputes.put(lead, dispute(conflict, configuration, found)));
                    return disputes;
                });
    }

    private Mono<Map<String, Account>> known(TenantId tenant, Collection<Conflict> conflicts) {
        Set<AccountKey> keys =
                conflicts.stream()
                        .filter(conflict -> conflict.type() == ConflictType.TWO_ACCOUNTS)
                        .flatMap(conflict -> conflict.candidates().stream())
                        .map(AccountKey::new)
                        .collect(Collectors.toSet());
        return keys.isEmpty()
                ? Mono.just(Map.of())
                : accounts.withAncestors(tenant, keys)
                        .collectMap(account -> account.key().value(), account -> account);
    }

    private static Dispute dispute(
            Conflict conflict, RoutingConfiguration configuration, Map<String, Account> accounts) {
        return new Dispute(
                conflict.type(),
                conflict.why(),
                conflict.candidates().stream()
                        .map(key ->
                                switch (conflict.type()) {
                                    case TWO_ACCOUNTS -> account(key, accounts, configuration);
                                    case TWO_OWNERS -> owner(key, configuration);
                                    case TWO_TERRITORIES -> territory(key, configuration);
                                })
                        .toList());
    }

    private static Side account(
            String key, Map<String, Account> accounts, RoutingConfiguration configuration) {
        Account account = accounts.get(key);
        Rep owner = account == null ? null : rep(account.owner(), configuration).orElse(null);
        return new Side(
                key,
                account == null ? key : account.name(),
                owner == null ? null : owner.key().value(),
                owner == null ? null : owner.name());
    }

    private static Side owner(String key, RoutingConfiguration configuration) {
        return rep(key, configuration)
                .map(rep -> new Side(key, rep.name(), key, rep.name()))
                .orElseGet(() -> new Side(key, key, null, null));
    }

    private static Side territory(String key, RoutingConfiguration configuration) {
        String name =
                configuration
                        .territories()
                        .find(new TerritoryKey(key))
                        .map(found -> found.name())
                        .orElse(key);
        return new Side(key, name, null, null);
    }

    /** One who can be given work; by a text that may be no key at all. */
    private static Optional<Rep> rep(@Nullable String key, RoutingConfiguration configuration) {
        return Optional.ofNullable(key)
                .filter(Key::isValid)
                .flatMap(valid ->
                        configuration.roster().rep(new RepKey(Objects.requireNonNull(valid))))
                .filter(Rep::active);
    }
}
