package io.leaddispatcher.adapter.postgres.idempotency;

import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.idempotency.Hold;
import io.leaddispatcher.application.idempotency.port.IdempotentRequests;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Interval;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresIdempotentRequests implements IdempotentRequests {

    private static final String BEGIN =
            """
            insert into idempotent_request (tenant_id, request, content, holder, held_until, began_at)
            values (:tenant, :request, :content, :holder, clock_timestamp() + :lease, clock_timestamp())
            on conflict (tenant_id, request) do nothing
            """;

    private static final String FIND =
            """
            select content, answer, held_until > clock_timestamp() as held, begun,
                   began_at < clock_timestamp() - :kept as past
              from idempotent_request
             where tenant_id = :tenant and request = :request
               for update
            """;

    private static final String TAKE_OVER =
            """
            update idempotent_request
               set content = :content, holder = :holder, held_until = clock_timestamp() + :lease,
                   begun = false, answer = null, began_at = clock_timestamp()
             where tenant_id = :tenant and request = :request
            """;

    private static final String SETTLE =
            """
            update idempotent_request set answer = :answer
             where tenant_id = :tenant and request = :request and holder = :holder
            """;

    private static final String RELEASE =
            """
            delete from idempotent_request
             where tenant_id = :tenant and request = :request and holder = :holder
               and (:repeatable or not begun)
            """;

    private static final String LET_GO =
            """
            update idempotent_request set held_until = clock_timestamp()
             where tenant_id = :tenant and request = :request and holder = :holder
            """;

    private static final String FORGET_PAST =
            """
            select forget_past_requests(:kept, :most)
            """;

    private final DatabaseClient database;
    private final Transactions transactions;

    PostgresIdempotentRequests(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public Mono<Boolean> begin(Hold hold, String content, Duration lease) {
        return held(BEGIN, hold)
                .bind("content", content)
                .bind("lease", Interval.from(lease))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    @Override
    public Mono<Known> find(TenantId tenant, String request, Duration kept) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("request", request)
                .bind("kept", Interval.from(kept))
                .map(PostgresIdempotentRequests::known)
                .one();
    }

    private static Known known(Readable row) {
        return new Known(
                Objects.requireNonNull(row.get("content", String.class)),
                row.get("answer", byte[].class),
                is(row, "held"),
                is(row, "begun"),
                is(row, "past"));
    }

    private static boolean is(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Boolean.class));
    }

    @Override
    public Mono<Void> takeOver(Hold hold, String content, Duration lease) {
        return held(TAKE_OVER, hold)
                .bind("content", content)
                .bind("lease", Interval.from(lease))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> settle(Hold hold, byte[] answer) {
        return held(SETTLE, hold).bind("answer", answer).fetch().rowsUpdated().then();
    }

    @Override
    public Mono<Void> release(Hold hold, boolean repeatable) {
        return held(RELEASE, hold)
                .bind("repeatable", repeatable)
                .fetch()
                .rowsUpdated()
                .filter(forgotten -> forgotten == 0)
                .flatMap(_ -> held(LET_GO, hold).fetch().rowsUpdated())
                .then();
    }

    @Override
    public Mono<Integer> forgetPast(Duration kept, int atMost) {
        return transactions.run(
                database.sql(FORGET_PAST)
                        .bind("kept", Interval.from(kept))
                        .bind("most", atMost)
                        .mapValue(Integer.class)
                        .one());
    }

    private GenericExecuteSpec held(String sql, Hold hold) {
        return database.sql(sql)
                .bind("tenant", hold.tenant().value())
                .bind("request", hold.request())
                .bind("holder", hold.holder());
    }
}
