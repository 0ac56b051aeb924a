package io.leaddispatcher.adapter.postgres.crm;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.connection.ConnectionClaims;
import io.leaddispatcher.application.crm.MirrorState;
import io.leaddispatcher.application.crm.port.CrmMirrors;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresCrmMirrors implements CrmMirrors {

    private static final String CLAIM =
            """
            select tenant_id, connection_key, held_until
              from claim_crm_mirrors(:limit, make_interval(secs => :hold))
            """;

    private static final String FIND =
            """
            select phase, cursor, since, began_at, started_at, finished_at, total, done, added, changed, removed,
                   by_hand, reconciled_at, drift, swept_at, failures, error
              from crm_mirror
             where tenant_id = :tenant and connection_key = :connection
            """;

    // Whoever works on it notices that it is not theirs any more.
    private static final String START =
            """
            insert into crm_mirror (tenant_id, connection_key, phase, since, began_at, started_at, due_at, held_until)
            values (:tenant, :connection, 'ALL', :at, :at, :at, now(), now())
            on conflict (tenant_id, connection_key) do update
               set phase = 'ALL', cursor = null, since = excluded.since, began_at = excluded.began_at,
                   started_at = excluded.started_at, finished_at = null, total = null, done = 0, added = 0,
                   changed = 0, removed = 0, by_hand = 0, drift = 0, swept_at = null, failures = 0, error = null,
                   due_at = now(), held_until = now()
            """;

    // What a node works on is left alone.
    private static final String WAKE =
            """
            update crm_mirror set due_at = least(due_at, :at)
             where tenant_id = :tenant and connection_key = :connection
            """;

    private static final String ADVANCE =
            """
            update crm_mirror
               set phase = :phase, cursor = :cursor, since = :since, began_at = :began, finished_at = :finished,
                   total = :total, done = :done, added = :added, changed = :changed, removed = :removed,
                   by_hand = :byHand, reconciled_at = :reconciled, drift = :drift, swept_at = :swept,
                   failures = 0, error = null, held_until = now() + make_interval(secs => :hold)
             where tenant_id = :tenant and connection_key = :connection and held_until = :until
            returning held_until
            """;

    private static final String RELEASE =
            """
            update crm_mirror m
               set held_until = now(),
                   due_at = case when exists (select from crm_account_change c
                                               where c.tenant_id = m.tenant_id
                                                 and c.connection_key = m.connection_key)
                                 then now() else :due end
             where tenant_id = :tenant and connection_key = :connection and held_until = :until
            """;

    private static final String RELEASE_FAILED =
            """
            update crm_mirror
               set held_until = now(), due_at = :due, failures = failures + 1, error = left(:error, 500)
             where tenant_id = :tenant and connection_key = :connection and held_until = :until
            """;

    // After a refusal it waits all the same: who is asked for patience is not asked again by an
    // event.
    private static final String TOLD =
            """
            with told as (
                insert into crm_account_change (tenant_id, connection_key, external_id, told_at)
                select m.tenant_id, m.connection_key, id, :at
                  from crm_mirror m
                 cross join (select distinct id collate "C" as id from unnest(:ids) as id) as given
                 where m.tenant_id = :tenant and m.connection_key = :connection
                 order by id
                on conflict (tenant_id, connection_key, external_id) do update
                   set told_at = greatest(crm_account_change.told_at, excluded.told_at)
                returning tenant_id)
            update crm_mirror
               set due_at = least(due_at, now() + interval '1 second')
             where tenant_id = :tenant and connection_key = :connection and failures = 0
               and due_at > now() + interval '1 second' and exists (select from told)
            """;

    private static final String UNTOLD =
            """
            select external_id, told_at from crm_account_change
             where tenant_id = :tenant and connection_key = :connection
             order by told_at, external_id limit :limit
            """;

    private static final String SETTLE =
            """
            delete from crm_account_change c
             using unnest(:ids, :times) as read (id, at)
             where c.tenant_id = :tenant and c.connection_key = :connection
               and c.external_id = read.id and c.told_at = read.at
            """;

    private final DatabaseClient database;
    private final ConnectionClaims claims;
    private final MirroredAccounts accounts;

    PostgresCrmMirrors(DatabaseClient database, ConnectionClaims claims) {
        this.database = database;
        this.claims = claims;
        this.accounts = new MirroredAccounts(database);
    }

    @Override
    public Flux<Claim> claim(int atMost, Duration hold) {
        return claims.of(CLAIM, atMost, hold, PostgresCrmMirrors::claim);
    }

    private static Claim claim(Readable row) {
        return new Claim(
                new TenantId(required(row, "tenant_id", UUID.class)),
                new ConnectionKey(required(row, "connection_key", String.class)),
                required(row, "held_until", Instant.class));
    }

    @Override
    public Mono<MirrorState> find(TenantId tenant, ConnectionKey connection) {
        return of(FIND, tenant, connection).map(PostgresCrmMirrors::state).one();
    }

    private static MirrorState state(Readable row) {
        return new MirrorState(
                MirrorState.Phase.valueOf(required(row, "phase", String.class)),
                row.get("cursor", String.class),
                required(row, "since", Instant.class),
                required(row, "began_at", Instant.class),
                required(row, "started_at", Instant.class),
                row.get("finished_at", Instant.class),
                row.get("total", Long.class),
                required(row, "done", Long.class),
                required(row, "added", Long.class),
                required(row, "changed", Long.class),
                required(row, "removed", Long.class),
                required(row, "by_hand", Long.class),
                row.get("reconciled_at", Instant.class),
                required(row, "drift", Long.class),
                row.get("swept_at", Instant.class),
                required(row, "failures", Integer.class),
                row.get("error", String.class));
    }

    @Override
    public Mono<Void> start(TenantId tenant, ConnectionKey connection, Instant at) {
        return of(START, tenant, connection).bind("at", at).then();
    }

    @Override
    public Mono<Void> wake(TenantId tenant, ConnectionKey connection, Instant at) {
        return of(WAKE, tenant, connection).bind("at", at).then();
    }

    @Override
    public Mono<Claim> advance(Claim claim, MirrorState state, Duration hold) {
        return of(ADVANCE, claim.tenant(), claim.connection())
                .bind("until", claim.until())
                .bind("phase", state.phase().name())
                .bind("cursor", Parameters.in(R2dbcType.VARCHAR, state.cursor()))
                .bind("since", state.since())
                .bind("began", state.beganAt())
                .bind("finished", time(state.finishedAt()))
                .bind("total", Parameters.in(R2dbcType.BIGINT, state.total()))
                .bind("done", state.done())
                .bind("added", state.added())
                .bind("changed", state.changed())
                .bind("removed", state.removed())
                .bind("byHand", state.byHand())
                .bind("reconciled", time(state.reconciledAt()))
                .bind("drift", state.drift())
                .bind("swept", time(state.sweptAt()))
                .bind("hold", hold.toSeconds())
                .mapValue(Instant.class)
                .one()
                .map(until -> new Claim(claim.tenant(), claim.connection(), until));
    }

    private static Object time(@Nullable Instant at) {
        return Parameters.in(
                R2dbcType.TIMESTAMP_WITH_TIME_ZONE,
                at == null ? null : OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
    }

    @Override
    public Mono<Void> release(Claim claim, Instant dueAt) {
        return of(RELEASE, claim.tenant(), claim.connection())
                .bind("until", claim.until())
                .bind("due", dueAt)
                .then();
    }

    @Override
    public Mono<Void> releaseFailed(Claim claim, Instant dueAt, String error) {
        return of(RELEASE_FAILED, claim.tenant(), claim.connection())
                .bind("until", claim.until())
                .bind("due", dueAt)
                .bind("error", error)
                .then();
    }

    @Override
    public Mono<Void> told(
            TenantId tenant, ConnectionKey connection, Collection<String> ids, Instant at) {
        return of(TOLD, tenant, connection)
                .bind("ids", ids.toArray(String[]::new))
                .bind("at", at)
                .then();
    }

    @Override
    public Mono<Map<String, Instant>> untold(
            TenantId tenant, ConnectionKey connection, int atMost) {
        return of(UNTOLD, tenant, connection)
                .bind("limit", atMost)
                .map(row ->
                        Map.entry(
                                required(row, "external_id", String.class),
                                required(row, "told_at", Instant.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Mono<Void> settle(TenantId tenant, ConnectionKey connection, Map<String, Instant> read) {
        List<Map.Entry<String, Instant>> all = List.copyOf(read.entrySet());
        return of(SETTLE, tenant, connection)
                .bind("ids", all.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .bind("times", all.stream().map(Map.Entry::getValue).toArray(Instant[]::new))
                .then();
    }

    @Override
    public Mono<Put> put(TenantId tenant, ConnectionKey connection, List<Mirrored> companies) {
        return accounts.put(tenant, connection, companies);
    }

    @Override
    public Mono<Integer> remove(TenantId tenant, ConnectionKey connection, Collection<String> ids) {
        return accounts.remove(tenant, connection, ids);
    }

    @Override
    public Flux<String> ids(
            TenantId tenant, ConnectionKey connection, @Nullable String after, int atMost) {
        return accounts.ids(tenant, connection, after, atMost);
    }

    @Override
    public Flux<String> owners(TenantId tenant, ConnectionKey connection) {
        return accounts.owners(tenant, connection);
    }

    @Override
    public Mono<Integer> reown(
            TenantId tenant, ConnectionKey connection, Map<String, String> owners) {
        return accounts.reown(tenant, connection, owners);
    }

    private DatabaseClient.GenericExecuteSpec of(
            String sql, TenantId tenant, ConnectionKey connection) {
        return database.sql(sql)
                .bind("tenant", tenant.value())
                .bind("connection", connection.value());
    }
}
