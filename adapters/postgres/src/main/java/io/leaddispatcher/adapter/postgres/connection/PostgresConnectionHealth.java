package io.leaddispatcher.adapter.postgres.connection;

import io.leaddispatcher.application.connection.ConnectionHealthView;
import io.leaddispatcher.application.connection.ConnectionHealthView.Failure;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.connection.port.ConnectionReports;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresConnectionHealth implements ConnectionHealth, ConnectionReports {

    private static final int LONGEST_MESSAGE = 500;

    // From the connection's row, so that nothing happens when it was deleted meanwhile.
    private static final String REJECTED =
            """
            insert into connection_health as h (tenant_id, key, rejected_signatures)
            select tenant_id, key, 1 from connection where tenant_id = :tenant and key = :key
            on conflict (tenant_id, key) do update
               set rejected_signatures = h.rejected_signatures + 1
            """;

    // To the second is enough, and spares a hot row under load.
    // The longest silence counts for half as much a week later.
    private static final String EVENT =
            """
            insert into connection_health as h (tenant_id, key, last_event_at, events)
            select tenant_id, key, :at, 1 from connection where tenant_id = :tenant and key = :key
            on conflict (tenant_id, key) do update
               set last_event_at = excluded.last_event_at,
                   events = h.events + 1,
                   usual_silence = greatest(
                       excluded.last_event_at - h.last_event_at,
                       h.usual_silence
                           * power(0.5, extract(epoch from excluded.last_event_at - h.last_event_at) / 604800)::double precision)
             where h.last_event_at is null
                or h.last_event_at < excluded.last_event_at - interval '1 second'
            """;

    // A call that fails now and then holds nothing up; one that went through after these many says
    // that the other side is back. Who was first to see it wakes what waits, and nobody else.
    // A CRM that takes a part only, for its pace or an old token, goes back and forth: what was
    // woken is woken again no sooner than it would have waited anyhow.
    // Every message would write the same row; once in five seconds says the same, unless somebody
    // has seen a failure meanwhile, on whatever node.
    private static final String SUCCEEDED =
            """
            with before as (
                select failures_in_a_row >= 5
                       and (woken_at is null or woken_at <= :at - interval '5 minutes') as back
                  from connection_health
                 where tenant_id = :tenant and key = :key and failures_in_a_row > 0
                   for update),
            kept as (
                insert into connection_health as h (tenant_id, key, %1$s)
                select tenant_id, key, :at from connection
                 where tenant_id = :tenant and key = :key
                   and not exists (
                       select from connection_health k
                        where k.tenant_id = :tenant and k.key = :key and k.failures_in_a_row = 0
                          and k.%1$s > :at - interval '5 seconds')
                on conflict (tenant_id, key) do update
                   set %1$s = excluded.%1$s,
                       failures_in_a_row = 0,
                       woken_at = case when (select bool_or(back) from before)
                                       then excluded.%1$s else h.woken_at end
                 where h.failures_in_a_row > 0
                    or h.%1$s is null
                    or h.%1$s < excluded.%1$s - interval '1 second')
            select coalesce(bool_or(back), false) from before
            """;

    private static final String WORKED = SUCCEEDED.formatted("last_write_at");
    private static final String ANSWERED = SUCCEEDED.formatted("last_answer_at");

    private static final String FAILED =
            """
            insert into connection_health as h (tenant_id, key, failures_in_a_row)
            select tenant_id, key, 1 from connection where tenant_id = :tenant and key = :key
            on conflict (tenant_id, key) do update
               set failures_in_a_row = h.failures_in_a_row + 1
            """;

    private static final String LOST =
            """
            insert into connection_health as h (tenant_id, key, failures_in_a_row)
            select tenant_id, key, :down from connection where tenant_id = :tenant and key = :key
            on conflict (tenant_id, key) do update
               set failures_in_a_row = greatest(h.failures_in_a_row + 1, excluded.failures_in_a_row)
            """;

    private static final String ERROR =
            """
            insert into connection_error as e (tenant_id, key, code, count, message, last_at)
            select tenant_id, key, :code, 1, :message, now()
              from connection where tenant_id = :tenant and key = :key
            on conflict (tenant_id, key, code) do update
               set count = e.count + 1, message = excluded.message, last_at = excluded.last_at
            """;

    private static final String SHOW =
            """
            select last_event_at, last_write_at, last_answer_at, rejected_signatures, failures_in_a_row
              from connection_health where tenant_id = :tenant and key = :key
            """;

    private static final String ERRORS =
            """
            select code, count, message, last_at from connection_error
             where tenant_id = :tenant and key = :key and last_at >= :since
             order by count desc, code limit 20
            """;

    private static final String ALL =
            """
            select h.key, h.last_event_at, h.last_write_at, h.last_answer_at, h.rejected_signatures,
                   h.failures_in_a_row, e.code, e.count, e.message, e.last_at
              from connection_health h
              left join lateral (
                   select code, count, message, last_at from connection_error
                    where tenant_id = h.tenant_id and key = h.key and last_at >= :since
                    order by count desc, code limit 20) e on true
             where h.tenant_id = :tenant
             order by h.key, e.count desc nulls last, e.code
            """;

    // Whatever is on its way is few, and has indexes of its own.
    private static final String WAITING =
            """
            select count(*) as events, min(received_at) as oldest_at from inbound_event
             where tenant_id = :tenant and origin = :key and state in ('RECEIVED', 'READY')
            """;

    private final DatabaseClient database;
    private final WaitingWork waiting;

    PostgresConnectionHealth(DatabaseClient database) {
        this.database = database;
        this.waiting = new WaitingWork(database);
    }

    @Override
    public Mono<Void> rejected(TenantId tenant, ConnectionKey connection) {
        return statement(REJECTED, tenant, connection).fetch().rowsUpdated().then();
    }

    @Override
    public Mono<Void> event(TenantId tenant, ConnectionKey connection, Instant at) {
        return statement(EVENT, tenant, connection).bind("at", at).fetch().rowsUpdated().then();
    }

    @Override
    public Mono<Void> failed(
            TenantId tenant, ConnectionKey connection, String code, String message) {
        return statement(FAILED, tenant, connection)
                .fetch()
                .rowsUpdated()
                .then(noted(tenant, connection, code, message));
    }

    @Override
    public Mono<Void> lost(TenantId tenant, ConnectionKey connection, String code, String message) {
        return statement(LOST, tenant, connection)
                .bind("down", ConnectionHealthView.FAILURES_OF_A_DEAD_ONE)
                .fetch()
                .rowsUpdated()
                .then(noted(tenant, connection, code, message));
    }

    @Override
    public Mono<Void> noted(
            TenantId tenant, ConnectionKey connection, String code, String message) {
        String text =
                message.length() <= LONGEST_MESSAGE
                        ? message
                        : message.substring(0, LONGEST_MESSAGE);
        return statement(ERROR, tenant, connection)
                .bind("code", code)
                .bind("message", text)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> answered(TenantId tenant, ConnectionKey connection, Instant at) {
        return succeeded(ANSWERED, tenant, connection, at);
    }

    @Override
    public Mono<Void> worked(TenantId tenant, ConnectionKey connection, Instant at) {
        return succeeded(WORKED, tenant, connection, at);
    }

    private Mono<Void> succeeded(
            String sql, TenantId tenant, ConnectionKey connection, Instant at) {
        return statement(sql, tenant, connection)
                .bind("at", at)
                .mapValue(Boolean.class)
                .one()
                .filter(back -> back)
                .flatMap(_ -> waiting.wake(tenant, connection));
    }

    @Override
    public Mono<ConnectionHealthView> show(TenantId tenant, ConnectionKey key, Instant since) {
        return statement(ERRORS, tenant, key)
                .bind("since", since)
                .map(PostgresConnectionHealth::failure)
                .all()
                .collectList()
                .flatMap(errors -> show(tenant, key, errors));
    }

    private Mono<ConnectionHealthView> show(
            TenantId tenant, ConnectionKey key, List<Failure> errors) {
        return statement(SHOW, tenant, key).map(row -> health(row, errors)).one();
    }

    @Override
    public Mono<ConnectionHealthView.Waiting> waiting(TenantId tenant, ConnectionKey key) {
        return statement(WAITING, tenant, key)
                .map(row ->
                        new ConnectionHealthView.Waiting(
                                Objects.requireNonNull(row.get("events", Long.class)),
                                row.get("oldest_at", Instant.class)))
                .one();
    }

    @Override
    public Mono<Map<ConnectionKey, ConnectionHealthView>> showAll(TenantId tenant, Instant since) {
        return database.sql(ALL)
                .bind("tenant", tenant.value())
                .bind("since", since)
                .map(row -> {
                    String code = row.get("code", String.class);
                    return Map.entry(
                            new ConnectionKey(Objects.requireNonNull(row.get("key", String.class))),
                            health(row, code == null ? List.of() : List.of(failure(row))));
                })
                .all()
                .collect(
                        LinkedHashMap::new,
                        (all, one) ->
                                all.merge(
                                        one.getKey(),
                                        one.getValue(),
                                        PostgresConnectionHealth::withErrorsOf));
    }

    private static ConnectionHealthView withErrorsOf(
            ConnectionHealthView one, ConnectionHealthView next) {
        List<Failure> errors = new ArrayList<>(one.errors());
        errors.addAll(next.errors());
        return new ConnectionHealthView(
                one.lastEventAt(),
                one.lastWriteAt(),
                one.lastAnswerAt(),
                one.rejectedSignatures(),
                one.failuresInARow(),
                errors,
                one.waiting());
    }

    private static Failure failure(Readable row) {
        return new Failure(
                Objects.requireNonNull(row.get("code", String.class)),
                Objects.requireNonNull(row.get("count", Long.class)),
                Objects.requireNonNull(row.get("message", String.class)),
                row.get("last_at", Instant.class));
    }

    private static ConnectionHealthView health(Readable row, List<Failure> errors) {
        return new ConnectionHealthView(
                row.get("last_event_at", Instant.class),
                row.get("last_write_at", Instant.class),
                row.get("last_answer_at", Instant.class),
                Objects.requireNonNull(row.get("rejected_signatures", Long.class)),
                Objects.requireNonNull(row.get("failures_in_a_row", Integer.class)),
                errors,
                ConnectionHealthView.Waiting.NOTHING);
    }

    private DatabaseClient.GenericExecuteSpec statement(
            String sql, TenantId tenant, ConnectionKey key) {
        return database.sql(sql).bind("tenant", tenant.value()).bind("key", key.value());
    }
}
