package io.leaddispatcher.adapter.postgres.closure;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.closure.port.WorkspaceDeletions;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresWorkspaceDeletions implements WorkspaceDeletions {

    private static final String ALL =
            """
            select tenant_id, due_at, begun from closed_workspaces()
            """;

    private static final String CONTENTS =
            """
            select (select count(*) from (select from lead where tenant_id = :tenant limit :most) l) as leads,
                   (select count(*) from member where tenant_id = :tenant) as members,
                   (select lonely_members()) as accounts,
                   (select count(*) from connection where tenant_id = :tenant) as connections,
                   (select count(*) from api_token where tenant_id = :tenant and revoked_at is null) as tokens
            """;

    private static final String CLOSE =
            """
            insert into workspace_deletion (tenant_id, closed_at, due_at) values (:tenant, :at, :due)
            on conflict (tenant_id) do nothing
            """;

    private static final String END_SESSIONS =
            """
            delete from session where tenant_id = :tenant and member_id <> :except
            """;

    private static final String REOPEN =
            """
            delete from workspace_deletion where tenant_id = :tenant and begun_at is null
            """;

    private static final String CLAIM =
            """
            select t from claim_workspace_deletion(:hold) as t where t is not null
            """;

    private static final String DELETE_SOME =
            """
            select delete_workspace_rows(:most, :hold)
            """;

    private static final String FINISH =
            """
            select gone from finish_workspace_deletion() as gone where gone is not null
            """;

    private final DatabaseClient database;
    private final Transactions transactions;

    PostgresWorkspaceDeletions(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public Flux<Closed> all() {
        return database.sql(ALL)
                .map(row ->
                        new Closed(
                                new TenantId(required(row, "tenant_id", UUID.class)),
                                required(row, "due_at", Instant.class),
                                required(row, "begun", Boolean.class)))
                .all();
    }

    @Override
    public Mono<Contents> contents(TenantId tenant) {
        return database.sql(CONTENTS)
                .bind("tenant", tenant.value())
                .bind("most", MOST_COUNTED + 1)
                .map(row ->
                        new Contents(
                                required(row, "leads", Long.class),
                                required(row, "members", Long.class),
                                required(row, "accounts", Long.class),
                                required(row, "connections", Long.class),
                                required(row, "tokens", Long.class)))
                .one();
    }

    @Override
    public Mono<Boolean> close(TenantId tenant, UUID except, Instant at, Instant dueAt) {
        return database.sql(CLOSE)
                .bind("tenant", tenant.value())
                .bind("at", at)
                .bind("due", dueAt)
                .fetch()
                .rowsUpdated()
                .flatMap(rows ->
                        rows == 0
                                ? Mono.just(false)
                                : endSessions(tenant, except).thenReturn(true));
    }

    private Mono<Long> endSessions(TenantId tenant, UUID except) {
        return database.sql(END_SESSIONS)
                .bind("tenant", tenant.value())
                .bind("except", except)
                .fetch()
                .rowsUpdated();
    }

    @Override
    public Mono<Boolean> reopen(TenantId tenant) {
        return database.sql(REOPEN)
                .bind("tenant", tenant.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    @Override
    public Mono<TenantId> claim(Duration hold) {
        return transactions.run(
                database.sql(CLAIM)
                        .bind("hold", Interval.of(hold))
                        .mapValue(UUID.class)
                        .one()
                        .map(TenantId::new));
    }

    @Override
    public Mono<Long> deleteSome(TenantId tenant, int atMost, Duration hold) {
        return database.sql(DELETE_SOME)
                .bind("most", atMost)
                .bind("hold", Interval.of(hold))
                .mapValue(Long.class)
                .one();
    }

    @Override
    public Mono<Long> finish(TenantId tenant) {
        return database.sql(FINISH).mapValue(Long.class).one();
    }
}
