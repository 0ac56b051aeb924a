package io.leaddispatcher.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leaddispatcher.domain.estimate.Grouped;
import io.leaddispatcher.domain.experiment.Verdict.Leaning;
import io.leaddispatcher.domain.policy.ExperimentKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of an experiment, and what is not. */
class ExperimentReportTest {

    private static ExperimentReport report(SideTally control, SideTally variant) {
        return report(new Span(control, variant));
    }

    private static ExperimentReport report(Span... spans) {
        return new ExperimentReport(new ExperimentKey("pool"), Instant.EPOCH, List.of(spans));
    }

    private static String said(SideTally control, SideTally variant) {
        return report(control, variant).verdict().said().english();
    }

    /** Each lead of a company of its own. */
    private static Grouped some(long some, long leads) {
        return new Grouped(leads, some, leads, some, leads, some);
    }

    private static SideTally won(long won, long leads) {
        return won(won, leads, 0);
    }

    private static SideTally won(long won, long leads, long open) {
        return new SideTally(
                leads,
                some(leads / 2, leads),
                some(leads / 4, leads),
                some(won, leads),
                some(open, leads));
    }

    @Test
    void whoWinsMoreIsSaidWhenChanceIsHardlyTheCause() {
        assertThat(said(won(80, 1000), won(60, 400)))
                .isEqualTo(
                        "The variant wins more: 15.0 of 100 leads against 8.0, which is between"
                                + " 3.3 and 11.1 more.");
        assertThat(said(won(60, 400), won(80, 1000)))
                .isEqualTo(
                        "The variant wins less: 8.0 of 100 leads against 15.0, which is between"
                                + " 3.3 and 11.1 fewer.");
    }

    @Test
    void noDifferenceIsSaidWhereChanceMayBeTheCause() {
        assertThat(said(won(80, 1000), won(22, 250)))
                .isEqualTo(
                        "No difference can be told yet: of 100 leads the variant wins from 2.7 fewer"
                                + " to 5.2 more than the control.");
    }

    @Test
    void aShareThatWasChangedMakesNoDifference() {
        // Sixty days at 10 %, where both sides win a fifth; ten at 50 %, of which nothing is won
        // yet.
        var report =
                report(
                        new Span(won(180, 900), won(20, 100)),
                        new Span(won(0, 250, 250), won(0, 250, 250)));

        assertThat(report.verdict().said().english()).startsWith("No difference can be told yet");
        assertThat(report.control().leads()).isEqualTo(1150);
        assertThat(report.variant().leads()).isEqualTo(350);
        assertThat(report.difference(SideTally::won).orElseThrow().value())
                .isCloseTo(0, within(1e-12));
    }

    @Test
    void nothingIsSaidWhileTheSideThatIsBehindHasMoreOpen() {
        assertThat(said(won(40, 1000, 600), won(80, 1000, 300)))
                .isEqualTo(
                        "Too early to tell: of 100 leads 30.0 of the variant and 60.0 of the control"
                                + " are still open, and these may turn it.");
        assertThat(said(won(80, 1000, 300), won(40, 1000, 600))).startsWith("Too early to tell");
        // As many on both, more of who is ahead, or too few to matter.
        assertThat(said(won(40, 1000, 500), won(80, 1000, 501)))
                .startsWith("The variant wins more");
        assertThat(said(won(40, 1000, 300), won(80, 1000, 600)))
                .startsWith("The variant wins more");
        assertThat(said(won(40, 1000, 100), won(300, 1000, 20)))
                .startsWith("The variant wins more");
        assertThat(said(won(300, 1000, 20), won(40, 1000, 100)))
                .startsWith("The variant wins less");
    }

    @Test
    void whichWayItGoesIsToldOnlyWhereSomethingCanBe() {
        assertThat(report(won(80, 1000), won(60, 400)).verdict().leaning()).isEqualTo(Leaning.MORE);
        assertThat(report(won(60, 400), won(80, 1000)).verdict().leaning()).isEqualTo(Leaning.LESS);
        assertThat(report(won(80, 1000), won(22, 250)).verdict().leaning()).isEqualTo(Leaning.NONE);
        assertThat(report(won(40, 1000, 600), won(80, 1000, 300)).verdict().leaning())
                .isEqualTo(Leaning.NONE);
    }

    @Test
    void companiesAreWhatIsDealt() {
        // Two hundred leads of twenty companies.
        var few =
                new SideTally(
                        200,
                        Grouped.NONE,
                        Grouped.NONE,
                        new Grouped(20, 100, 200, 1000, 2000, 1000),
                        Grouped.NONE);

        assertThat(few.leads()).isEqualTo(200);
        assertThat(said(won(20, 200), few))
                .isEqualTo(
                        "Too little data: the variant has had leads of 20 companies, and it takes"
                                + " 50.");
    }

    @Test
    void withTooLittleDataThatIsSaidInstead() {
        assertThat(said(won(8, 30), won(20, 490)))
                .isEqualTo(
                        "Too little data: the control has had leads of 30 companies, and it takes"
                                + " 50.");
        assertThat(said(won(4, 300), won(5, 490)))
                .isEqualTo(
                        "Too little data: 9 leads were won so far on both sides together, and it"
                                + " takes 10.");
        assertThat(said(SideTally.NONE, SideTally.NONE)).startsWith("Too little data");
        assertThat(report().verdict().said().english()).startsWith("Too little data");
        assertThat(
                        report(
                                        new Span(won(80, 400), SideTally.NONE),
                                        new Span(SideTally.NONE, won(80, 400)))
                                .verdict()
                                .said()
                                .english())
                .isEqualTo("Too little data: at no share have both sides had leads.");
    }

    @Test
    void ratesAreOfAllLeadsOfTheSide() {
        var tally = new SideTally(150, some(80, 200), some(40, 200), some(20, 200), some(100, 200));
        var report =
                report(
                        tally,
                        new SideTally(
                                90, some(60, 100), some(30, 100), some(15, 100), some(9, 100)));

        assertThat(tally.meetings().rate().orElseThrow().value()).isEqualTo(0.4);
        assertThat(tally.opportunities().rate().orElseThrow().value()).isEqualTo(0.2);
        assertThat(tally.won().rate().orElseThrow().value()).isEqualTo(0.1);
        assertThat(report.control().assigned()).isEqualTo(150);
        assertThat(report.control().companies()).isEqualTo(200);
        assertThat(report.difference(SideTally::meetings).orElseThrow().value())
                .isCloseTo(0.2, within(1e-9));
        assertThat(report(SideTally.NONE, tally).difference(SideTally::won)).isEmpty();
    }
}
