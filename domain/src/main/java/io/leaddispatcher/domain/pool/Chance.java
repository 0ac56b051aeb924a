package io.leaddispatcher.domain.pool;

import io.leaddispatcher.domain.lead.LeadId;

/**
 * Chance that is the same for the same lead each time and on every node, so that a live run, a
 * simulation and a replay agree. Numbers are made by SplitMix64 (G. L. Steele, D. Lea and C. H.
 * Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
 */
record Chance(long seed) {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1.0p-53;

    static Chance of(LeadId lead) {
        return new Chance(
                mix(lead.value().getMostSignificantBits())
                        ^ lead.value().getLeastSignificantBits());
    }

    /** Another one that has nothing to do with this one. */
    Chance fork(long by) {
        return new Chance(mix(seed + GOLDEN) ^ mix(by * GOLDEN));
    }

    /** The numbers of this chance, by their place: above 0 and below 1. */
    double at(int place) {
        return ((mix(seed + (place + 1) * GOLDEN) >>> 11) + 0.5) * UNIT;
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
