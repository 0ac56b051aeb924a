package io.leaddispatcher.domain.estimate;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How likely each rep is to get one lead under a policy; together 1. Immutable; of thousands of
 * leads equal ones are best shared.
 */
public final class Chances {

    private final ImmutableMap<RepKey, Double> byRep;

    private Chances(Map<RepKey, Double> byRep) {
        this.byRep = ImmutableMap.copyOf(byRep);
    }

    /** The rule leaves nothing to chance: it names the rep, or asks for the owner. */
    public static Chances only(RepKey rep) {
        return new Chances(Map.of(rep, 1.0));
    }

    /** All alike, as in equal turns. */
    public static Chances equal(Collection<RepKey> reps) {
        Map<RepKey, Integer> weights = new LinkedHashMap<>();
        reps.forEach(rep -> weights.put(rep, 1));
        return byWeight(weights);
    }

    /**
     * By what each counts for, as the weights of a pool do.
     *
     * @param weights none is negative, and at least one is positive
     */
    public static Chances byWeight(Map<RepKey, Integer> weights) {
        long all = weights.values().stream().mapToLong(Integer::longValue).sum();
        if (all <= 0 || weights.values().stream().anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException(
                    "there must be weights, and none of them negative: " + weights);
        }
        Map<RepKey, Double> byRep = new LinkedHashMap<>();
        weights.forEach((rep, weight) -> {
            if (weight > 0) {
                byRep.put(rep, (double) weight / all);
            }
        });
        return new Chances(byRep);
    }

    /**
     * Of a lead that goes by others with this chance, as an experiment sends some leads elsewhere.
     *
     * @param share from 0 to 1
     */
    public Chances mixedWith(Chances others, double share) {
        Set<RepKey> reps = new LinkedHashSet<>(byRep.keySet());
        reps.addAll(others.byRep.keySet());
        Map<RepKey, Double> mixed = new LinkedHashMap<>();
        for (RepKey rep : reps) {
            double chance = of(rep) * (1 - share) + others.of(rep) * share;
            if (chance > 0) {
                mixed.put(rep, chance);
            }
        }
        return new Chances(mixed);
    }

    /** Of this rep; 0 of one who cannot get the lead. */
    public double of(RepKey rep) {
        return byRep.getOrDefault(rep, 0.0);
    }

    /** Who may get the lead, each with a chance above 0. */
    ImmutableMap<RepKey, Double> byRep() {
        return byRep;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Chances chances && byRep.equals(chances.byRep);
    }

    @Override
    public int hashCode() {
        return byRep.hashCode();
    }

    @Override
    public String toString() {
        return byRep.toString();
    }
}
