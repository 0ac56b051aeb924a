package io.leaddispatcher.adapter.postgres.access;

import io.leaddispatcher.application.access.port.ApiTokens;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresApiTokens implements ApiTokens {

    private static final String TENANT_OF =
            """
            select tenant_id from find_api_token(:hash)
            """;

    private static final String FIND =
            """
            select id, scopes, creator_role, expires_at, last_used_at, revoked_at
              from api_token
             where tenant_id = :tenant and token_hash = :hash
            """;

    private static final String USED =
            """
            update api_token set last_used_at = greatest(last_used_at, :at)
             where tenant_id = :tenant and id = :id
            """;

    private static final String ADD =
            """
            insert into api_token (tenant_id, id, name, token_hash, scopes, creator_role, created_at, expires_at)
            values (:tenant, :id, :name, :hash, :scopes, :creator, :at, :expires)
            """;

    private final DatabaseClient database;

    PostgresApiTokens(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<TenantId> tenantOf(byte[] tokenHash) {
        return database.sql(TENANT_OF)
                .bind("hash", tokenHash)
                .mapValue(UUID.class)
                .one()
                .map(TenantId::new);
    }

    @Override
    public Mono<ApiToken> find(TenantId tenant, byte[] tokenHash) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("hash", tokenHash)
                .map(PostgresApiTokens::token)
                .one();
    }

    private static ApiToken token(Readable row) {
        return new ApiToken(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Arrays.stream(Objects.requireNonNull(row.get("scopes", String[].class)))
                        .map(Scope::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                Role.valueOf(Objects.requireNonNull(row.get("creator_role", String.class))),
                row.get("expires_at", Instant.class),
                row.get("last_used_at", Instant.class),
                row.get("revoked_at", Instant.class));
    }

    @Override
    public Mono<Void> used(TenantId tenant, UUID token, Instant at) {
        return database.sql(USED)
                .bind("tenant", tenant.value())
                .bind("id", token)
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> add(
            TenantId tenant,
            UUID id,
            String name,
            byte[] tokenHash,
            Set<Scope> scopes,
            Role creator,
            Instant at,
            @Nullable Instant expiresAt) {
        return database.sql(ADD)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("name", name)
                .bind("hash", tokenHash)
                .bind("scopes", scopes.stream().map(Scope::name).toArray(String[]::new))
                .bind("creator", creator.name())
                .bind("at", at)
                .bind("expires", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, expiresAt))
                .fetch()
                .rowsUpdated()
                .then();
    }
}
