package io.leaddispatcher.adapter.postgres.access;

import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.account.port.PersonalAccounts;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresPersonalAccounts implements PersonalAccounts {

    private static final String KEEP_SIGN_UP =
            """
            select keep_sign_up(:hash, :email, :name, :workspace, :password, :at, :until)
            """;

    private static final String IS_SIGN_UP =
            """
            select is_sign_up(:hash, :at)
            """;

    private static final String TAKE_SIGN_UP =
            """
            select email, name, workspace, password_hash from take_sign_up(:hash, :at)
            """;

    private static final String KEEP_RESET =
            """
            select keep_password_reset(:hash, :person, :at, :until)
            """;

    private static final String RESET_WORDS =
            """
            select password_reset_words(:hash, :at)
            """;

    private static final String TAKE_RESET =
            """
            select p from take_password_reset(:hash, :at) as p where p is not null
            """;

    private static final String SET_PASSWORD =
            """
            select set_password(:person, :password, :keep, :confirmed, :at)
            """;

    private final DatabaseClient database;
    private final Transactions transactions;

    PostgresPersonalAccounts(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public Mono<Void> keepSignUp(byte[] hash, SignUpRequest request, Instant at, Instant until) {
        return transactions.run(
                database.sql(KEEP_SIGN_UP)
                        .bind("hash", hash)
                        .bind("email", request.email())
                        .bind("name", request.name())
                        .bind("workspace", request.workspace())
                        .bind("password", request.passwordHash())
                        .bind("at", at)
                        .bind("until", until)
                        .fetch()
                        .rowsUpdated()
                        .then());
    }

    @Override
    public Mono<Boolean> isSignUp(byte[] hash, Instant at) {
        return database.sql(IS_SIGN_UP)
                .bind("hash", hash)
                .bind("at", at)
                .mapValue(Boolean.class)
                .one();
    }

    @Override
    public Mono<SignUpRequest> takeSignUp(byte[] hash, Instant at) {
        return transactions.run(
                database.sql(TAKE_SIGN_UP)
                        .bind("hash", hash)
                        .bind("at", at)
                        .map(row ->
                                new SignUpRequest(
                                        Objects.requireNonNull(row.get("email", String.class)),
                                        Objects.requireNonNull(row.get("name", String.class)),
                                        Objects.requireNonNull(row.get("workspace", String.class)),
                                        Objects.requireNonNull(
                                                row.get("password_hash", String.class))))
                        .one());
    }

    @Override
    public Mono<Void> keepReset(byte[] hash, UUID person, Instant at, Instant until) {
        return transactions.run(
                database.sql(KEEP_RESET)
                        .bind("hash", hash)
                        .bind("person", person)
                        .bind("at", at)
                        .bind("until", until)
                        .fetch()
                        .rowsUpdated()
                        .then());
    }

    @Override
    public Flux<String> wordsOfReset(byte[] hash, Instant at) {
        return database.sql(RESET_WORDS)
                .bind("hash", hash)
                .bind("at", at)
                .mapValue(String.class)
                .all();
    }

    @Override
    public Mono<UUID> takeReset(byte[] hash, Instant at) {
        return transactions.run(
                database.sql(TAKE_RESET)
                        .bind("hash", hash)
                        .bind("at", at)
                        .mapValue(UUID.class)
                        .one());
    }

    @Override
    public Mono<Void> setPassword(UUID person, String hash, boolean confirmed, Instant at) {
        return set(person, hash, Parameters.in(byte[].class), confirmed, at);
    }

    @Override
    public Mono<Void> changePassword(UUID person, String hash, byte[] session, Instant at) {
        return set(person, hash, Parameters.in(session), false, at);
    }

    private Mono<Void> set(
            UUID person, String hash, Parameter keep, boolean confirmed, Instant at) {
        return transactions.run(
                database.sql(SET_PASSWORD)
                        .bind("person", person)
                        .bind("password", hash)
                        .bind("keep", keep)
                        .bind("confirmed", confirmed)
                        .bind("at", at)
                        .fetch()
                        .rowsUpdated()
                        .then());
    }
}
