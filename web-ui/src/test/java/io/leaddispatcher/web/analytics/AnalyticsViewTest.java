package io.leaddispatcher.web.analytics;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.analytics.GroupBy;
import io.leaddispatcher.application.analytics.Report;
import io.leaddispatcher.application.analytics.ReportView;
import io.leaddispatcher.web.analytics.AnalyticsView.Cell;
import io.leaddispatcher.web.analytics.AnalyticsView.Row;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.util.LinkedMultiValueMap;

class AnalyticsViewTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private static Words words(Locale locale) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return new Wording(messages, () -> NOON).in(locale);
    }

    private static ReportView.Row row(@Nullable String name, Map<String, BigDecimal> numbers) {
        return new ReportView.Row(name, name, numbers);
    }

    private static AnalyticsView view(
            Report report, GroupBy group, Locale locale, ReportView.Row... rows) {
        return view(report, group, RowOrder.USUAL, locale, rows);
    }

    private static AnalyticsView view(
            Report report, GroupBy group, RowOrder order, Locale locale, ReportView.Row... rows) {
        return AnalyticsView.of(
                new AnalyticsFilter(report, group, 30, null, null),
                order,
                new ReportView(
                        report,
                        NOON.minusSeconds(60),
                        NOON,
                        "Europe/Berlin",
                        group,
                        report.groups(),
                        report.columns(),
                        List.of(rows),
                        row(null, Map.of())),
                words(locale));
    }

    @ParameterizedTest
    @EnumSource
    void everyReportHasWordsForAllThatItShows(Report report) {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            for (GroupBy group : report.groups()) {
                var view = view(report, group, locale, row(null, Map.of()));

                assertThat(view.columns()).hasSameSizeAs(report.columns());
                assertThat(view.rows()).extracting(Row::name).doesNotContainNull();
                assertThat(view.reports()).filteredOn(AnalyticsView.Link::chosen).hasSize(1);
                assertThat(view.groups()).filteredOn(AnalyticsView.Choice::chosen).hasSize(1);
            }
        }
    }

    @Test
    void aBarShowsTheShareWhereThereIsOne() {
        var view =
                view(
                        Report.SLA,
                        GroupBy.REP,
                        Locale.ENGLISH,
                        row(
                                "Mia",
                                Map.of(
                                        "met", new BigDecimal("1200"),
                                        "shareMet", new BigDecimal("0.6667"))),
                        row(null, Map.of("running", BigDecimal.ONE)));

        assertThat(view.bar()).isEqualTo("Share met");
        assertThat(view.rows()).extracting(Row::bar).containsExactly("67%", "0%");
        assertThat(view.rows()).extracting(Row::name).containsExactly("Mia", "Nobody");
        assertThat(view.rows().getFirst().cells())
                .contains(new Cell("Met", "1,200"), new Cell("Share met", "66.7%"));
    }

    @Test
    void aColumnIsSortedByTheGreatestFirstAndThenByTheLeast() {
        var rows =
                new ReportView.Row[] {
                    row("Mia", Map.of("won", new BigDecimal("2"))),
                    row("Ben", Map.of("won", new BigDecimal("10"))),
                    row("Zoe", Map.of())
                };
        var parameters = new LinkedMultiValueMap<String, String>();

        var usual = view(Report.REVENUE, GroupBy.REP, RowOrder.USUAL, Locale.ENGLISH, rows);
        assertThat(usual.rows()).extracting(Row::name).containsExactly("Mia", "Ben", "Zoe");
        assertThat(usual.columns().get(3).address()).endsWith("&sort=-won");
        assertThat(usual.columns().get(3).sorted()).isNull();

        parameters.add("sort", "-won");
        var most = view(Report.REVENUE, GroupBy.REP, RowOrder.of(parameters), Locale.ENGLISH, rows);
        assertThat(most.rows()).extracting(Row::name).containsExactly("Ben", "Mia", "Zoe");
        assertThat(most.columns().get(3).sorted()).isEqualTo("descending");
        assertThat(most.columns().get(3).address()).endsWith("&sort=won");

        parameters.set("sort", "won");
        var least =
                view(Report.REVENUE, GroupBy.REP, RowOrder.of(parameters), Locale.ENGLISH, rows);
        assertThat(least.rows()).extracting(Row::name).containsExactly("Mia", "Ben", "Zoe");
        assertThat(least.columns().get(3).sorted()).isEqualTo("ascending");

        parameters.set("sort", "nothing");
        assertThat(
                        view(
                                        Report.REVENUE,
                                        GroupBy.REP,
                                        RowOrder.of(parameters),
                                        Locale.ENGLISH,
                                        rows)
                                .rows())
                .extracting(Row::name)
                .containsExactly("Mia", "Ben", "Zoe");
    }

    @Test
    void aRowLeadsToItsLeadsWhereTheListKnowsThem() {
        String period =
                "from=%s&to=%s&zone=Europe%%2FBerlin"
                        .formatted(
                                NOON.minusSeconds(60).toString().replace(":", "%3A"),
                                NOON.toString().replace(":", "%3A"));
        for (GroupBy group :
                List.of(GroupBy.REP, GroupBy.TEAM, GroupBy.RULE, GroupBy.POOL, GroupBy.SOURCE)) {
            assertThat(leads(Report.LOAD, group, "a&b"))
                    .isEqualTo("/leads?%s=a%%26b&%s".formatted(group.word(), period));
        }
        assertThat(leads(Report.LOAD, GroupBy.REP, null)).isNull();
        assertThat(leads(Report.SLA, GroupBy.POLICY, "hot")).isNull();
    }

    @Test
    void aDayIsThatPartOfItOfWhichTheReportIs() {
        assertThat(leads(Report.LOAD, GroupBy.DAY, LocalDate.ofInstant(NOON, UTC).toString()))
                .startsWith(
                        "/leads?from="
                                + NOON.minusSeconds(60).toString().replace(":", "%3A")
                                + "&to="
                                + NOON.toString().replace(":", "%3A"));
    }

    private static @Nullable String leads(Report report, GroupBy group, @Nullable String key) {
        return view(report, group, Locale.ENGLISH, row(key, Map.of())).rows().getFirst().leads();
    }

    @Test
    void elseItShowsWhatTheRowsAreSortedByOfTheGreatest() {
        var view =
                view(
                        Report.DISPATCH_LATENCY,
                        GroupBy.REP,
                        Locale.ENGLISH,
                        row("Mia", Map.of("p95", new BigDecimal("4000"))),
                        row("Ben", Map.of("p95", new BigDecimal("1000"))));

        assertThat(view.rows()).extracting(Row::bar).containsExactly("100%", "25%");
        assertThat(view.rows().getLast().cells()).contains(new Cell("95 % within", "1 s"));
    }
}
