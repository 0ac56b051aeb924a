package io.leaddispatcher.domain.estimate;

import io.leaddispatcher.domain.estimate.Estimate.Estimated;
import io.leaddispatcher.domain.estimate.Estimate.TooLittleData;
import io.leaddispatcher.domain.estimate.Reckoning.Item;
import io.leaddispatcher.domain.phrase.Phrase;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rate that another policy would have earned with the leads that were routed by the one that
 * ran: M. Dudík, J. Langford and L. Li, "Doubly robust policy evaluation and learning", ICML 2011.
 *
 * <p>What a model expects of the reps whom the draft chooses is corrected by what came of the leads
 * whose rep was the draft's too, weighted by how much likelier the draft is to give them to that
 * rep. The model ({@link RepModel}) is learnt from other leads than it is asked about (V.
 * Chernozhukov and others, "Double/debiased machine learning", The Econometrics Journal 21, 2018).
 * The estimate holds where the chances are right, however wrong the model is. Weights are bounded
 * by the root of the number of leads (E. L. Ionides, "Truncated importance sampling", Journal of
 * Computational and Graphical Statistics 17, 2008); what is cut off counts as never tried.
 *
 * <p>A rate is the number that succeeds by the number that it is of, both under the draft, so that
 * leads still open, or without a meeting, need not be left out. Its standard error is that of the
 * influence function of this ratio; the interval is Wilson's for as many leads as have this error,
 * widened by what it would change if all or nothing of the part that was never tried succeeded.
 *
 * <p>Conditions: who got a lead depends on nothing that also bears on its success but what the
 * stratum and the chances know (no admin has sent the good ones elsewhere by hand); reps do as well
 * with more or fewer leads as they did; leads to come are like those that were. Where a rule left
 * no choice, only leads that the draft leaves with the same rep say anything.
 */
public final class OffPolicyEstimate {

    /** With fewer, errors of a rate are nothing like normal. */
    static final int ENOUGH_LEADS = 50;

    /** Likewise of leads that succeeded, and of those that did not. */
    static final int ENOUGH_EACH = 5;

    /** Which part of what the draft does must have been tried. */
    static final double ENOUGH_COVERED = 0.9;

    /** How far off figures may be that must agree, and how many standard errors that must be. */
    private static final double TOLERANCE = 0.1;

    private static final double SURELY = 4;

    private final Reckoning reckoning;
    private final double covered;
    private final double counted;
    private final double rate;

    private OffPolicyEstimate(Reckoning reckoning) {
        this.reckoning = reckoning;
        this.covered = Math.min(1, reckoning.mean(Item::covered));
        this.counted = reckoning.mean(Item::counted);
        this.rate = reckoning.mean(Item::earned) / counted;
    }

    /** The same observations in the same order give the same estimate. */
    public static Estimate of(List<Observation> observations) {
        long counted = observations.stream().filter(one -> one.reward().counted() == 1).count();
        if (counted < ENOUGH_LEADS) {
            return new TooLittleData(
                    Phrase.of(
                            "estimate.leads",
                            "%s leads count for this rate so far; it takes %s",
                            Phrase.plain(counted),
                            Phrase.plain(ENOUGH_LEADS)));
        }
        OffPolicyEstimate estimate =
                new OffPolicyEstimate(Reckoning.of(observations, Math.sqrt(observations.size())));
        Phrase missing = estimate.missing();
        return missing == null ? estimate.estimated() : new TooLittleData(missing);
    }

    /** What is missing, in words; null when nothing is. */
    private @Nullable Phrase missing() {
        if (covered < ENOUGH_COVERED) {
            return Phrase.of(
                    "estimate.untried",
                    "%s %% of what the draft does was never tried: it gives those leads to reps"
                            + " who could hardly have had them",
                    rounded(100 * (1 - covered)));
        }
        double effective = reckoning.effective();
        if (effective < ENOUGH_LEADS) {
            return Phrase.of(
                    "estimate.different",
                    "the draft decides so differently that what happened says no more than %s"
                            + " leads of its own would; it takes %s",
                    rounded(Math.floor(effective)),
                    Phrase.plain(ENOUGH_LEADS));
        }
        long earned = reckoning.weighed(Reward.EARNED);
        long missed = reckoning.weighed(Reward.MISSED);
        if (Math.min(earned, missed) < ENOUGH_EACH) {
            return Phrase.of(
                    "estimate.each",
                    "%s of the leads that the draft gives to the same reps succeeded and %s did"
                            + " not; it takes %s of each",
                    Phrase.plain(earned),
                    Phrase.plain(missed),
                    Phrase.plain(ENOUGH_EACH));
        }
        if (isOff(reckoning.mean(Item::weight) - covered, item -> item.weight() - item.covered())) {
            return Phrase.of(
                    "estimate.off",
                    "the reps got more or fewer leads than their chances say, so there is something"
                            + " in play that the chances do not know");
        }
        return rate > 0 && rate < 1
                ? null
                : Phrase.of(
                        "estimate.contradiction",
                        "what happened with the leads contradicts itself");
    }

    private static Phrase rounded(double number) {
        return Phrase.plain(String.format(Locale.ROOT, "%.0f", number));
    }

    private boolean isOff(double difference, ToDoubleFunction<Item> ofEach) {
        double error = reckoning.errorAround0(item -> ofEach.applyAsDouble(item) - difference);
        return Math.abs(difference) > Math.max(TOLERANCE, SURELY * error);
    }

    private Estimated estimated() {
        double untried = 1 - covered;
        double triedEarned = rate * counted - reckoning.mean(Item::guessedEarned);
        double most = counted - reckoning.mean(Item::guessedCounted) + untried;
        double down = rate - triedEarned / most;
        double up = (triedEarned + untried) / most - rate;
        double error = reckoning.errorAround0(this::influence);
        Proportion ran =
                new Proportion(
                        (long) reckoning.sum(item -> item.reward().earned()),
                        (long) reckoning.sum(item -> item.reward().counted()));
        double ranRate = (double) ran.some() / ran.of();
        double ranCounted = (double) ran.of() / reckoning.items().size();
        double change = rate - ranRate;
        double reach =
                Interval.Z
                        * reckoning.errorAround0(item ->
                                influence(item)
                                        - (item.reward().earned()
                                                        - ranRate * item.reward().counted())
                                                / ranCounted);
        return new Estimated(
                Interval.ofRate(rate, rate * (1 - rate) / (error * error)).widened(down, up, 0, 1),
                ran.rate().orElseThrow(),
                new Interval(change, change - reach, change + reach).widened(down, up, -1, 1),
                reckoning.sum(item -> item.weight() * item.reward().earned())
                        / reckoning.sum(item -> item.weight() * item.reward().counted()),
                reckoning.items().size(),
                reckoning.effective(),
                covered);
    }

    /** By how much the rate would move with one such lead more, times the number of leads. */
    private double influence(Item item) {
        return (item.earned() - rate * item.counted()) / counted;
    }
}
