package io.leaddispatcher.adapter.postgres.secret;

import io.leaddispatcher.application.secret.port.TenantKeysets;
import io.leaddispatcher.domain.tenant.TenantId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresTenantKeysets implements TenantKeysets {

    private static final String FIND =
            """
            select keyset from tenant_keyset where tenant_id = :tenant
            """;

    private static final String KEEP_FIRST =
            """
            insert into tenant_keyset (tenant_id, keyset) values (:tenant, :keyset)
            on conflict (tenant_id) do update set keyset = tenant_keyset.keyset
            returning keyset
            """;

    private final DatabaseClient database;

    PostgresTenantKeysets(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<byte[]> find(TenantId tenant) {
        return database.sql(FIND).bind("tenant", tenant.value()).mapValue(byte[].class).one();
    }

    @Override
    public Mono<byte[]> keepFirst(TenantId tenant, byte[] keyset) {
        return database.sql(KEEP_FIRST)
                .bind("tenant", tenant.value())
                .bind("keyset", keyset)
                .mapValue(byte[].class)
                .one();
    }
}
