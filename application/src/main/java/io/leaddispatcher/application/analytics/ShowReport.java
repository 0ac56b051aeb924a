package io.leaddispatcher.application.analytics;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.analytics.ReportView.Row;
import io.leaddispatcher.application.analytics.port.Reports;
import io.leaddispatcher.application.analytics.port.Reports.Line;
import io.leaddispatcher.application.analytics.port.Reports.Membership;
import io.leaddispatcher.application.analytics.port.Reports.Wish;
import io.leaddispatcher.application.analytics.port.TooMuchToCountException;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.HeavyReads;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Reports on the leads that arrived in a period: all of them, for those who may see them. Names of
 * reps and rules are shown, and nothing that a lead says but where it came from.
 */
@UseCase
public final class ShowReport {

    /** What is wrong with a period in which there is too much to count. */
    public static final String TOO_MUCH =
            "more leads arrived than can be counted at once: ask for a shorter period";

    private static final Duration USUAL = Duration.ofDays(30);
    private static final int MOST_ROWS = 1000;

    // Java knows times that no store can compare with.
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final Comparator<@Nullable String> BY_KEY =
            Comparator.nullsLast(Comparator.naturalOrder());

    /**
     * @param from earliest arrival of a lead, inclusive; null: 30 days before the end
     * @param to latest arrival, exclusive; null: now
     * @param groupBy one of the report's; null: its usual one
     */
    public record Query(
            Caller caller,
            Report report,
            @Nullable Moment from,
            @Nullable Moment to,
            @Nullable GroupBy groupBy) {}

    private final HeavyReads reads;
    private final RoutingConfigurations configurations;
    private final Reports reports;
    private final InstantSource clock;

    public ShowReport(
            HeavyReads reads,
            RoutingConfigurations configurations,
            Reports reports,
            InstantSource clock) {
        this.reads = reads;
        this.configurations = configurations;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * Fails with {@link InvalidInputException} when the period is none, or too long for what there
     * is to count, or the group is hidden.
     */
    public Mono<ReportView> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_LEADS);
            return reads.run(
                            query.caller().tenant(),
                            configurations
                                    .current(query.caller().tenant())
                                    .flatMap(snapshot -> show(query, snapshot)))
                    .onErrorMap(
                            TooMuchToCountException.class,
                            _ -> new InvalidInputException("/from", Code.OUT_OF_RANGE, TOO_MUCH));
        });
    }

    private Mono<ReportView> show(Query query, Snapshot snapshot) {
        ZoneId zone = snapshot.configuration().zone();
        Instant to = query.to() == null ? clock.instant() : instant("to", query.to(), zone);
        Instant from = query.from() == null ? to.minus(USUAL) : instant("from", query.from(), zone);
        if (!from.isBefore(to)) {
            throw new InvalidInputException(
                    "/from",
                    Code.OUT_OF_RANGE,
                    "'from' (%s) must be before 'to' (%s)".formatted(from, to));
        }
        Wish wish =
                new Wish(
                        query.report(),
                        groupBy(query, snapshot),
                        from,
                        to,
                        zone,
                        memberships(snapshot));
        return reports.of(query.caller().tenant(), wish, MOST_ROWS)
                .collectList()
                .map(lines -> view(wish, lines, snapshot));
    }

    private static Instant instant(String name, Moment moment, ZoneId zone) {
        Instant at = moment.in(zone);
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw new InvalidInputException(
                    "/" + name,
                    Code.OUT_OF_RANGE,
                    "'%s' must be from %s to %s".formatted(name, EARLIEST, LATEST));
        }
        return at;
    }

    private static GroupBy groupBy(Query query, Snapshot snapshot) {
        GroupBy asked = query.groupBy() == null ? query.report().usual() : query.groupBy();
        if (!query.report().groups().contains(asked)) {
            throw new InvalidInputException(
                    "/groupBy",
                    Code.OUT_OF_RANGE,
                    "'%s' cannot be grouped by '%s'"
                            .formatted(query.report().word(), asked.word()));
        }
        if (!groups(query.report(), snapshot).contains(asked)) {
            throw new InvalidInputException(
                    "/groupBy",
                    Code.OUT_OF_RANGE,
                    "'lead.source' is a sensitive field, by which nothing is grouped");
        }
        return asked;
    }

    /** A field that is hidden from some is told to nobody here. */
    private static List<GroupBy> groups(Report report, Snapshot snapshot) {
        boolean hidden = snapshot.configuration().fields().isSensitive("lead.source");
        return report.groups().stream()
                .filter(group -> group != GroupBy.SOURCE || !hidden)
                .toList();
    }

    private static List<Membership> memberships(Snapshot snapshot) {
        return snapshot.configuration().roster().teams().stream()
                .flatMap(
                        team -> team.members().stream().map(rep -> new Membership(team.key(), rep)))
                .toList();
    }

    private static ReportView view(Wish wish, List<Line> lines, Snapshot snapshot) {
        GroupNames names = GroupNames.of(wish.groupBy(), snapshot);
        Line total =
                lines.stream()
                        .filter(Line::total)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no total of " + wish));
        List<Column> columns =
                Stream.concat(
                                wish.report().columns().stream(),
                                total.won().keySet().stream().sorted().map(Column::won))
                        .toList();
        return new ReportView(
                wish.report(),
                wish.from(),
                wish.to(),
                wish.zone().getId(),
                wish.groupBy(),
                groups(wish.report(), snapshot),
                columns,
                lines.stream()
                        .filter(line -> !line.total())
                        .map(line ->
                                new Row(line.key(), names.of(line.key()), numbers(columns, line)))
                        .sorted(order(wish, total))
                        .toList(),
                new Row(null, null, numbers(columns, total)));
    }

    private static Map<String, BigDecimal> numbers(List<Column> columns, Line line) {
        Map<String, BigDecimal> counted = new HashMap<>(line.numbers());
        line.won().forEach((currency, amount) -> counted.put(Column.won(currency).key(), amount));
        Map<String, BigDecimal> numbers = new HashMap<>();
        for (Column column : columns) {
            BigDecimal number = column.of(counted);
            if (number != null) {
                numbers.put(column.key(), plain(number));
            }
        }
        return numbers;
    }

    /** {@code 80000}, and not {@code 8E+4} or {@code 80000.0000}. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Days in their order; else by the numbers that tell most. */
    private static Comparator<Row> order(Wish wish, Line total) {
        Comparator<Row> byKey = Comparator.comparing(Row::key, BY_KEY);
        return wish.groupBy() == GroupBy.DAY
                ? byKey
                : telling(wish.report(), total)
                        .map(ShowReport::greatestFirst)
                        .reduce(Comparator::thenComparing)
                        .orElse(byKey)
                        .thenComparing(byKey);
    }

    /**
     * Money before the number of leads that made it: what was won in several currencies cannot be
     * added up, nor compared, so the one in which most leads were won comes first.
     */
    private static Stream<String> telling(Report report, Line total) {
        return Stream.concat(
                total.won().entrySet().stream()
                        .sorted(
                                Comparator.comparing(
                                                (Map.Entry<String, BigDecimal> won) ->
                                                        total.winners()
                                                                .getOrDefault(
                                                                        won.getKey(),
                                                                        BigDecimal.ZERO),
                                                Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .map(won -> Column.won(won.getKey()).key()),
                Stream.of(report.telling()));
    }

    private static Comparator<Row> greatestFirst(String column) {
        return Comparator.<Row, BigDecimal>comparing(
                row -> row.numbers().getOrDefault(column, BigDecimal.ONE.negate()),
                Comparator.reverseOrder());
    }
}
