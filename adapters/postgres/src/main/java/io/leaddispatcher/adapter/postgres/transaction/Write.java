package io.leaddispatcher.adapter.postgres.transaction;

import io.leaddispatcher.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/**
 * A statement that changes rows and answers nothing. By itself it takes a round trip; those of
 * {@link #together} take one. Not thread-safe.
 */
public final class Write {

    private static final Object TOGETHER = Write.class;
    private static final String TENANT = "tenant";
    private static final Pattern NAME = Pattern.compile("(?<!:):([a-zA-Z_]\\w*)");

    private final String sql;
    private final TenantId tenant;
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Write(String sql, TenantId tenant) {
        this.sql = sql;
        this.tenant = tenant;
    }

    /**
     * One that names the tenant.
     *
     * @param sql an INSERT, UPDATE or DELETE that begins with this word
     */
    public static Write of(String sql, TenantId tenant) {
        return new Write(sql, tenant);
    }

    public Write with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** Sends it, or keeps it for those that it is to be sent with. */
    public Mono<Void> by(DatabaseClient database) {
        return Mono.deferContextual(context ->
                context.<List<Write>>getOrEmpty(TOGETHER)
                        .map(others -> Mono.<Void>fromRunnable(() -> others.add(this)))
                        .orElseGet(() -> send(database, List.of(this))));
    }

    /**
     * Sends what these write in one statement. PostgreSQL then shows none of it to the others of
     * them, whatever their order: references between their rows are fine, a row that two of them
     * write is not.
     *
     * @param writes made of {@link #by} alone: what else is asked of the database is asked before
     */
    public static Mono<Void> together(DatabaseClient database, Mono<Void> writes) {
        return Mono.deferContextual(context -> {
            if (context.hasKey(TOGETHER)) {
                return writes;
            }
            List<Write> all = new ArrayList<>();
            return writes.contextWrite(inner -> inner.put(TOGETHER, all))
                    .then(Mono.defer(() -> send(database, all)));
        });
    }

    private static Mono<Void> send(DatabaseClient database, List<Write> writes) {
        if (writes.isEmpty()) {
            return Mono.empty();
        }
        GenericExecuteSpec statement =
                database.sql(sql(writes)).bind(TENANT, writes.getFirst().tenant.value());
        for (int number = 0; number < writes.size(); number++) {
            for (Map.Entry<String, Object> value : writes.get(number).values.entrySet()) {
                statement = statement.bind(value.getKey() + number, value.getValue());
            }
        }
        return statement.fetch().rowsUpdated().then();
    }

    /** The last one is the statement, those before it are parts of its WITH. */
    private static String sql(List<Write> writes) {
        StringBuilder sql = new StringBuilder();
        for (int number = 0; number < writes.size(); number++) {
            boolean last = number == writes.size() - 1;
            if (!last) {
                sql.append(number == 0 ? "with " : ", ").append("write").append(number);
                sql.append(" as (");
            }
            sql.append(writes.get(number).numbered(number)).append(last ? "" : ")");
        }
        return sql.toString();
    }

    /** With a number behind each of its names; casts are left alone, and what all share. */
    private String numbered(int number) {
        return NAME.matcher(sql)
                .replaceAll(name ->
                        values.containsKey(name.group(1))
                                ? name.group() + number
                                : Matcher.quoteReplacement(name.group()));
    }
}
