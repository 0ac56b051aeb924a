package io.leaddispatcher.web.analytics;

import io.leaddispatcher.application.analytics.Column;
import io.leaddispatcher.application.analytics.GroupBy;
import io.leaddispatcher.application.analytics.Report;
import io.leaddispatcher.application.analytics.ReportView;
import io.leaddispatcher.application.analytics.Unit;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.list.ListAddress;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report.
 *
 * @param report which one is shown
 * @param days of how many of the last days it is; null when days are named
 * @param about what it tells, in a sentence
 * @param group what its rows are
 * @param zone by whose clocks its days begin
 * @param bar what the bars show
 * @param total the same numbers of all rows; each lead counts once
 * @param longer the same report of more days; null when it is of many
 * @param csv where it can be downloaded
 */
record AnalyticsView(
        AnalyticsFilter filter,
        String report,
        @Nullable Integer days,
        List<Link> reports,
        List<Link> periods,
        List<Choice> groups,
        String about,
        String group,
        String zone,
        String bar,
        List<Head> columns,
        List<Row> rows,
        Row total,
        @Nullable String longer,
        String csv) {

    record Link(String key, String name, String address, boolean chosen) {}

    record Choice(String key, String name, boolean chosen) {}

    record Cell(String label, String text) {}

    /**
     * The head of a column.
     *
     * @param address where the rows are sorted by it
     * @param sorted as {@code aria-sort} has it; null where they are not
     */
    record Head(String text, String address, @Nullable String sorted) {}

    /**
     * @param key null for what nobody, or nothing, is named for
     * @param leads the list of its leads; null where the list knows no such group
     * @param bar how long its bar is, in percent
     */
    record Row(
            @Nullable String key,
            String name,
            @Nullable String leads,
            String bar,
            List<Cell> cells) {}

    static AnalyticsView of(AnalyticsFilter filter, RowOrder order, ReportView found, Words words) {
        Column bar = bar(found);
        BigDecimal most =
                bar.unit() == Unit.SHARE
                        ? BigDecimal.ONE
                        : found.rows().stream()
                                .map(row -> row.numbers().getOrDefault(bar.key(), BigDecimal.ZERO))
                                .reduce(BigDecimal.ZERO, BigDecimal::max);
        return new AnalyticsView(
                filter,
                filter.report().word(),
                filter.isNamed() ? null : filter.days(),
                reports(filter, words),
                periods(filter, words),
                groups(found.groups(), found.groupBy(), words),
                words.say("analytics.about." + found.report()),
                words.say("analytics.by." + found.groupBy()),
                found.zone(),
                label(bar, words),
                found.columns().stream()
                        .map(column ->
                                new Head(
                                        label(column, words),
                                        filter.address(order.pressed(column)),
                                        order.sorted(column)))
                        .toList(),
                order.sort(found).stream()
                        .map(row ->
                                row(
                                        found,
                                        row,
                                        name(found.groupBy(), row, words),
                                        length(row.number(bar), most),
                                        words))
                        .toList(),
                row(found, found.total(), words.say("analytics.total"), "0%", words),
                filter.isNamed() || filter.days() < 90 ? filter.address(90) : null,
                filter.csv());
    }

    /** There is too much to count: what can be asked for is there, and no numbers. */
    static AnalyticsView uncounted(AnalyticsFilter filter, Words words) {
        return new AnalyticsView(
                filter,
                filter.report().word(),
                filter.isNamed() ? null : filter.days(),
                reports(filter, words),
                periods(filter, words),
                groups(filter.report().groups(), filter.report().usual(), words),
                words.say("analytics.about." + filter.report()),
                "",
                "",
                "",
                List.of(),
                List.of(),
                new Row(null, "", null, "0%", List.of()),
                null,
                filter.csv());
    }

    private static List<Link> reports(AnalyticsFilter filter, Words words) {
        return Arrays.stream(Report.values())
                .map(report ->
                        new Link(
                                report.word(),
                                words.say("analytics.report." + report),
                                filter.address(report),
                                report == filter.report()))
                .toList();
    }

    private static List<Link> periods(AnalyticsFilter filter, Words words) {
        return AnalyticsFilter.PERIODS.stream()
                .map(days ->
                        new Link(
                                days.toString(),
                                words.say("analytics.days", days),
                                filter.address(days.intValue()),
                                !filter.isNamed() && days == filter.days()))
                .toList();
    }

    private static List<Choice> groups(List<GroupBy> groups, GroupBy chosen, Words words) {
        return groups.stream()
                .map(group ->
                        new Choice(
                                group.word(), words.say("analytics.by." + group), group == chosen))
                .toList();
    }

    /** The share, where there is one; else what the rows are sorted by. */
    private static Column bar(ReportView found) {
        return found.columns().stream()
                .filter(column -> column.unit() == Unit.SHARE)
                .findFirst()
                .or(() ->
                        found.columns().stream()
                                .filter(column -> column.key().equals(found.report().telling()))
                                .findFirst())
                .orElseThrow(() -> new IllegalStateException("nothing tells most of " + found));
    }

    private static String length(@Nullable BigDecimal number, BigDecimal most) {
        return number == null || most.signum() == 0
                ? "0%"
                : Math.round(number.doubleValue() * 100 / most.doubleValue()) + "%";
    }

    private static String name(GroupBy group, ReportView.Row row, Words words) {
        return row.name() == null ? words.say("analytics.none." + group) : row.name();
    }

    private static Row row(
            ReportView found, ReportView.Row row, String name, String bar, Words words) {
        List<Cell> cells = new ArrayList<>();
        for (Column column : found.columns()) {
            cells.add(new Cell(label(column, words), text(column, row.number(column), words)));
        }
        return new Row(row.key(), name, leads(found, row), bar, List.copyOf(cells));
    }

    /** Of the same time to the moment, as the list knows its groups. */
    private static @Nullable String leads(ReportView found, ReportView.Row row) {
        if (row.key() == null) {
            return null;
        }
        var zone = ZoneId.of(found.zone());
        return switch (found.groupBy()) {
            case REP, TEAM, RULE, POOL, SOURCE ->
                    arrived(
                                    ListAddress.of("/leads")
                                            .with(found.groupBy().word(), row.key()),
                                    found.from(),
                                    found.to(),
                                    zone)
                            .text();
            case DAY -> {
                var day = LocalDate.parse(row.key());
                yield arrived(
                                ListAddress.of("/leads"),
                                later(found.from(), day.atStartOfDay(zone).toInstant()),
                                earlier(found.to(), day.plusDays(1).atStartOfDay(zone).toInstant()),
                                zone)
                        .text();
            }
            // The list knows no clocks.
            case POLICY -> null;
        };
    }

    private static ListAddress arrived(ListAddress leads, Instant from, Instant to, ZoneId zone) {
        return leads.with("from", from).with("to", to).with("zone", zone);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String label(Column column, Words words) {
        if (column.unit() != Unit.MONEY) {
            return words.say("analytics.column." + column.key());
        }
        return column.isInNoCurrency()
                ? words.say("analytics.column.money.none")
                : words.say("analytics.column.money", column.currency());
    }

    private static String text(Column column, @Nullable BigDecimal number, Words words) {
        if (number == null) {
            return words.value(null);
        }
        return switch (column.unit()) {
            case COUNT -> words.number(number.longValue());
            case SHARE -> words.percent(number.doubleValue());
            case MILLISECONDS -> words.duration(Duration.ofMillis(number.longValue()));
            case SECONDS -> words.duration(Duration.ofMillis(number.movePointRight(3).longValue()));
            case MONEY -> words.value(number);
        };
    }
}
