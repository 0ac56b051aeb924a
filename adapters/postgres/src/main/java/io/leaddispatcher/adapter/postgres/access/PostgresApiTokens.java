package io.leaddispatcher.adapter.postgres.access;

import io.leaddispatcher.application.access.port.ApiTokens;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameter;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresApiTokens implements ApiTokens {

    private static final String TENANT_OF =
            """
            select tenant_id from find_api_token(:hash)
            """;

    private static final String FIND =
            """
            select t.id, t.scopes, coalesce(m.role, t.creator_role) as creator_role,
                   t.expires_at, t.last_used_at, t.revoked_at
              from api_token t
              left join member m on m.tenant_id = t.tenant_id and m.id = t.creator_id
             where t.tenant_id = :tenant and t.token_hash = :hash and (t.creator_id is null or m.active)
            """;

    private static final String USED =
            """
            update api_token set last_used_at = greatest(last_used_at, :at)
             where tenant_id = :tenant and id = :id
            """;

    private static final String ADD =
            """
            insert into api_token (tenant_id, id, name, token_hash, scopes, creator_id, creator_role,
                                   created_at, expires_at)
            values (:tenant, :id, :name, :hash, :scopes, :creator, :role, :at, :expires)
            """;

    private static final String MAKER =
            """
            select creator_id, creator_role from api_token where tenant_id = :tenant and id = :id
            """;

    private static final String LIST =
            """
            select t.id, t.name, t.scopes, p.name as maker, t.created_at, t.expires_at, t.last_used_at
              from api_token t
              left join member m on m.tenant_id = t.tenant_id and m.id = t.creator_id
              left join person p on p.id = m.person_id
             where t.tenant_id = :tenant and t.revoked_at is null and (:after::uuid is null or t.id > :after)
             order by t.id
             limit :limit
            """;

    private static final String REVOKE =
            """
            update api_token set revoked_at = :at
             where tenant_id = :tenant and id = :id and revoked_at is null
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
                scopes(row),
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
            Maker maker,
            Instant at,
            @Nullable Instant expiresAt) {
        return database.sql(ADD)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("name", name)
                .bind("hash", tokenHash)
                .bind("scopes", scopes.stream().map(Scope::name).toArray(String[]::new))
                .bind("creator", orNull(maker.member()))
                .bind("role", maker.role().name())
                .bind("at", at)
                .bind("expires", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, expiresAt))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Maker> maker(TenantId tenant, UUID token) {
        return database.sql(MAKER)
                .bind("tenant", tenant.value())
                .bind("id", token)
                .map(row ->
                        new Maker(
                                row.get("creator_id", UUID.class),
                                Role.valueOf(
                                        Objects.requireNonNull(
                                                row.get("creator_role", String.class)))))
                .one();
    }

    @Override
    public Flux<Listed> list(TenantId tenant, @Nullable UUID after, int limit) {
        return database.sql(LIST)
                .bind("tenant", tenant.value())
                .bind("after", orNull(after))
                .bind("limit", limit)
                .map(row ->
                        new Listed(
                                Objects.requireNonNull(row.get("id", UUID.class)),
                                Objects.requireNonNull(row.get("name", String.class)),
                                scopes(row),
                                row.get("maker", String.class),
                                Objects.requireNonNull(row.get("created_at", Instant.class)),
                                row.get("expires_at", Instant.class),
                                row.get("last_used_at", Instant.class)))
                .all();
    }

    @Override
    public Mono<Boolean> revoke(TenantId tenant, UUID token, Instant at) {
        return database.sql(REVOKE)
                .bind("tenant", tenant.value())
                .bind("id", token)
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private static Parameter orNull(@Nullable UUID id) {
        return id == null ? Parameters.in(UUID.class) : Parameters.in(id);
    }

    private static Set<Scope> scopes(Readable row) {
        return Arrays.stream(Objects.requireNonNull(row.get("scopes", String[].class)))
                .map(Scope::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
