package io.leaddispatcher.adapter.postgres.search;

import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The words of new leads, which wait to be sorted into the index. A search finds them there too,
 * the slower the more they are.
 */
@Component
public final class PendingWords {

    private final DatabaseClient database;
    private final Transactions transactions;

    PendingWords(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /** Of all tenants. Does nothing while another node is at it. */
    public Mono<Void> sortIn() {
        return transactions.run(database.sql("select sort_in_words()").fetch().one()).then();
    }
}
