package io.leaddispatcher.application.analytics;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report as it is shown.
 *
 * @param zone by whose clocks its days begin
 * @param groups by what it may be grouped, in this workspace
 * @param total of all rows; each lead counts once
 */
public record ReportView(
        Report report,
        Instant from,
        Instant to,
        String zone,
        GroupBy groupBy,
        List<GroupBy> groups,
        List<Column> columns,
        List<Row> rows,
        Row total) {

    public ReportView {
        groups = List.copyOf(groups);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * The numbers of one group.
     *
     * @param key null for what nobody, or nothing, is named for
     * @param name what the group is called
     * @param numbers by the keys of columns; without those that have nothing to tell
     */
    public record Row(
            @Nullable String key, @Nullable String name, Map<String, BigDecimal> numbers) {
        public Row {
            numbers = Map.copyOf(numbers);
        }

        public @Nullable BigDecimal number(Column column) {
            return numbers.get(column.key());
        }
    }

    /** As the API answers it. */
    public Map<String, Object> document() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("report", report.word());
        shown.put("from", from.toString());
        shown.put("to", to.toString());
        shown.put("groupBy", groupBy.word());
        shown.put(
                "columns",
                columns.stream()
                        .map(column -> Map.of("key", column.key(), "unit", column.unit().name()))
                        .toList());
        shown.put("rows", rows.stream().map(this::document).toList());
        shown.put("total", numbers(total));
        return shown;
    }

    private Map<String, @Nullable Object> document(Row row) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("key", row.key());
        shown.put("name", row.name());
        shown.putAll(numbers(row));
        return shown;
    }

    private Map<String, @Nullable Object> numbers(Row row) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        columns.forEach(column -> shown.put(column.key(), row.number(column)));
        return shown;
    }

    /** The cells of its table: a header, a line for each row, and the total as the last line. */
    public List<List<@Nullable Object>> table() {
        List<List<@Nullable Object>> lines = new ArrayList<>();
        List<@Nullable Object> header = new ArrayList<>(List.of(groupBy.word(), "name"));
        columns.forEach(column -> header.add(column.key()));
        lines.add(header);
        rows.forEach(row -> lines.add(line(row.key(), row.name(), row)));
        lines.add(line(null, "TOTAL", total));
        return lines;
    }

    private List<@Nullable Object> line(@Nullable String key, @Nullable String name, Row row) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(key);
        cells.add(name);
        columns.forEach(column -> {
            BigDecimal number = row.number(column);
            cells.add(number == null ? null : number.toPlainString());
        });
        return cells;
    }
}
