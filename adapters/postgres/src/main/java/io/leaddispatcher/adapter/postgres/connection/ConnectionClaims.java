package io.leaddispatcher.adapter.postgres.connection;

import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Holds work of connections of any tenant for this node, in a commit of its own. */
@Component
public final class ConnectionClaims {

    private final DatabaseClient database;
    private final Transactions transactions;

    ConnectionClaims(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /**
     * @param sql with {@code :limit}, and {@code :hold} in seconds
     */
    public <T> Flux<T> of(String sql, int atMost, Duration hold, Function<Readable, T> claim) {
        return transactions
                .run(
                        database.sql(sql)
                                .bind("limit", atMost)
                                .bind("hold", hold.toSeconds())
                                .map(claim)
                                .all()
                                .collectList())
                .flatMapIterable(claims -> claims);
    }
}
