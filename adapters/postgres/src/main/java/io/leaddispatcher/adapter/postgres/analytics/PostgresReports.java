package io.leaddispatcher.adapter.postgres.analytics;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.analytics.Column;
import io.leaddispatcher.application.analytics.GroupBy;
import io.leaddispatcher.application.analytics.Report;
import io.leaddispatcher.application.analytics.port.Reports;
import io.leaddispatcher.application.analytics.port.TooMuchToCountException;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

@Component
final class PostgresReports implements Reports {

    /** Whose numbers they are. */
    private record Group(boolean total, @Nullable String key) {}

    /**
     * Numbers of a group.
     *
     * @param currency of its money; null when they are its own
     */
    private record Row(Group group, @Nullable String currency, Map<String, BigDecimal> numbers) {}

    private static final String AMOUNT = "amount";
    private static final String WON = "won";

    /** By which PostgreSQL says that it was told to stop. */
    private static final String CANCELLED = "57014";

    private final DatabaseClient database;

    PostgresReports(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Line> of(TenantId tenant, Wish wish, int most) {
        return query(tenant, wish, most)
                .map(row -> row(row, wish.report()))
                .all()
                .collectList()
                .onErrorMap(PostgresReports::tookTooLong, TooMuchToCountException::new)
                .flatMapIterable(PostgresReports::lines);
    }

    private static boolean tookTooLong(Throwable error) {
        return error.getCause() instanceof R2dbcException cause
                && CANCELLED.equals(cause.getSqlState());
    }

    private GenericExecuteSpec query(TenantId tenant, Wish wish, int most) {
        GenericExecuteSpec query =
                database.sql(ReportQueries.of(wish.report(), wish.groupBy()))
                        .bind("tenant", tenant.value())
                        .bind("from", wish.from())
                        .bind("to", wish.to())
                        .bind("most", most);
        if (wish.groupBy() == GroupBy.TEAM) {
            query =
                    query.bind(
                                    "teams",
                                    wish.teams().stream()
                                            .map(each -> each.team().value())
                                            .toArray(String[]::new))
                            .bind(
                                    "members",
                                    wish.teams().stream()
                                            .map(each -> each.rep().value())
                                            .toArray(String[]::new));
        }
        return wish.groupBy() == GroupBy.DAY ? query.bind("zone", wish.zone().getId()) : query;
    }

    private static Row row(Readable row, Report report) {
        Map<String, BigDecimal> numbers = new HashMap<>();
        for (Column column : report.columns()) {
            if (column.ratio() == null) {
                put(numbers, column.key(), row);
            }
        }
        Group group =
                new Group(
                        required(row, "total", Boolean.class), row.get("group_key", String.class));
        if (report != Report.REVENUE || required(row, "whole", Integer.class) == 1) {
            return new Row(group, null, numbers);
        }
        Map<String, BigDecimal> money = new HashMap<>();
        put(money, AMOUNT, row);
        put(money, WON, row);
        String currency = row.get("currency", String.class);
        return new Row(group, currency == null ? "" : currency, money);
    }

    private static void put(Map<String, BigDecimal> numbers, String name, Readable row) {
        BigDecimal number = row.get(name, BigDecimal.class);
        if (number != null) {
            numbers.put(name, number);
        }
    }

    /** The total is there even when nothing was counted. */
    private static List<Line> lines(List<Row> rows) {
        Map<Group, Map<String, BigDecimal>> numbers = new LinkedHashMap<>();
        Map<Group, Map<String, BigDecimal>> won = new HashMap<>();
        Map<Group, Map<String, BigDecimal>> winners = new HashMap<>();
        numbers.put(new Group(true, null), Map.of());
        for (Row row : rows) {
            BigDecimal amount = row.numbers().get(AMOUNT);
            if (row.currency() == null) {
                numbers.put(row.group(), row.numbers());
            } else if (amount != null) {
                won.computeIfAbsent(row.group(), _ -> new HashMap<>()).put(row.currency(), amount);
                winners.computeIfAbsent(row.group(), _ -> new HashMap<>())
                        .put(row.currency(), row.numbers().getOrDefault(WON, BigDecimal.ZERO));
            }
        }
        return numbers.entrySet().stream()
                .map(each ->
                        new Line(
                                each.getKey().total(),
                                each.getKey().key(),
                                each.getValue(),
                                won.getOrDefault(each.getKey(), Map.of()),
                                winners.getOrDefault(each.getKey(), Map.of())))
                .toList();
    }
}
