package io.leaddispatcher.application.routing.port;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.MatchKeys;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import reactor.core.publisher.Flux;

/** Looks up accounts. Called inside a unit of work of the tenant. */
public interface Accounts {

    /** All accounts that share a key with one of these, or have a name much like it. Each once. */
    Flux<Account> candidates(TenantId tenant, Collection<MatchKeys> keys);

    /**
     * These accounts and those above them, as many as count ({@link Account#MOST_ANCESTORS}). Each
     * once, also where they are each other's parents.
     */
    Flux<Account> withAncestors(TenantId tenant, Collection<AccountKey> keys);
}
