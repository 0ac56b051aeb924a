package io.leaddispatcher.adapter.postgres.access;

import io.leaddispatcher.application.member.port.Invitations;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresInvitations implements Invitations {

    private static final String TENANT_OF =
            """
            select t from find_invitation(:hash) as t where t is not null
            """;

    // A seat that is shown as a member's stays when its link has lapsed.
    private static final String ADD =
            """
            insert into invitation (tenant_id, id, token_hash, email, name, role, rep_key, mailed, quiet,
                                    created_at, link_until, expires_at)
            values (:tenant, :id, :hash, :email, :name, :role, :rep, :mailed, :quiet, :created, :expires,
                    :expires + case when :quiet then interval '100 years' else interval '0' end)
            on conflict (tenant_id, email) do nothing
            """;

    private static final String DROP_LAPSED =
            """
            delete from invitation where tenant_id = :tenant and email = :email and expires_at <= :at
            """;

    private static final String FIND =
            """
            select id, email, name, role, rep_key, mailed, quiet, created_at,
                   coalesce(link_until, expires_at) as link_until
              from invitation
             where tenant_id = :tenant and token_hash = :hash and active
            """;

    private static final String TAKE =
            """
            delete from invitation where tenant_id = :tenant and token_hash = :hash and active
            returning id, email, name, role, rep_key, mailed, quiet, created_at,
                      coalesce(link_until, expires_at) as link_until
            """;

    private final DatabaseClient database;

    PostgresInvitations(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<TenantId> tenantOf(byte[] hash) {
        return database.sql(TENANT_OF)
                .bind("hash", hash)
                .mapValue(UUID.class)
                .one()
                .map(TenantId::new);
    }

    @Override
    public Mono<Boolean> add(TenantId tenant, Invitation invitation, byte[] hash) {
        return database.sql(ADD)
                .bind("tenant", tenant.value())
                .bind("id", invitation.id())
                .bind("hash", hash)
                .bind("email", invitation.email())
                .bind("name", invitation.name())
                .bind("role", invitation.role().name())
                .bind("rep", Parameters.in(R2dbcType.VARCHAR, invitation.rep()))
                .bind("mailed", invitation.mailed())
                .bind("quiet", invitation.quiet())
                .bind("created", invitation.createdAt())
                .bind("expires", invitation.expiresAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    @Override
    public Mono<Void> dropLapsed(TenantId tenant, String email, Instant at) {
        return database.sql(DROP_LAPSED)
                .bind("tenant", tenant.value())
                .bind("email", email)
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Invitation> find(TenantId tenant, byte[] hash) {
        return one(FIND, tenant, hash);
    }

    @Override
    public Mono<Invitation> take(TenantId tenant, byte[] hash) {
        return one(TAKE, tenant, hash);
    }

    private Mono<Invitation> one(String sql, TenantId tenant, byte[] hash) {
        return database.sql(sql)
                .bind("tenant", tenant.value())
                .bind("hash", hash)
                .map(PostgresInvitations::invitation)
                .one();
    }

    private static Invitation invitation(Readable row) {
        return new Invitation(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("email", String.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Role.valueOf(Objects.requireNonNull(row.get("role", String.class))),
                row.get("rep_key", String.class),
                Boolean.TRUE.equals(row.get("mailed", Boolean.class)),
                Boolean.TRUE.equals(row.get("quiet", Boolean.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("link_until", Instant.class)));
    }
}
