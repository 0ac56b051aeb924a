package io.leaddispatcher.domain.estimate;

import io.leaddispatcher.domain.roster.RepKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Made-up workspaces of which it is known what a draft would earn. */
final class Worlds {

    private Worlds() {}

    /**
     * What happened in one of them.
     *
     * @param truth the rate that the draft would earn in the long run
     * @param ranTruth the rate of the policy that ran
     */
    record World(List<Observation> happened, double truth, double ranTruth) {}

    /** One kind of lead. */
    private record Kind(
            double share,
            Chances ran,
            Chances draft,
            Map<RepKey, Double> counted,
            Map<RepKey, Double> earned) {}

    static RepKey rep(int number) {
        return new RepKey("rep-" + number);
    }

    /** Reps who differ by kind of lead; everybody whom the draft asks could have had each lead. */
    static World random(SplittableRandom random, int leads) {
        return of(random, kinds(random), leads);
    }

    /** Likewise, and the draft gives this part of the leads to somebody who never had any. */
    static World withAStranger(SplittableRandom random, int leads, double part, double hisRate) {
        List<Kind> kinds = new ArrayList<>();
        for (Kind kind : kinds(random)) {
            kind.counted().put(rep(99), 1.0);
            kind.earned().put(rep(99), hisRate);
            kinds.add(
                    new Kind(
                            kind.share(),
                            kind.ran(),
                            kind.draft().mixedWith(Chances.only(rep(99)), part),
                            kind.counted(),
                            kind.earned()));
        }
        return of(random, kinds, leads);
    }

    private static List<Kind> kinds(SplittableRandom random) {
        int count = random.nextInt(1, 5);
        int reps = random.nextInt(3, 9);
        double base = random.nextDouble(0.1, 0.6);
        List<Kind> kinds = new ArrayList<>();
        for (int kind = 0; kind < count; kind++) {
            Map<RepKey, Integer> ran = new LinkedHashMap<>();
            Map<RepKey, Integer> draft = new LinkedHashMap<>();
            Map<RepKey, Double> counted = new LinkedHashMap<>();
            Map<RepKey, Double> earned = new LinkedHashMap<>();
            for (int rep = 0; rep < reps; rep++) {
                ran.put(rep(rep), random.nextInt(1, 4));
                draft.put(rep(rep), Math.max(0, random.nextInt(-2, 4)));
                counted.put(rep(rep), random.nextDouble(0.5, 1));
                earned.put(rep(rep), Math.clamp(base + random.nextDouble(-0.3, 0.3), 0.02, 0.95));
            }
            draft.merge(rep(random.nextInt(reps)), 1, Integer::sum);
            kinds.add(
                    new Kind(
                            random.nextDouble(0.2, 1),
                            Chances.byWeight(ran),
                            Chances.byWeight(draft),
                            counted,
                            earned));
        }
        return kinds;
    }

    private static World of(SplittableRandom random, List<Kind> kinds, int leads) {
        double shares = kinds.stream().mapToDouble(Kind::share).sum();
        List<Observation> happened = new ArrayList<>();
        for (int lead = 0; lead < leads; lead++) {
            int number = -1;
            double left = random.nextDouble() * shares;
            while (left >= 0) {
                number++;
                left -= kinds.get(number).share();
            }
            Kind kind = kinds.get(number);
            RepKey had = drawn(kind.ran(), random);
            happened.add(
                    new Observation(
                            "kind-" + number,
                            had,
                            kind.ran(),
                            kind.draft(),
                            reward(kind, had, random)));
        }
        return new World(happened, truth(kinds, true), truth(kinds, false));
    }

    private static Reward reward(Kind kind, RepKey had, SplittableRandom random) {
        if (random.nextDouble() >= kind.counted().getOrDefault(had, 0.0)) {
            return Reward.NOT_COUNTED;
        }
        return random.nextDouble() < kind.earned().getOrDefault(had, 0.0)
                ? Reward.EARNED
                : Reward.MISSED;
    }

    private static RepKey drawn(Chances chances, SplittableRandom random) {
        double left = random.nextDouble();
        RepKey last = rep(0);
        for (var entry : chances.byRep().entrySet()) {
            last = entry.getKey();
            left -= entry.getValue();
            if (left < 0) {
                break;
            }
        }
        return last;
    }

    private static double truth(List<Kind> kinds, boolean draft) {
        double counted = 0;
        double earned = 0;
        for (Kind kind : kinds) {
            Chances chances = draft ? kind.draft() : kind.ran();
            for (RepKey rep : kind.counted().keySet()) {
                double counts =
                        kind.share() * chances.of(rep) * kind.counted().getOrDefault(rep, 0.0);
                counted += counts;
                earned += counts * kind.earned().getOrDefault(rep, 0.0);
            }
        }
        return earned / counted;
    }
}
