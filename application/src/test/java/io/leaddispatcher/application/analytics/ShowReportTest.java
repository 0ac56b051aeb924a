package io.leaddispatcher.application.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.analytics.ReportView.Row;
import io.leaddispatcher.application.analytics.port.Reports.Line;
import io.leaddispatcher.application.analytics.port.Reports.Wish;
import io.leaddispatcher.application.analytics.port.TooMuchToCountException;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.HeavyReads;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.application.workspace.OneWorkspace;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class ShowReportTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final List<Line> lines = new ArrayList<>();
    private final List<Wish> asked = new ArrayList<>();

    ShowReportTest() {
        keep(ConfigurationKind.REP, "mia", Map.of("name", "Mia Brandt", "email", "mia@x.test"));
        keep(ConfigurationKind.REP, "ben", Map.of("name", "Ben", "email", "ben@x.test"));
        keep(
                ConfigurationKind.TEAM,
                "emea",
                Map.of("name", "EMEA", "members", List.of("mia", "ben")));
    }

    private void keep(ConfigurationKind kind, String key, Map<String, ?> document) {
        documents
                .save(TENANT, kind, new StoredDocument(key, document, 1))
                .then(documents.advance(TENANT))
                .block();
    }

    private boolean tooMuch;

    private ReportView show(
            Role role,
            Report report,
            @Nullable String from,
            @Nullable String to,
            @Nullable GroupBy group) {
        return Objects.requireNonNull(
                new ShowReport(
                                new HeavyReads(new ImmediateUnitOfWork(), 7),
                                new RoutingConfigurations(
                                        documents,
                                        new InMemoryPolicies(),
                                        new OneWorkspace(),
                                        new InMemoryWebhooks()),
                                (_, wish, _) -> {
                                    asked.add(wish);
                                    return tooMuch
                                            ? Flux.error(
                                                    new TooMuchToCountException(
                                                            new IllegalStateException("late")))
                                            : Flux.fromIterable(lines);
                                },
                                () -> NOW)
                        .handle(
                                new ShowReport.Query(
                                        new Caller(
                                                TENANT,
                                                new Actor.Member(new UUID(0, 7), role, "mia")),
                                        report,
                                        from == null ? null : Moment.read("from", from),
                                        to == null ? null : Moment.read("to", to),
                                        group))
                        .block());
    }

    private void line(boolean total, @Nullable String key, Object... numbers) {
        Map<String, BigDecimal> counted = new HashMap<>();
        for (int i = 0; i < numbers.length; i += 2) {
            counted.put(numbers[i].toString(), new BigDecimal(numbers[i + 1].toString()));
        }
        lines.add(new Line(total, key, counted, Map.of(), Map.of()));
    }

    @Test
    void withoutAPeriodItIsOfTheLastThirtyDays() {
        line(true, null);

        ReportView view = show(Role.VIEWER, Report.REVENUE, null, null, null);

        assertThat(view.to()).isEqualTo(NOW);
        assertThat(view.from()).isEqualTo(NOW.minus(Duration.ofDays(30)));
        assertThat(view.groupBy()).isEqualTo(GroupBy.RULE);
    }

    @Test
    void whatIsTooMuchIsTheFaultOfThePeriod() {
        tooMuch = true;

        assertThatThrownBy(() -> show(Role.VIEWER, Report.SLA, "2001-01-01", null, null))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        wrong ->
                                assertThat(wrong.violations().getFirst().pointer())
                                        .isEqualTo("/from"));
    }

    @Test
    void aDateIsItsMidnightInTheWorkspacesZone() {
        line(true, null);

        ReportView view = show(Role.VIEWER, Report.SLA, "2026-10-25", "2026-10-26", GroupBy.TEAM);

        assertThat(view.from()).isEqualTo("2026-10-24T22:00:00Z");
        assertThat(view.to()).isEqualTo("2026-10-25T23:00:00Z");
        assertThat(asked.getLast().zone().getId()).isEqualTo("Europe/Berlin");
        assertThat(asked.getLast().teams())
                .extracting(member -> member.team() + " " + member.rep())
                .containsExactlyInAnyOrder("emea mia", "emea ben");
    }

    @Test
    void rowsAreSortedByWhatTellsMostAndSharesHaveSomethingToDivideBy() {
        line(false, null, "breached", 1);
        line(false, "mia", "met", 2, "breached", 1);
        line(false, "ben", "met", 9, "breached", 3);
        line(false, "gone", "running", 4);
        line(true, null, "met", 11, "breached", 5, "running", 4);

        ReportView view = show(Role.MANAGER, Report.SLA, null, null, null);

        assertThat(view.rows()).extracting(Row::key).containsExactly("ben", "mia", null, "gone");
        assertThat(view.rows())
                .extracting(Row::name)
                .containsExactly("Ben", "Mia Brandt", null, "gone");
        assertThat(view.rows())
                .extracting(row -> row.numbers().get("shareMet"))
                .containsExactly(
                        new BigDecimal("0.75"), new BigDecimal("0.6667"), BigDecimal.ZERO, null);
        assertThat(view.total().numbers())
                .containsEntry("met", BigDecimal.valueOf(11))
                .containsEntry("stopped", BigDecimal.ZERO)
                .containsEntry("shareMet", new BigDecimal("0.6875"));
    }

    @Test
    void eachCurrencyHasAColumnAndAmountsAreWrittenInFull() {
        Map<String, BigDecimal> won =
                Map.of("EUR", new BigDecimal("80000.0000"), "CHF", new BigDecimal("0.5000"));
        lines.add(new Line(false, "r1", Map.of("won", BigDecimal.ONE), won, Map.of()));
        lines.add(new Line(true, null, Map.of("won", BigDecimal.ONE), won, Map.of()));

        ReportView view = show(Role.ADMIN, Report.REVENUE, null, null, null);

        assertThat(view.columns())
                .extracting(column -> column.key() + " " + column.unit())
                .endsWith("won COUNT", "shareWon SHARE", "won.CHF MONEY", "won.EUR MONEY");
        assertThat(view.document().get("total"))
                .hasToString(
                        "{assigned=0, opportunities=0, concluded=0, won=1, shareWon=null, won.CHF=0.5, won.EUR=80000}");
    }

    @Test
    void routesAreSortedByTheMoneyThatTheyMakeAndNotByHowOftenTheyWin() {
        lines.add(
                new Line(
                        true,
                        null,
                        Map.of("won", BigDecimal.TEN),
                        Map.of("USD", new BigDecimal("90"), "EUR", new BigDecimal("88400")),
                        Map.of("USD", BigDecimal.ONE, "EUR", new BigDecimal("9"))));
        lines.add(won("often", "7", Map.of("EUR", new BigDecimal("36400"))));
        lines.add(won("dollars", "1", Map.of("USD", new BigDecimal("90"))));
        lines.add(won("nothing", "0", Map.of()));
        lines.add(won("much", "2", Map.of("EUR", new BigDecimal("52000"))));

        assertThat(show(Role.VIEWER, Report.REVENUE, null, null, null).rows())
                .extracting(Row::key)
                .containsExactly("much", "often", "dollars", "nothing");
    }

    private static Line won(String key, String leads, Map<String, BigDecimal> money) {
        return new Line(false, key, Map.of("won", new BigDecimal(leads)), money, Map.of());
    }

    @Test
    void theCurrencyOfMostLeadsCountsAndNotTheOneOfTheLargestNumber() {
        lines.add(
                new Line(
                        true,
                        null,
                        Map.of("won", BigDecimal.TEN),
                        Map.of("JPY", new BigDecimal("1000000"), "EUR", new BigDecimal("500000")),
                        Map.of("JPY", BigDecimal.ONE, "EUR", new BigDecimal("9"))));
        lines.add(won("yen", "1", Map.of("JPY", new BigDecimal("1000000"))));
        lines.add(won("euros", "9", Map.of("EUR", new BigDecimal("500000"))));

        assertThat(show(Role.VIEWER, Report.REVENUE, null, null, null).rows())
                .extracting(Row::key)
                .containsExactly("euros", "yen");
    }

    @Test
    void daysComeInTheirOrder() {
        line(true, null, "met", 3);
        line(false, "2026-11-02", "breached", 2);
        line(false, "2026-11-01", "met", 1);

        assertThat(show(Role.VIEWER, Report.SLA, null, null, GroupBy.DAY).rows())
                .extracting(Row::key)
                .containsExactly("2026-11-01", "2026-11-02");
    }

    @Test
    void aRepIsToldNothing() {
        assertThatThrownBy(() -> show(Role.REP, Report.LOAD, null, null, null))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void nothingIsGroupedByAFieldThatIsHidden() {
        line(true, null);
        assertThat(show(Role.VIEWER, Report.LOAD, null, null, GroupBy.SOURCE).groups())
                .contains(GroupBy.SOURCE);

        keep(
                ConfigurationKind.FIELD,
                "lead.source",
                Map.of("name", "Source", "type", "TEXT", "sensitive", true));

        assertThat(show(Role.OWNER, Report.LOAD, null, null, null).groups())
                .doesNotContain(GroupBy.SOURCE);
        assertThatThrownBy(() -> show(Role.OWNER, Report.LOAD, null, null, GroupBy.SOURCE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("sensitive");
    }

    @Test
    void onlyWhatMakesSenseIsGroupedBy() {
        assertThatThrownBy(() -> show(Role.OWNER, Report.LOAD, null, null, GroupBy.POLICY))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'load' cannot be grouped by 'policy'");
    }

    @Test
    void aPeriodBeginsBeforeItEnds() {
        for (String to : List.of("2026-11-20", "2026-11-21")) {
            assertThatThrownBy(() -> show(Role.OWNER, Report.LOAD, "2026-11-21", to, null))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("must be before");
        }
    }
}
