package io.leaddispatcher.adapter.postgres.access;

import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.access.port.SecondFactors;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresSecondFactors implements SecondFactors {

    private static final String FIND =
            """
            select secret, confirmed, last_step, codes from find_second_factor(:person)
            """;

    private static final String BEGIN =
            """
            select begin_second_factor(:person, :secret)
            """;

    private static final String CONFIRM =
            """
            select confirm_second_factor(:person, :secret, :step, :hashes, :at)
            """;

    private static final String SPEND =
            """
            select spend_second_factor(:person, :step)
            """;

    private static final String TAKE_RECOVERY_CODE =
            """
            select take_recovery_code(:person, :hash)
            """;

    private static final String RENEW_RECOVERY_CODES =
            """
            select renew_recovery_codes(:person, :hashes)
            """;

    private static final String DROP =
            """
            select drop_second_factor(:person)
            """;

    private static final String RESET =
            """
            select reset_second_factor(:person)
            """;

    private static final String KEEP_HALF =
            """
            select keep_half_log_in(:hash, :person, :at, :until)
            """;

    private static final String FIND_HALF =
            """
            select p from find_half_log_in(:hash, :at) as p where p is not null
            """;

    private static final String TAKE_HALF =
            """
            select p from take_half_log_in(:hash, :at) as p where p is not null
            """;

    private final DatabaseClient database;
    private final Transactions transactions;

    PostgresSecondFactors(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public Mono<Factor> find(UUID person) {
        return database.sql(FIND)
                .bind("person", person)
                .map(row ->
                        new Factor(
                                Objects.requireNonNull(row.get("secret", byte[].class)),
                                Boolean.TRUE.equals(row.get("confirmed", Boolean.class)),
                                Objects.requireNonNull(row.get("last_step", Long.class)),
                                Objects.requireNonNull(row.get("codes", Long.class)).intValue()))
                .one();
    }

    @Override
    public Mono<Void> begin(UUID person, byte[] secret) {
        return write(database.sql(BEGIN).bind("person", person).bind("secret", secret));
    }

    @Override
    public Mono<Boolean> confirm(
            UUID person, byte[] secret, long step, List<byte[]> codeHashes, Instant at) {
        return transactions.run(
                database.sql(CONFIRM)
                        .bind("person", person)
                        .bind("secret", secret)
                        .bind("step", step)
                        .bind("hashes", hex(codeHashes))
                        .bind("at", at)
                        .mapValue(Boolean.class)
                        .one());
    }

    @Override
    public Mono<Boolean> spend(UUID person, long step) {
        return transactions.run(
                database.sql(SPEND)
                        .bind("person", person)
                        .bind("step", step)
                        .mapValue(Boolean.class)
                        .one());
    }

    @Override
    public Mono<Boolean> takeRecoveryCode(UUID person, byte[] hash) {
        return transactions.run(
                database.sql(TAKE_RECOVERY_CODE)
                        .bind("person", person)
                        .bind("hash", hash)
                        .mapValue(Boolean.class)
                        .one());
    }

    @Override
    public Mono<Void> renewRecoveryCodes(UUID person, List<byte[]> codeHashes) {
        return write(
                database.sql(RENEW_RECOVERY_CODES)
                        .bind("person", person)
                        .bind("hashes", hex(codeHashes)));
    }

    @Override
    public Mono<Void> drop(UUID person) {
        return write(database.sql(DROP).bind("person", person));
    }

    @Override
    public Mono<Boolean> reset(UUID person) {
        return transactions.run(
                database.sql(RESET).bind("person", person).mapValue(Boolean.class).one());
    }

    @Override
    public Mono<Void> keepHalf(byte[] hash, UUID person, Instant at, Instant until) {
        return write(
                database.sql(KEEP_HALF)
                        .bind("hash", hash)
                        .bind("person", person)
                        .bind("at", at)
                        .bind("until", until));
    }

    @Override
    public Mono<UUID> findHalf(byte[] hash, Instant at) {
        return database.sql(FIND_HALF).bind("hash", hash).bind("at", at).mapValue(UUID.class).one();
    }

    @Override
    public Mono<UUID> takeHalf(byte[] hash, Instant at) {
        return transactions.run(
                database.sql(TAKE_HALF)
                        .bind("hash", hash)
                        .bind("at", at)
                        .mapValue(UUID.class)
                        .one());
    }

    /** The driver writes the backslash of a bytea into an array without escaping it. */
    private static String[] hex(List<byte[]> hashes) {
        return hashes.stream().map(HexFormat.of()::formatHex).toArray(String[]::new);
    }

    private Mono<Void> write(DatabaseClient.GenericExecuteSpec sql) {
        return transactions.run(sql.fetch().rowsUpdated().then());
    }
}
