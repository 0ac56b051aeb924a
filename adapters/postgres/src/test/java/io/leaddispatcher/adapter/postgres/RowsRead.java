package io.leaddispatcher.adapter.postgres;

import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * How many rows of a table a work reads, as PostgreSQL counts them: whatever the machine does
 * besides, what is read for nothing shows. Inside one unit of work.
 */
public final class RowsRead {

    // What came before is counted with it until the server has told it on.
    private static final String SO_FAR =
            """
            select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
              from pg_stat_xact_user_tables
             where schemaname = 'public' and relname = :table
            """;

    private RowsRead() {}

    public static Mono<Long> by(Mono<?> work, String table, DatabaseClient client) {
        return soFar(table, client)
                .flatMap(before -> work.then(soFar(table, client)).map(after -> after - before));
    }

    private static Mono<Long> soFar(String table, DatabaseClient client) {
        return client.sql(SO_FAR)
                .bind("table", table)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }
}
