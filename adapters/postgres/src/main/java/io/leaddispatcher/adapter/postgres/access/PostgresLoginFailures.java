package io.leaddispatcher.adapter.postgres.access;

import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.access.port.LoginFailures;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresLoginFailures implements LoginFailures {

    private static final String RECORD =
            """
            select record_login_failure(:subject, :at)
            """;

    private static final String HOLD =
            """
            select subject, failures, last_failed_at from hold_login_failures(:subjects)
            """;

    private static final String TAKE_BACK =
            """
            select take_back_login_failure(:subject, :at, :before)
            """;

    private static final String CLEAR =
            """
            select clear_login_failures(:subject)
            """;

    private final DatabaseClient database;
    private final Transactions transactions;

    PostgresLoginFailures(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    private Flux<Count> hold(Collection<String> subjects) {
        return database.sql(HOLD)
                .bind("subjects", subjects.toArray(String[]::new))
                .map(row ->
                        new Count(
                                Objects.requireNonNull(row.get("subject", String.class)),
                                Objects.requireNonNull(row.get("failures", Integer.class)),
                                Objects.requireNonNull(row.get("last_failed_at", Instant.class))))
                .all();
    }

    private Mono<Void> record(String subject, Instant at) {
        return database.sql(RECORD)
                .bind("subject", subject)
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<List<Count>> recordIf(
            Collection<String> subjects, Instant at, Predicate<List<Count>> allowed) {
        return transactions.run(
                hold(subjects)
                        .collectList()
                        .flatMap(counts ->
                                Flux.fromIterable(allowed.test(counts) ? subjects : List.of())
                                        .concatMap(each -> record(each, at))
                                        .then(Mono.just(counts))));
    }

    @Override
    public Mono<Void> takeBack(String subject, Instant at, Instant before) {
        return transactions.run(
                database.sql(TAKE_BACK)
                        .bind("subject", subject)
                        .bind("at", at)
                        .bind("before", before)
                        .fetch()
                        .rowsUpdated()
                        .then());
    }

    @Override
    public Mono<Void> clear(String subject) {
        return transactions.run(
                database.sql(CLEAR).bind("subject", subject).fetch().rowsUpdated().then());
    }
}
