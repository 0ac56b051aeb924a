package io.leaddispatcher.adapter.postgres.access;

import io.leaddispatcher.application.member.MemberView;
import io.leaddispatcher.application.member.MemberView.Standing;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresMembers implements Members {

    private static final String EVERYBODY =
            """
            select * from (
              select m.id, p.email, p.name, m.role, case when m.active then 'ACTIVE' else 'DISABLED' end as standing,
                     m.rep_key, case when m.rep_key is null then rep_with_address(p.email) end as own_rep, m.created_at
                from member m join person p on p.id = m.person_id
               where m.tenant_id = :tenant
              union all
              select i.id, i.email, i.name, i.role, case when not i.active then 'DISABLED' when i.quiet then 'ACTIVE' else 'INVITED' end,
                     i.rep_key, null, i.created_at
                from invitation i
               where i.tenant_id = :tenant) as everybody
            """;

    private static final String LIST =
            EVERYBODY
                    + """
                     where :after::uuid is null or id > :after
                     order by id
                     limit :limit
                    """;

    private static final String FIND =
            EVERYBODY
                    + """
                     where id = :id
                    """;

    private static final String ADMINISTRATORS =
            """
            select m.id, p.email, p.name, m.role, 'ACTIVE' as standing, m.rep_key, null::text as own_rep, m.created_at
              from member m join person p on p.id = m.person_id
             where m.tenant_id = :tenant and m.active and m.role = any (:roles)
             order by m.id
            """;

    private static final String IS_TAKEN =
            """
            select exists (select from member m join person p on p.id = m.person_id
                            where m.tenant_id = :tenant and p.email = :email)
                or exists (select from invitation
                            where tenant_id = :tenant and email = :email and expires_at > :at)
            """;

    private static final String HOLD_OWNERS =
            """
            select id from member
             where tenant_id = :tenant and role = 'OWNER' and active
             order by id
               for update
            """;

    private static final String CHANGE =
            """
            update member set role = :role, active = :active, rep_key = :rep
             where tenant_id = :tenant and id = :id
            """;

    // Whoever is kept out is not forgotten.
    private static final String CHANGE_INVITED =
            """
            update invitation
               set role = :role, rep_key = :rep, active = :active,
                   link_until = coalesce(link_until, expires_at),
                   expires_at = coalesce(link_until, expires_at)
                                + case when quiet or not :active then interval '100 years' else interval '0' end
             where tenant_id = :tenant and id = :id
            """;

    private static final String END_SESSIONS =
            """
            delete from session where tenant_id = :tenant and member_id = :id
            """;

    // In the tenant of the transaction.
    private static final String REMOVE =
            """
            select remove_member(:id)
            """;

    private static final String REMOVE_INVITED =
            """
            delete from invitation where tenant_id = :tenant and id = :id
            """;

    private final DatabaseClient database;

    PostgresMembers(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<MemberView> list(TenantId tenant, @Nullable UUID after, int limit) {
        return database.sql(LIST)
                .bind("tenant", tenant.value())
                .bind("after", after == null ? Parameters.in(UUID.class) : Parameters.in(after))
                .bind("limit", limit)
                .map(PostgresMembers::member)
                .all();
    }

    @Override
    public Mono<MemberView> find(TenantId tenant, UUID id) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(PostgresMembers::member)
                .one();
    }

    @Override
    public Flux<MemberView> administrators(TenantId tenant) {
        return database.sql(ADMINISTRATORS)
                .bind("tenant", tenant.value())
                .bind(
                        "roles",
                        Arrays.stream(Role.values())
                                .filter(role -> role.may(Permission.ADMINISTER))
                                .map(Role::name)
                                .toArray(String[]::new))
                .map(PostgresMembers::member)
                .all();
    }

    private static MemberView member(Readable row) {
        return new MemberView(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("email", String.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Role.valueOf(Objects.requireNonNull(row.get("role", String.class))),
                Standing.valueOf(Objects.requireNonNull(row.get("standing", String.class))),
                row.get("rep_key", String.class),
                row.get("own_rep", String.class),
                Objects.requireNonNull(row.get("created_at", Instant.class)));
    }

    @Override
    public Mono<Boolean> isTaken(TenantId tenant, String email, Instant at) {
        return database.sql(IS_TAKEN)
                .bind("tenant", tenant.value())
                .bind("email", email)
                .bind("at", at)
                .mapValue(Boolean.class)
                .one();
    }

    @Override
    public Flux<UUID> holdOwners(TenantId tenant) {
        return database.sql(HOLD_OWNERS).bind("tenant", tenant.value()).mapValue(UUID.class).all();
    }

    @Override
    public Mono<Void> change(
            TenantId tenant, UUID id, Role role, boolean active, @Nullable String rep) {
        return database.sql(CHANGE)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("role", role.name())
                .bind("active", active)
                .bind("rep", Parameters.in(R2dbcType.VARCHAR, rep))
                .fetch()
                .rowsUpdated()
                .then(
                        database.sql(CHANGE_INVITED)
                                .bind("tenant", tenant.value())
                                .bind("id", id)
                                .bind("role", role.name())
                                .bind("active", active)
                                .bind("rep", Parameters.in(R2dbcType.VARCHAR, rep))
                                .fetch()
                                .rowsUpdated())
                .then();
    }

    @Override
    public Mono<Void> endSessions(TenantId tenant, UUID member) {
        return run(END_SESSIONS, tenant, member);
    }

    @Override
    public Mono<Void> remove(TenantId tenant, UUID id) {
        return database.sql(REMOVE).bind("id", id).then().then(run(REMOVE_INVITED, tenant, id));
    }

    private Mono<Void> run(String sql, TenantId tenant, UUID id) {
        return database.sql(sql)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .then();
    }
}
