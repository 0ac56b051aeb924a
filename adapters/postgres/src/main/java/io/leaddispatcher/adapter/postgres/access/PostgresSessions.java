package io.leaddispatcher.adapter.postgres.access;

import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresSessions implements Sessions {

    private static final String TENANT_OF =
            """
            select t from find_session(:hash) as t where t is not null
            """;

    private static final String STILL_OPEN =
            """
            select hash from open_sessions(:hashes) as hash
            """;

    // Who was linked to no rep is the one with the same address, when that is one alone.
    private static final String FIND =
            """
            select s.member_id, m.role, coalesce(m.rep_key, rep_with_address(p.email)) as rep_key, p.name, p.email, t.name as workspace, s.sso, s.created_at,
                   (extract(epoch from now() - s.last_seen_at) * 1000)::bigint as idle, d.sensitive,
                   d.second_factor and not s.sso and not has_second_factor(m.person_id) as second_factor_due
              from session s
              join member m on m.tenant_id = s.tenant_id and m.id = s.member_id and m.active
              join person p on p.id = m.person_id
              join tenant t on t.tenant_id = s.tenant_id
              join workspace_demand d on d.tenant_id = s.tenant_id
             where s.tenant_id = :tenant and s.token_hash = :hash
               and (s.sso or m.role = 'OWNER'
                    or not exists (select from sso_connection c
                                    where c.tenant_id = s.tenant_id and c.enabled and c.sso_only))
            """;

    private static final String OPEN =
            """
            insert into session (tenant_id, token_hash, member_id, created_at, last_seen_at, address, sso)
            values (:tenant, :hash, :member, :at, now(), :address, :sso)
            """;

    private static final String OF =
            """
            select id, address, created_at, last_seen_at, token_hash = :current as current
              from session
             where tenant_id = :tenant and member_id = :member
             order by last_seen_at desc, id
            """;

    // A browser that was logged out shows no messages any more; one whose session lapsed does.
    private static final String END_ONE =
            """
            with ended as (delete from session
                            where tenant_id = :tenant and member_id = :member and id = :id
                        returning token_hash)
            select count(silence_devices(token_hash)) from ended
            """;

    private static final String SEEN =
            """
            update session set last_seen_at = now()
             where tenant_id = :tenant and token_hash = :hash
            """;

    private static final String END =
            """
            with ended as (delete from session where tenant_id = :tenant and token_hash = :hash
                        returning token_hash)
            select count(silence_devices(token_hash)) from ended
            """;

    private static final String LAPSE =
            """
            delete from session where tenant_id = :tenant and token_hash = :hash
            """;

    private static final String HAND_DEVICES_OVER =
            """
            select hand_devices_over(:before, :after)
            """;

    private static final String SILENCE =
            """
            select silence_devices(:hash)
            """;

    private final DatabaseClient database;
    private final Transactions transactions;

    PostgresSessions(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
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
    public Flux<byte[]> stillOpen(Collection<byte[]> tokenHashes) {
        return database.sql(STILL_OPEN)
                .bind(
                        "hashes",
                        tokenHashes.stream().map(HexFormat.of()::formatHex).toArray(String[]::new))
                .mapValue(byte[].class)
                .all();
    }

    @Override
    public Mono<Session> find(TenantId tenant, byte[] tokenHash) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("hash", tokenHash)
                .map(PostgresSessions::session)
                .one();
    }

    private static Session session(Readable row) {
        return new Session(
                Objects.requireNonNull(row.get("member_id", UUID.class)),
                Role.valueOf(Objects.requireNonNull(row.get("role", String.class))),
                row.get("rep_key", String.class),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("email", String.class)),
                Objects.requireNonNull(row.get("workspace", String.class)),
                Boolean.TRUE.equals(row.get("sso", Boolean.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Duration.ofMillis(Objects.requireNonNull(row.get("idle", Long.class))),
                Boolean.TRUE.equals(row.get("sensitive", Boolean.class)),
                Boolean.TRUE.equals(row.get("second_factor_due", Boolean.class)));
    }

    @Override
    public Flux<Opened> of(TenantId tenant, UUID member, byte[] current) {
        return database.sql(OF)
                .bind("tenant", tenant.value())
                .bind("member", member)
                .bind("current", current)
                .map(row ->
                        new Opened(
                                Objects.requireNonNull(row.get("id", UUID.class)),
                                row.get("address", String.class),
                                Objects.requireNonNull(row.get("created_at", Instant.class)),
                                Objects.requireNonNull(row.get("last_seen_at", Instant.class)),
                                Boolean.TRUE.equals(row.get("current", Boolean.class))))
                .all();
    }

    @Override
    public Mono<Boolean> endOne(TenantId tenant, UUID member, UUID session) {
        return database.sql(END_ONE)
                .bind("tenant", tenant.value())
                .bind("member", member)
                .bind("id", session)
                .mapValue(Long.class)
                .one()
                .map(ended -> ended > 0);
    }

    @Override
    public Mono<Void> open(
            TenantId tenant, byte[] tokenHash, UUID member, Instant at, @Nullable String address) {
        return open(tenant, tokenHash, member, at, address, false);
    }

    @Override
    public Mono<Void> openBySso(
            TenantId tenant, byte[] tokenHash, UUID member, Instant at, @Nullable String address) {
        return open(tenant, tokenHash, member, at, address, true);
    }

    private Mono<Void> open(
            TenantId tenant,
            byte[] tokenHash,
            UUID member,
            Instant at,
            @Nullable String address,
            boolean sso) {
        return database.sql(OPEN)
                .bind("tenant", tenant.value())
                .bind("hash", tokenHash)
                .bind("member", member)
                .bind("at", at)
                .bind("address", Parameters.in(R2dbcType.VARCHAR, address))
                .bind("sso", sso)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> seen(TenantId tenant, byte[] tokenHash) {
        return database.sql(SEEN)
                .bind("tenant", tenant.value())
                .bind("hash", tokenHash)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> end(TenantId tenant, byte[] tokenHash) {
        return database.sql(END)
                .bind("tenant", tenant.value())
                .bind("hash", tokenHash)
                .mapValue(Long.class)
                .one()
                .then();
    }

    @Override
    public Mono<Void> lapse(TenantId tenant, byte[] tokenHash) {
        return database.sql(LAPSE)
                .bind("tenant", tenant.value())
                .bind("hash", tokenHash)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> handDevicesOver(byte[] before, byte[] after) {
        return transactions.run(
                database.sql(HAND_DEVICES_OVER)
                        .bind("before", before)
                        .bind("after", after)
                        .fetch()
                        .rowsUpdated()
                        .then());
    }

    @Override
    public Mono<Void> silence(byte[] tokenHash) {
        return transactions.run(
                database.sql(SILENCE).bind("hash", tokenHash).fetch().rowsUpdated().then());
    }
}
