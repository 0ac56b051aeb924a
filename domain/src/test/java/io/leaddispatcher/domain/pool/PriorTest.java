package io.leaddispatcher.domain.pool;

import static io.leaddispatcher.domain.pool.Pools.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.segment.SegmentKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is expected of members, by how much is known of them. */
class PriorTest {

    private static final RepKey MIA = new RepKey("mia");

    private static TrackRecord record(long won, long concluded) {
        return new TrackRecord(concluded, won);
    }

    @Test
    void aShortRecordIsDrawnTowardsThePoolAndALongOneSpeaksForItself() {
        var prior = Prior.of(List.of(record(60, 100), record(20, 100), record(1, 1)));

        assertThat(prior.with(record(1, 1)).mean())
                .as("one lead of one is not better than sixty of a hundred")
                .isLessThan(prior.with(record(60, 100)).mean());
        assertThat(prior.with(record(60, 100)).mean()).isCloseTo(0.6, within(0.03));
        assertThat(prior.with(TrackRecord.NONE).mean()).isCloseTo(81.5 / 202, within(1e-9));
    }

    @Test
    void theMoreTheMembersDifferTheLessTheyAreDrawnTogether() {
        var alike = Prior.of(List.of(record(30, 100), record(31, 100), record(29, 100)));
        var apart = Prior.of(List.of(record(90, 100), record(10, 100), record(50, 100)));
        var between = Prior.of(List.of(record(40, 100), record(25, 100), record(30, 100)));

        assertThat(alike.weight()).isEqualTo(Prior.HEAVIEST);
        assertThat(apart.weight()).isEqualTo(Prior.LIGHTEST);
        assertThat(between.weight()).isBetween(20.0, 99.0);
    }

    @Test
    void whereNothingTellsTheWeightIsTheUsualOne() {
        assertThat(Prior.of(List.of())).isEqualTo(new Prior(0.5, Prior.USUAL));
        assertThat(Prior.of(List.of(record(3, 10))).weight()).isEqualTo(Prior.USUAL);
        assertThat(Prior.of(List.of(record(0, 10), record(0, 20))).weight()).isEqualTo(Prior.USUAL);
        assertThat(Prior.of(List.of(record(1, 1), record(0, 1))).weight()).isEqualTo(Prior.USUAL);
    }

    @ParameterizedTest
    @CsvSource({"0.3,4", "5,15", "40,60", "0.2,0.3", "3,200"})
    void whatIsDrawnIsDistributedAsItShould(double won, double lost) {
        var beta = new Beta(won, lost);
        int draws = 20_000;
        double sum = 0;
        double squares = 0;
        for (int number = 0; number < draws; number++) {
            double drawn = beta.draw(Chance.of(lead(number)));
            assertThat(drawn).isBetween(0.0, 1.0);
            sum += drawn;
            squares += drawn * drawn;
        }
        double mean = sum / draws;
        double deviation = Math.sqrt(beta.variance());

        assertThat(mean).isCloseTo(beta.mean(), within(5 * deviation / Math.sqrt(draws)));
        assertThat(squares / draws - mean * mean)
                .isCloseTo(beta.variance(), within(0.06 * beta.variance()));
    }

    @Test
    void whatCountsIsTheNarrowestSegmentOfWhichEnoughIsKnown() {
        var enterprise = new SegmentKey("enterprise");
        var fintech = new SegmentKey("fintech");
        var rare = new SegmentKey("rare");
        var performances =
                Performances.of(
                        List.of(
                                entry(null, record(30, 100)),
                                entry(enterprise, record(20, 50)),
                                entry(fintech, record(5, 10)),
                                entry(rare, record(9, 9))));

        assertThat(performances.forLead(List.of(enterprise, fintech, rare)).segment())
                .contains(fintech);
        assertThat(performances.forLead(List.of(rare, enterprise)).segment()).contains(enterprise);
        assertThat(performances.forLead(List.of(rare)).segment()).isEmpty();
        assertThat(performances.forLead(List.of()).record(MIA)).isEqualTo(record(30, 100));
    }

    private static Performances.Entry entry(@Nullable SegmentKey segment, TrackRecord record) {
        return new Performances.Entry(MIA, segment, record);
    }

    @Test
    void nobodyWinsMoreThanIsConcluded() {
        assertThatThrownBy(() -> new TrackRecord(1, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
