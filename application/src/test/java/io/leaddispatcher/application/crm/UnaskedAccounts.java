package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmAccounts;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accounts of a CRM that holds none. */
public class UnaskedAccounts implements CrmAccounts {

    @Override
    public Mono<Long> count(TenantId tenant, ConnectionAccess connection) {
        return Mono.just(0L);
    }

    @Override
    public Mono<Page> page(TenantId tenant, ConnectionAccess connection, @Nullable String cursor) {
        return Mono.empty();
    }

    @Override
    public Mono<Page> changed(
            TenantId tenant, ConnectionAccess connection, Instant since, @Nullable String cursor) {
        return Mono.empty();
    }

    @Override
    public Flux<CrmAccount> byIds(
            TenantId tenant, ConnectionAccess connection, Collection<String> ids) {
        return Flux.empty();
    }

    @Override
    public Flux<CrmAccount> search(
            TenantId tenant,
            ConnectionAccess connection,
            @Nullable String domain,
            @Nullable String name) {
        return Flux.empty();
    }
}
