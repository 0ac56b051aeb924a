package io.leaddispatcher.adapter.postgres.search;

import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.lead.port.PendingWords;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresPendingWords implements PendingWords {

    private final DatabaseClient database;
    private final Transactions transactions;

    PostgresPendingWords(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public Mono<Void> sortIn() {
        return transactions.run(database.sql("select sort_in_words()").fetch().one()).then();
    }
}
