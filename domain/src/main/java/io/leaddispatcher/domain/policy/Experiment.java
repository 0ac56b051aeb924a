package io.leaddispatcher.domain.policy;

import io.leaddispatcher.domain.policy.ExperimentSide.Side;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Other tiers that a random part of the companies goes by, to see which do better.
 *
 * @param share percent of the companies, from 1 to 99
 * @param tiers instead of the policy's own; all else is the same
 */
public record Experiment(ExperimentKey key, int share, List<Tier> tiers) {

    private static final int PERCENT = 100;

    public Experiment {
        tiers = List.copyOf(tiers);
        if (share < 1 || share >= PERCENT) {
            throw new IllegalArgumentException(
                    "share (%d) must be between 1 and 99".formatted(share));
        }
    }

    /**
     * The side of a company, the same at all times and on every node. When the share grows,
     * everybody on the variant's side stays there.
     *
     * @param company what tells it from others
     */
    public ExperimentSide sideOf(String company) {
        long hash = hash(company);
        // The upper bits of the hash, as a part of the whole, from 0 to 99.
        long percent = Math.unsignedMultiplyHigh(hash, PERCENT);
        // The lower ones have nothing to do with them.
        return new ExperimentSide(key, percent < share ? Side.VARIANT : Side.CONTROL, (int) hash);
    }

    /**
     * FNV-1a in 64 bits (Fowler, Noll and Vo) of the experiment's key, a zero byte and the company,
     * mixed by the finaliser of SplitMix64, so that all bits depend on all characters.
     */
    private long hash(String company) {
        long hash = 0xCBF29CE484222325L;
        for (byte next : (key.value() + '\0' + company).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (next & 0xFF)) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }
}
