package io.leaddispatcher.domain.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What each lead contributes to the estimate.
 *
 * @param items one for each lead
 */
record Reckoning(List<Item> items) {

    /** Each lead is reckoned by models that were learnt from the other folds. */
    private static final int FOLDS = 5;

    /**
     * One lead.
     *
     * @param weight how much it counts for, bounded
     * @param counted its part in what the rate is of, doubly robust
     * @param earned its part in what succeeds, doubly robust
     * @param covered which part of what the draft does with it was tried
     * @param guessedCounted which part of {@code counted} rests on the model alone
     * @param guessedEarned likewise of {@code earned}
     */
    record Item(
            Reward reward,
            double weight,
            double counted,
            double earned,
            double covered,
            double guessedCounted,
            double guessedEarned) {}

    static Reckoning of(List<Observation> observations, double maxWeight) {
        Item[] items = new Item[observations.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Observation> others = new ArrayList<>();
            for (int place = 0; place < items.length; place++) {
                if (foldOf(place) != fold) {
                    others.add(observations.get(place));
                }
            }
            RepModel counted = RepModel.learnt(others, Reward::counted);
            RepModel earned = RepModel.learnt(others, Reward::earned);
            for (int place = 0; place < items.length; place++) {
                if (foldOf(place) == fold) {
                    items[place] = item(observations.get(place), counted, earned, maxWeight);
                }
            }
        }
        return new Reckoning(List.of(items));
    }

    /**
     * Spread by the golden ratio: to go round in order could be in step with a pool that deals in
     * turn, and a fold would be all the leads of a rep.
     */
    private static int foldOf(int place) {
        return (int) ((((place * 0x9E3779B97F4A7C15L) >>> 32) * FOLDS) >>> 32);
    }

    private static Item item(
            Observation one, RepModel ofCounted, RepModel ofEarned, double maxWeight) {
        double weight = one.weight(maxWeight);
        double counted =
                weight * (one.reward().counted() - ofCounted.rate(one.stratum(), one.had()));
        double earned = weight * (one.reward().earned() - ofEarned.rate(one.stratum(), one.had()));
        double covered = 0;
        double guessedCounted = 0;
        double guessedEarned = 0;
        for (var entry : one.draft().byRep().entrySet()) {
            double chance = entry.getValue();
            double tried = Math.min(chance, maxWeight * one.ran().of(entry.getKey()));
            double countedRate = ofCounted.rate(one.stratum(), entry.getKey());
            double earnedRate = ofEarned.rate(one.stratum(), entry.getKey());
            counted += chance * countedRate;
            earned += chance * earnedRate;
            covered += tried;
            guessedCounted += (chance - tried) * countedRate;
            guessedEarned += (chance - tried) * earnedRate;
        }
        return new Item(
                one.reward(), weight, counted, earned, covered, guessedCounted, guessedEarned);
    }

    double mean(ToDoubleFunction<Item> figure) {
        return sum(figure) / items.size();
    }

    double sum(ToDoubleFunction<Item> figure) {
        double sum = 0;
        for (Item item : items) {
            sum += figure.applyAsDouble(item);
        }
        return sum;
    }

    /** The standard error of the mean of a figure whose mean is about 0. */
    double errorAround0(ToDoubleFunction<Item> figure) {
        double squares =
                sum(item -> {
                    double value = figure.applyAsDouble(item);
                    return value * value;
                });
        return Math.sqrt(squares / items.size() / Math.max(1, items.size() - 1));
    }

    /** How many leads of weight 1 say as much as those that count (L. Kish, 1965). */
    double effective() {
        double weights = sum(item -> item.weight() * item.reward().counted());
        double squares = sum(item -> item.weight() * item.weight() * item.reward().counted());
        return squares == 0 ? 0 : weights * weights / squares;
    }

    /** How many leads with a weight came out so. */
    long weighed(Reward reward) {
        return items.stream().filter(item -> item.reward() == reward && item.weight() > 0).count();
    }
}
