package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The accounts of a workspace, for people who look for one: those that are kept by hand, and those
 * that are a CRM's mirror. Called inside a unit of work of the tenant.
 */
public interface KnownAccounts {

    /**
     * An account.
     *
     * @param mirror the connection from whose CRM it comes; null when it is kept by hand
     * @param owner the name of the rep whose it is; null when it is nobody's, or of somebody who is
     *     no rep
     */
    record KnownAccount(
            StoredDocument account, @Nullable ConnectionKey mirror, @Nullable String owner) {}

    /**
     * In the order of keys, those after the given one.
     *
     * @param text what the key, the name, a domain, or the owner's key or name holds, whatever the
     *     case; empty for all
     */
    Flux<KnownAccount> find(TenantId tenant, String text, @Nullable String after, int limit);

    /** From where one comes; empty when it is kept by hand, and when there is none. */
    Mono<ConnectionKey> mirrorOf(TenantId tenant, String key);
}
