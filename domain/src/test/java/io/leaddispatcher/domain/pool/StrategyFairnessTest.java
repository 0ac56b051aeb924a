package io.leaddispatcher.domain.pool;

import static io.leaddispatcher.domain.pool.Pools.START;
import static io.leaddispatcher.domain.pool.Pools.lead;
import static io.leaddispatcher.domain.pool.Pools.pool;
import static io.leaddispatcher.domain.pool.Pools.rep;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.roster.RepKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each strategy promises while members join, leave, go away and come back: those who are there
 * share by their weights, within two turns, for as long as the same ones are there; or whom the
 * strategy puts first. Who had many turns by coming first does not get as many others besides, so
 * where it puts some first, the shares of a spell are not told.
 */
class StrategyFairnessTest {

    private static final int LIVES = 60;
    private static final int SPELLS = 20;
    private static final double MOST_OFF = 2;

    /** One pool through spells in each of which the same members are there. */
    private static final class Life {

        private final SplittableRandom random;
        private final Strategy strategy;
        private final List<PoolMember> members = new ArrayList<>();
        private final Map<RepKey, Integer> open = new HashMap<>();
        private final Map<RepKey, Integer> capacity = new HashMap<>();
        private final Map<RepKey, Integer> skills = new HashMap<>();
        private Ledger ledger = Ledger.empty();
        private int leads;
        private int joined;

        Life(Strategy strategy, long seed) {
            this.strategy = strategy;
            this.random = new SplittableRandom(seed);
            for (int i = 0; i < 4; i++) {
                join();
            }
        }

        private void join() {
            RepKey rep = rep(joined++);
            members.add(new PoolMember(rep, random.nextInt(1, 20), random.nextInt(1, 4)));
            open.put(rep, 0);
            capacity.put(rep, random.nextInt(5, 30));
            skills.put(rep, random.nextInt(0, 3));
        }

        void change() {
            if (members.size() < 9 && random.nextInt(3) == 0) {
                join();
            }
            if (members.size() > 3 && random.nextInt(4) == 0) {
                members.remove(random.nextInt(members.size()));
            }
        }

        /** Who is there for the next leads. */
        List<PoolMember> present() {
            List<PoolMember> some = members.stream().filter(_ -> random.nextInt(4) > 0).toList();
            return some.isEmpty() ? List.copyOf(members) : some;
        }

        void spell(List<PoolMember> present) {
            Map<RepKey, Integer> had = new HashMap<>();
            Set<RepKey> first = new HashSet<>();
            present.stream()
                    .filter(one -> isFirst(one, present))
                    .forEach(one -> first.add(one.rep()));
            int count = random.nextInt(1, 60);
            for (int turn = 1; turn <= count; turn++) {
                if (strategy == Strategy.LEAST_LOADED) {
                    finishSome();
                }
                RepKey taker = deal(present);
                had.merge(taker, 1, Integer::sum);
                if (strategy != Strategy.LEAST_LOADED) {
                    assertThat(first).as("who comes first in %s", members).contains(taker);
                }
                if (strategy == Strategy.ROUND_ROBIN || strategy == Strategy.WEIGHTED) {
                    assertShared(present, had, turn);
                }
            }
        }

        private RepKey deal(List<PoolMember> present) {
            Pool pool = pool(strategy, 0, members);
            List<Candidate> candidates =
                    present.stream().map(PoolMember::rep).map(this::candidate).toList();
            PoolTurn turn =
                    PoolDealer.pick(
                            pool, ledger, candidates, lead(++leads), START.plusSeconds(leads));
            ledger = turn.ledger();
            if (strategy == Strategy.LEAST_LOADED) {
                candidates.forEach(other ->
                        assertThat(load(turn.taker()))
                                .as("%s of %s", turn.taker(), candidates)
                                .isLessThanOrEqualTo(load(other.rep())));
            }
            open.merge(turn.taker(), 1, Integer::sum);
            return turn.taker();
        }

        private Candidate candidate(RepKey rep) {
            return new Candidate(rep, of(open, rep), of(capacity, rep), of(skills, rep));
        }

        /** Of integers below a hundred equal quotients are equal doubles. */
        private double load(RepKey rep) {
            return (double) of(open, rep) / of(capacity, rep);
        }

        private void finishSome() {
            open.replaceAll((_, leads) -> leads > 0 && random.nextInt(3) == 0 ? leads - 1 : leads);
        }

        private boolean isFirst(PoolMember one, List<PoolMember> present) {
            return switch (strategy) {
                case PRIORITY ->
                        present.stream().allMatch(other -> one.priority() <= other.priority());
                case BEST_MATCH ->
                        present.stream()
                                .allMatch(
                                        other -> of(skills, one.rep()) >= of(skills, other.rep()));
                default -> true;
            };
        }

        private void assertShared(List<PoolMember> present, Map<RepKey, Integer> had, int turns) {
            long all = present.stream().mapToLong(this::weight).sum();
            for (PoolMember one : present) {
                double share = (double) turns * weight(one) / all;
                assertThat(had.getOrDefault(one.rep(), 0) - share)
                        .as("%s after %d turns of %s", one, turns, present)
                        .isBetween(-MOST_OFF, MOST_OFF);
            }
        }

        private int weight(PoolMember member) {
            return strategy.countsWeights() ? member.weight() : 1;
        }

        private static int of(Map<RepKey, Integer> numbers, RepKey rep) {
            return requireNonNull(numbers.get(rep));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Strategy.class, mode = EnumSource.Mode.EXCLUDE, names = "PERFORMANCE")
    void whateverHappensItKeepsItsPromise(Strategy strategy) {
        for (int life = 0; life < LIVES; life++) {
            Life pool = new Life(strategy, life);
            for (int spell = 0; spell < SPELLS; spell++) {
                pool.spell(pool.present());
                pool.change();
            }
        }
    }
}
