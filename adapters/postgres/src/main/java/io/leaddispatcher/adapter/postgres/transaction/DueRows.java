package io.leaddispatcher.adapter.postgres.transaction;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.transaction.Claimed;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.application.transaction.Portion.First;
import io.leaddispatcher.application.transaction.Portion.These;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/**
 * A statement about a portion of the rows that are due: one and the same condition, whether they
 * are counted or named.
 */
public final class DueRows {

    private final String first;
    private final String these;

    private DueRows(String first, String these) {
        this.first = first;
        this.these = these;
    }

    /**
     * One that says {@code :tenant}, and where the rows are narrowed down.
     *
     * @param sql with {@code <named>} behind its conditions and {@code <most>} behind its order
     * @param name the column by which rows are named
     */
    public static DueRows of(String sql, String name) {
        return new DueRows(
                sql.replace("<named>", "").replace("<most>", "limit :most"),
                sql.replace("<named>", "and %s = any (:these)".formatted(name))
                        .replace("<most>", ""));
    }

    /** Those of a portion whose names are ids. */
    public GenericExecuteSpec ask(DatabaseClient database, TenantId tenant, Portion<UUID> portion) {
        return ask(database, tenant, portion, id -> id);
    }

    /** Those of a portion. */
    public <K> GenericExecuteSpec ask(
            DatabaseClient database,
            TenantId tenant,
            Portion<K> portion,
            Function<? super K, UUID> id) {
        return switch (portion) {
            case First<K>(int most) -> sql(database, first, tenant).bind("most", most);
            case These<K>(var names) ->
                    sql(database, these, tenant)
                            .bind("these", names.stream().map(id).toArray(UUID[]::new));
        };
    }

    /**
     * What a statement that claims has found. Empty when that is nothing.
     *
     * @param statement each of its rows says {@code seen_at}, the database's present
     */
    public static <T> Mono<Claimed<T>> claimed(
            GenericExecuteSpec statement, Function<Readable, T> read) {
        return statement
                .map(row -> Map.entry(required(row, "seen_at", Instant.class), read.apply(row)))
                .all()
                .collectList()
                .filter(rows -> !rows.isEmpty())
                .map(rows ->
                        new Claimed<>(
                                rows.getFirst().getKey(),
                                rows.stream().map(Map.Entry::getValue).toList()));
    }

    private static GenericExecuteSpec sql(DatabaseClient database, String sql, TenantId tenant) {
        return database.sql(sql).bind("tenant", tenant.value());
    }
}
