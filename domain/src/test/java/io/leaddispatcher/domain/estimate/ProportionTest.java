package io.leaddispatcher.domain.estimate;

import static io.leaddispatcher.domain.estimate.Worlds.rep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rates and chances: the figures of the papers, and what cannot be. */
class ProportionTest {

    private static void assertInterval(Interval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, within(0.0001));
        assertThat(interval.high()).isCloseTo(high, within(0.0001));
    }

    @Test
    void aRateLiesWhereWilsonSays() {
        // Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I.
        assertInterval(new Proportion(81, 263).rate().orElseThrow(), 0.2553, 0.3662);
        assertInterval(new Proportion(15, 148).rate().orElseThrow(), 0.0624, 0.1605);
        assertInterval(new Proportion(0, 20).rate().orElseThrow(), 0, 0.1611);
        assertInterval(new Proportion(1, 29).rate().orElseThrow(), 0.0061, 0.1718);
        assertInterval(new Proportion(20, 20).rate().orElseThrow(), 0.8389, 1);
        assertThat(new Proportion(0, 0).rate()).isEmpty();
    }

    @Test
    void onlyWhatLiesOnOneSideOfZeroIsSure() {
        assertThat(new Interval(0.1, 0.01, 0.2).excludesZero()).isTrue();
        assertThat(new Interval(-0.1, -0.2, -0.01).excludesZero()).isTrue();
        assertThat(new Interval(0.1, -0.01, 0.2).excludesZero()).isFalse();
        assertThat(new Interval(0, 0, 0).excludesZero()).isFalse();
    }

    @Test
    void chancesAreSharesOfOne() {
        var weighted = Chances.byWeight(Map.of(rep(1), 1, rep(2), 3, rep(3), 0));

        assertThat(weighted.of(rep(1))).isEqualTo(0.25);
        assertThat(weighted.of(rep(2))).isEqualTo(0.75);
        assertThat(weighted.byRep()).doesNotContainKey(rep(3));
        assertThat(Chances.equal(List.of(rep(1), rep(2))).of(rep(1))).isEqualTo(0.5);
        assertThat(Chances.only(rep(4)).of(rep(4))).isEqualTo(1);
        assertThat(Chances.only(rep(4)))
                .isEqualTo(Chances.equal(List.of(rep(4))))
                .hasSameHashCodeAs(Chances.equal(List.of(rep(4))))
                .isNotEqualTo(Chances.only(rep(3)))
                .isNotEqualTo(rep(4))
                .hasToString("{rep-4=1.0}");
    }

    @Test
    void anExperimentMixesTheChancesOfItsSides() {
        var mixed = Chances.only(rep(1)).mixedWith(Chances.equal(List.of(rep(1), rep(2))), 0.2);

        assertThat(mixed.of(rep(1))).isCloseTo(0.9, within(1e-12));
        assertThat(mixed.of(rep(2))).isCloseTo(0.1, within(1e-12));
        assertThat(Chances.only(rep(1)).mixedWith(Chances.only(rep(2)), 0).byRep())
                .containsOnlyKeys(rep(1));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Proportion(3, 2)).hasMessageContaining("some (3)");
        assertThatThrownBy(() -> new Proportion(-1, 2)).hasMessageContaining("some (-1)");
        assertThatThrownBy(() -> new Interval(0.5, 0.6, 0.7)).hasMessageContaining("low (0.6)");
        assertThatThrownBy(() -> new Interval(0.8, 0.6, 0.7)).hasMessageContaining("high (0.7)");
        assertThatThrownBy(() -> Chances.byWeight(Map.of(rep(1), 0)))
                .hasMessageContaining("there must be weights");
        assertThatThrownBy(() -> Chances.byWeight(Map.of(rep(1), 3, rep(2), -1)))
                .hasMessageContaining("none of them negative");
        assertThatThrownBy(() ->
                        new Observation(
                                "all",
                                rep(1),
                                Chances.only(rep(2)),
                                Chances.only(rep(2)),
                                Reward.MISSED))
                .hasMessageContaining("rep-1 had no chance of");
    }
}
