package io.leaddispatcher.domain.estimate;

import static io.leaddispatcher.domain.estimate.Worlds.rep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leaddispatcher.domain.estimate.Estimate.Estimated;
import io.leaddispatcher.domain.estimate.Estimate.TooLittleData;
import io.leaddispatcher.domain.estimate.Worlds.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What a draft would earn, against worlds of which it is known. */
class OffPolicyEstimateTest {

    private static final int WORLDS = 300;

    private static boolean holds(Interval interval, double truth) {
        return interval.low() <= truth && truth <= interval.high();
    }

    private static Estimated estimated(List<Observation> happened) {
        return (Estimated) OffPolicyEstimate.of(happened);
    }

    private static String tooLittle(List<Observation> happened) {
        return ((TooLittleData) OffPolicyEstimate.of(happened)).why();
    }

    private static List<Observation> leads(int count, IntFunction<Observation> each) {
        List<Observation> leads = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            leads.add(each.apply(number));
        }
        return leads;
    }

    /** One in so many succeeds. */
    private static Reward oneIn(int many, int number) {
        return number % many == 0 ? Reward.EARNED : Reward.MISSED;
    }

    @Test
    void theIntervalsHoldTheTruthAndTheEstimateIsNotToOneSide() {
        var random = new SplittableRandom(20261126);
        int said = 0;
        int held = 0;
        int heldChange = 0;
        double off = 0;
        double offChecked = 0;
        double width = 0;
        for (int number = 0; number < WORLDS; number++) {
            World world = Worlds.random(random, random.nextInt(600, 3000));
            if (!(OffPolicyEstimate.of(world.happened()) instanceof Estimated estimate)) {
                continue;
            }
            said++;
            held += holds(estimate.rate(), world.truth()) ? 1 : 0;
            heldChange += holds(estimate.change(), world.truth() - world.ranTruth()) ? 1 : 0;
            off += estimate.rate().value() - world.truth();
            offChecked += estimate.checked() - world.truth();
            width += estimate.rate().high() - estimate.rate().low();
            assertThat(estimate.covered()).isCloseTo(1, within(1e-9));
        }

        assertThat(said).as("worlds that said enough").isGreaterThan(WORLDS * 9 / 10);
        assertThat(held)
                .as("held the rate, of %d", said)
                .isBetween(said * 92 / 100, said * 99 / 100);
        assertThat(heldChange)
                .as("held the change, of %d", said)
                .isBetween(said * 92 / 100, said * 99 / 100);
        assertThat(off / said).as("mean error").isCloseTo(0, within(0.004));
        assertThat(offChecked / said).as("mean error of the check").isCloseTo(0, within(0.005));
        assertThat(width / said).as("mean width").isLessThan(0.12);
    }

    @Test
    void whatWasNeverTriedWidensTheIntervalByAllThatItMayBe() {
        var random = new SplittableRandom(7);
        int held = 0;
        for (int number = 0; number < 60; number++) {
            World best = Worlds.withAStranger(random, 4000, 0.08, 1);
            World worst = Worlds.withAStranger(random, 4000, 0.08, 0);
            for (World world : List.of(best, worst)) {
                Estimated estimate = estimated(world.happened());
                assertThat(estimate.covered()).isCloseTo(0.92, within(1e-9));
                held += holds(estimate.rate(), world.truth()) ? 1 : 0;
                assertThat(estimate.rate().high() - estimate.rate().low()).isGreaterThan(0.06);
            }
        }

        assertThat(held).as("of 120, each at one end of what it may be").isGreaterThan(111);
    }

    @Test
    void nothingIsSaidWhereTheDraftDoesWhatWasNeverTried() {
        var random = new SplittableRandom(11);

        assertThat(tooLittle(Worlds.withAStranger(random, 4000, 0.4, 0.5).happened()))
                .isEqualTo(
                        "40 % of what the draft does was never tried: it gives those leads to reps"
                                + " who could hardly have had them");
    }

    @Test
    void aChanceThatIsTooSmallCountsAsNeverTried() {
        // 10,000 leads bound the weights by 100: to rep 1 the draft is 1,000 times as likely.
        var ran = Chances.byWeight(Map.of(rep(0), 999, rep(1), 1));
        var happened =
                leads(
                        10_000,
                        number ->
                                new Observation(
                                        "all",
                                        rep(number % 1000 == 0 ? 1 : 0),
                                        ran,
                                        Chances.only(rep(1)),
                                        oneIn(3, number)));

        assertThat(tooLittle(happened)).startsWith("90 % of what the draft does was never tried");
    }

    @Test
    void aPolicyThatStaysAsItIsEarnsWhatWasCounted() {
        var happened =
                leads(
                        200,
                        number ->
                                new Observation(
                                        "all",
                                        rep(number % 7),
                                        Chances.only(rep(number % 7)),
                                        Chances.only(rep(number % 7)),
                                        number % 3 == 1 ? Reward.NOT_COUNTED : oneIn(4, number)));
        Estimated estimate = estimated(happened);

        assertThat(estimate.rate().value()).isCloseTo(estimate.ran().value(), within(1e-9));
        assertThat(estimate.checked()).isCloseTo(estimate.ran().value(), within(1e-9));
        assertThat(estimate.change().value()).isCloseTo(0, within(1e-9));
        assertThat(estimate.change().high()).isCloseTo(0, within(1e-9));
        assertThat(estimate.change().excludesZero()).isFalse();
        assertThat(estimate.leads()).isEqualTo(200);
        assertThat(estimate.effectiveLeads()).isCloseTo(133, within(1e-9));
    }

    @Test
    void aPoolThatIsNarrowedToWhoWinsEarnsMore() {
        // Four in turn, of whom the first wins two of three and the others one of ten.
        var ran = Chances.equal(List.of(rep(0), rep(1), rep(2), rep(3)));
        var happened =
                leads(
                        2000,
                        number ->
                                new Observation(
                                        "all",
                                        rep(number % 4),
                                        ran,
                                        Chances.only(rep(0)),
                                        number % 4 == 0
                                                ? number / 4 % 3 == 0
                                                        ? Reward.MISSED
                                                        : Reward.EARNED
                                                : oneIn(10, number / 4)));
        Estimated estimate = estimated(happened);

        assertThat(estimate.rate().value()).isCloseTo(2.0 / 3, within(0.01));
        assertThat(estimate.checked()).isCloseTo(2.0 / 3, within(0.01));
        assertThat(estimate.change().low()).isGreaterThan(0.35);
        assertThat(estimate.change().excludesZero()).isTrue();
        assertThat(estimate.effectiveLeads()).isCloseTo(500, within(1e-9));
    }

    @Test
    void withFewLeadsNothingIsSaid() {
        IntFunction<Observation> same =
                number ->
                        new Observation(
                                "all",
                                rep(0),
                                Chances.only(rep(0)),
                                Chances.only(rep(0)),
                                number < 49 ? oneIn(2, number) : Reward.NOT_COUNTED);

        assertThat(tooLittle(List.of()))
                .isEqualTo("0 leads count for this rate so far; it takes 50");
        assertThat(tooLittle(leads(300, same)))
                .isEqualTo("49 leads count for this rate so far; it takes 50");
    }

    @Test
    void withFewLeadsThatBothWouldGiveAlikeNothingIsSaid() {
        var ran = Chances.equal(List.of(rep(0), rep(1), rep(2), rep(3), rep(4)));
        var happened =
                leads(
                        200,
                        number ->
                                new Observation(
                                        "all",
                                        rep(number % 5),
                                        ran,
                                        Chances.only(rep(1)),
                                        oneIn(2, number / 5)));

        assertThat(tooLittle(happened))
                .isEqualTo(
                        "the draft decides so differently that what happened says no more than 40"
                                + " leads of its own would; it takes 50");
    }

    @Test
    void withHardlyAnySuccessNothingIsSaid() {
        var happened =
                leads(
                        400,
                        number ->
                                new Observation(
                                        "all",
                                        rep(0),
                                        Chances.only(rep(0)),
                                        Chances.only(rep(0)),
                                        oneIn(100, number)));

        assertThat(tooLittle(happened))
                .isEqualTo(
                        "4 of the leads that the draft gives to the same reps succeeded and 396"
                                + " did not; it takes 5 of each");
    }

    @Test
    void chancesThatCannotBeRightAreNoticed() {
        // They say that both had the same chance; rep 0 had nine of ten leads.
        var happened =
                leads(
                        1000,
                        number ->
                                new Observation(
                                        "all",
                                        rep(number % 10 == 0 ? 1 : 0),
                                        Chances.equal(List.of(rep(0), rep(1))),
                                        Chances.only(rep(0)),
                                        oneIn(3, number)));

        assertThat(tooLittle(happened)).contains("more or fewer leads than their chances say");
    }

    @Test
    void theSameLeadsGiveTheSameEstimate() {
        World world = Worlds.random(new SplittableRandom(3), 900);

        assertThat(OffPolicyEstimate.of(world.happened()))
                .isEqualTo(OffPolicyEstimate.of(world.happened()));
    }
}
