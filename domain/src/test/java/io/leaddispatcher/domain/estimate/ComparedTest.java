package io.leaddispatcher.domain.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leaddispatcher.domain.estimate.Compared.Stratum;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Rates of what comes in groups, and their differences: papers' figures, and how often they hold.
 */
class ComparedTest {

    private static final int WORLDS = 2_000;

    private static Grouped single(long some, long of) {
        return new Grouped(of, some, of, some, of, some);
    }

    private static Grouped group(long some, long of) {
        return new Grouped(1, some, of, some * some, of * of, some * of);
    }

    private static Grouped groups(long number, long some, long of) {
        Grouped one = group(some, of);
        return new Grouped(
                number,
                number * some,
                number * of,
                number * one.someSquared(),
                number * one.ofSquared(),
                number * one.someTimesOf());
    }

    private static Interval difference(Grouped one, Grouped other) {
        return Compared.of(List.of(new Stratum(one, other))).orElseThrow().difference();
    }

    private static void assertInterval(Interval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, within(0.0001));
        assertThat(interval.high()).isCloseTo(high, within(0.0001));
    }

    @Test
    void aDifferenceLiesWhereNewcombeSays() {
        // Newcombe, "Interval estimation for the difference", 1998, table II, method 10.
        assertInterval(difference(single(56, 70), single(48, 80)), 0.0524, 0.3339);
        assertInterval(difference(single(9, 10), single(3, 10)), 0.1705, 0.8090);
        assertInterval(difference(single(0, 10), single(0, 20)), -0.1611, 0.2775);
        assertThat(Compared.of(List.of(new Stratum(single(0, 0), single(1, 2))))).isEmpty();
        assertThat(Compared.of(List.of(new Stratum(single(1, 2), single(0, 0))))).isEmpty();
        assertThat(Compared.of(List.of(new Stratum(Grouped.NONE, Grouped.NONE)))).isEmpty();
        assertThat(Compared.of(List.of())).isEmpty();
    }

    @Test
    void whatIsTheSameInEachStratumIsTheSame() {
        // Pooled: 180 of 1150 against 20 of 350.
        Compared compared =
                Compared.of(
                                List.of(
                                        new Stratum(single(20, 100), single(180, 900)),
                                        new Stratum(single(0, 250), single(0, 250)),
                                        new Stratum(single(0, 0), single(7, 20))))
                        .orElseThrow();

        assertThat(compared.difference().value()).isCloseTo(0, within(1e-12));
        assertThat(compared.difference().excludesZero()).isFalse();
        assertThat(compared.one()).isCloseTo(compared.other(), within(1e-12));
        // 90 and 125, by how much both have of it.
        assertThat(compared.one()).isCloseTo(0.2 * 90 / 215, within(1e-12));
    }

    @Test
    void thoseOfAGroupWhoAreAllAlikeCountAsOne() {
        Grouped alike = groups(30, 10, 10).plus(groups(70, 0, 10));

        assertThat(alike.some()).isEqualTo(300);
        assertThat(alike.independent()).isBetween(95.0, 99.0);
        assertThat(groups(100, 0, 10).independent()).isEqualTo(100);
        assertThat(groups(100, 10, 10).independent()).isEqualTo(100);
        assertThat(group(3, 10).independent()).isEqualTo(1);
        assertThat(single(3, 10).independent()).isEqualTo(10);
        assertThat(Grouped.NONE.rate()).isEmpty();
    }

    @Test
    void theyNeverCountAsMoreThanTheyAreNorAsLessThanOne() {
        // More even than chance would have it.
        assertThat(groups(100, 3, 10).independent()).isEqualTo(1000);
        assertThat(group(100, 100).plus(single(0, 1)).independent()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void oneLargeCustomerIsNoSuccessOfASide() {
        // Sixty leads of one company, all won, beside 140 of others who win as the other side does.
        Grouped luck = group(60, 60).plus(single(28, 140));
        Grouped other = single(40, 200);

        assertThat(difference(single(88, 200), other).excludesZero()).isTrue();
        assertThat(difference(luck, other).excludesZero()).isFalse();
    }

    @Test
    void equalSidesSeemDifferentOnceInTwenty() {
        assertThat(falseAlarms(60, _ -> 10, 1)).isBetween(0.02, 0.07);
        assertThat(falseAlarms(200, _ -> 1, 1)).isBetween(0.02, 0.07);
        // A few large ones, and three times of which each has its own rate.
        assertThat(falseAlarms(90, company -> 1 + 40 / (1 + company % 30), 3))
                .isBetween(0.01, 0.08);
    }

    /** Companies of which each has its own chance to be won; both sides are the same. */
    private static double falseAlarms(int companies, IntUnaryOperator size, int strata) {
        var random = new Random(7);
        int alarms = 0;
        for (int world = 0; world < WORLDS; world++) {
            List<Stratum> all = new ArrayList<>();
            for (int stratum = 0; stratum < strata; stratum++) {
                double rate = 0.2 + 0.2 * stratum;
                all.add(
                        new Stratum(
                                side(companies / strata, size, rate, random),
                                side(companies / (strata - stratum), size, rate, random)));
            }
            if (Compared.of(all).orElseThrow().difference().excludesZero()) {
                alarms++;
            }
        }
        return (double) alarms / WORLDS;
    }

    private static Grouped side(int companies, IntUnaryOperator size, double rate, Random random) {
        Grouped side = Grouped.NONE;
        for (int company = 0; company < companies; company++) {
            int leads = size.applyAsInt(company);
            // Half of what makes a lead succeed is its company's.
            double own = random.nextDouble() < 0.5 ? rate : random.nextDouble() < rate ? 1 : 0;
            int won = 0;
            for (int lead = 0; lead < leads; lead++) {
                won += random.nextDouble() < own ? 1 : 0;
            }
            side = side.plus(group(won, leads));
        }
        return side;
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> single(3, 2)).hasMessageContaining("some (3)");
        assertThatThrownBy(() -> single(-1, 2)).hasMessageContaining("some (-1)");
    }
}
