package io.leaddispatcher.web.analytics;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.analytics.GroupBy;
import io.leaddispatcher.application.analytics.Moment;
import io.leaddispatcher.application.analytics.Report;
import io.leaddispatcher.application.analytics.ShowReport;
import io.leaddispatcher.web.list.Asked;
import io.leaddispatcher.web.list.ListAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What the address of the page asks for. What it says and nobody knows is left out.
 *
 * @param by null: what is usual for the report
 * @param days how many of the last days, when no day is named
 * @param from first day, of the workspace's zone; null: as the days say
 * @param to last day, inclusive; null: until now
 */
record AnalyticsFilter(
        Report report,
        @Nullable GroupBy by,
        int days,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    static final List<Integer> PERIODS = List.of(7, 30, 90);

    private static final String PATH = "/analytics";
    private static final int USUAL_DAYS = 30;
    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9990, 1, 1);

    static AnalyticsFilter of(MultiValueMap<String, String> parameters) {
        var word = Asked.text(parameters, "report");
        var report = Report.of(word == null ? "" : word).orElse(Report.SPEED_TO_LEAD);
        var from = day(Asked.text(parameters, "from"));
        var to = day(Asked.text(parameters, "to"));
        boolean backwards = from != null && to != null && from.isAfter(to);
        return new AnalyticsFilter(
                report,
                by(report, Asked.text(parameters, "by")),
                days(Asked.text(parameters, "days")),
                backwards ? null : from,
                backwards ? null : to);
    }

    private static @Nullable GroupBy by(Report report, @Nullable String word) {
        return report.groups().stream()
                .filter(group -> group.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    private static int days(@Nullable String text) {
        return PERIODS.stream()
                .filter(days -> days.toString().equals(text))
                .findFirst()
                .orElse(USUAL_DAYS);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var day = LocalDate.parse(text);
            return day.isBefore(EARLIEST) || day.isAfter(LATEST) ? null : day;
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    /** Whether days are named. */
    boolean isNamed() {
        return from != null || to != null;
    }

    ShowReport.Query query(Caller caller, Instant now) {
        return new ShowReport.Query(
                caller,
                report,
                isNamed()
                        ? from == null ? null : new Moment.StartOf(from)
                        : new Moment.Exactly(now.minus(Duration.ofDays(days))),
                end(now),
                by);
    }

    /** A day that may not have begun yet, in whichever zone, ends all the same. */
    private @Nullable Moment end(Instant now) {
        if (to != null) {
            return new Moment.StartOf(to.plusDays(1));
        }
        return from == null || from.isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC))
                ? null
                : new Moment.StartOf(from.plusDays(2));
    }

    /** Another report of the same time, as it is usually grouped. */
    String address(Report other) {
        return list(PATH, other, null).with(period()).text();
    }

    /** The same report of the last days. */
    String address(int lastDays) {
        return new AnalyticsFilter(report, by, lastDays, null, null).address();
    }

    /** The same report of so few days that there is least to count. */
    String shortest() {
        return address(PERIODS.getFirst());
    }

    /** Whether there is nothing to be gained by it. */
    boolean isShortest() {
        return isNamed()
                ? from != null && to != null && !from.plusDays(PERIODS.getFirst()).isBefore(to)
                : days == PERIODS.getFirst();
    }

    /** The same with its rows in another order. */
    String address(RowOrder order) {
        return list(PATH, report, by).with(period()).with("sort", order.word()).text();
    }

    String address() {
        return list(PATH, report, by).with(period()).text();
    }

    /** Where the report can be downloaded. */
    String csv() {
        return list(PATH + "/table.csv", report, by).with(period()).text();
    }

    private Map<String, Object> period() {
        Map<String, Object> period = new LinkedHashMap<>();
        if (from != null) {
            period.put("from", from);
        }
        if (to != null) {
            period.put("to", to);
        }
        if (!isNamed() && days != USUAL_DAYS) {
            period.put("days", days);
        }
        return period;
    }

    private static ListAddress list(String path, Report report, @Nullable GroupBy by) {
        return ListAddress.of(path)
                .with("report", report.word())
                .with("by", by == null ? null : by.word());
    }
}
