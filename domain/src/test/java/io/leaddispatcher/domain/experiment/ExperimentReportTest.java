package io.leaddispatcher.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leaddispatcher.domain.policy.ExperimentKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is said of an experiment, and what is not. */
class ExperimentReportTest {

    private static ExperimentReport report(SideTally control, SideTally variant) {
        return new ExperimentReport(new ExperimentKey("pool"), Instant.EPOCH, control, variant);
    }

    private static SideTally won(long won, long leads) {
        return new SideTally(leads, leads, leads / 2, leads / 4, won);
    }

    @Test
    void whoWinsMoreIsSaidWhenChanceIsHardlyTheCause() {
        assertThat(report(won(80, 1000), won(60, 400)).verdict())
                .isEqualTo(
                        "The variant wins more: 15.0 of 100 leads against 8.0, which is between"
                                + " 3.3 and 11.1 more.");
        assertThat(report(won(60, 400), won(80, 1000)).verdict())
                .isEqualTo(
                        "The variant wins less: 8.0 of 100 leads against 15.0, which is between"
                                + " 3.3 and 11.1 fewer.");
    }

    @Test
    void noDifferenceIsSaidWhereChanceMayBeTheCause() {
        assertThat(report(won(80, 1000), won(22, 250)).verdict())
                .isEqualTo(
                        "No difference can be told yet: of 100 leads the variant wins from 2.7 fewer"
                                + " to 5.2 more than the control.");
    }

    @Test
    void withTooFewLeadsThatIsSaidInstead() {
        assertThat(report(won(80, 1000), won(20, 49)).verdict())
                .isEqualTo("Too little data: the variant has had 49 leads, and it takes 50.");
        assertThat(report(won(8, 30), won(20, 490)).verdict())
                .isEqualTo("Too little data: the control has had 30 leads, and it takes 50.");
        assertThat(report(won(4, 300), won(5, 490)).verdict())
                .isEqualTo(
                        "Too little data: 9 leads were won so far on both sides together, and it"
                                + " takes 10.");
        assertThat(report(SideTally.NONE, SideTally.NONE).verdict()).startsWith("Too little data");
    }

    @Test
    void ratesAreOfAllLeadsOfTheSide() {
        var tally = new SideTally(200, 150, 80, 40, 20);
        var report = report(tally, new SideTally(100, 90, 60, 30, 15));

        assertThat(tally.meetingRate().rate().orElseThrow().value()).isEqualTo(0.4);
        assertThat(tally.opportunityRate().rate().orElseThrow().value()).isEqualTo(0.2);
        assertThat(tally.wonRate().rate().orElseThrow().value()).isEqualTo(0.1);
        assertThat(report.difference(SideTally::meetingRate).orElseThrow().value())
                .isCloseTo(0.2, within(1e-9));
        assertThat(report(SideTally.NONE, tally).difference(SideTally::wonRate)).isEmpty();
    }
}
