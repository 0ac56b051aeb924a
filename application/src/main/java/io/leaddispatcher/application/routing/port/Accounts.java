package io.leaddispatcher.application.routing.port;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.MatchKeys;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import reactor.core.publisher.Flux;

/** Looks up accounts. Called inside a unit of work of the tenant. */
@FunctionalInterface
public interface Accounts {

    /** All accounts that share a key with one of these, or have a name much like it. Each once. */
    Flux<Account> candidates(TenantId tenant, Collection<MatchKeys> keys);
}
