package io.leaddispatcher.domain.pool;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Respect;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** Pools and a run of leads through one. */
final class Pools {

    static final Instant START = Instant.parse("2026-11-21T09:30:00Z");

    private Pools() {}

    static RepKey rep(int number) {
        return new RepKey("rep-%02d".formatted(number));
    }

    static LeadId lead(long number) {
        return new LeadId(new UUID(7, number));
    }

    /** Members rep-00, rep-01 and so on with these weights. */
    static Pool pool(Strategy strategy, int catchUp, int... weights) {
        List<PoolMember> members = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            members.add(new PoolMember(rep(i), weights[i], i + 1));
        }
        return pool(strategy, catchUp, members);
    }

    static Pool pool(Strategy strategy, int catchUp, List<PoolMember> members) {
        return new Pool(
                new PoolKey("emea"),
                "EMEA",
                strategy,
                members,
                EnumSet.allOf(Respect.class),
                List.of(),
                catchUp,
                Cycle.EVER,
                false,
                false);
    }

    static int[] weights(SplittableRandom random, int most) {
        return random.ints(random.nextInt(2, most + 1), 1, 101).toArray();
    }

    static List<RepKey> reps(Pool pool) {
        return pool.members().stream().map(PoolMember::rep).toList();
    }

    static List<RepKey> without(Pool pool, RepKey away) {
        return reps(pool).stream().filter(rep -> !rep.equals(away)).toList();
    }

    static Candidate candidate(RepKey rep) {
        return new Candidate(rep, 0, null, 0);
    }

    /** What is due to those present, in exact micros times the sum of weights. */
    static BigDecimal due(Ledger ledger, RepKey rep) {
        Level level = Level.of(ledger.present());
        Standing standing = ledger.standing(rep).orElseThrow();
        return BigDecimal.valueOf(level.had())
                .multiply(BigDecimal.valueOf(standing.weight()))
                .subtract(
                        BigDecimal.valueOf(standing.hadMicros())
                                .multiply(BigDecimal.valueOf(level.weight())));
    }

    /** Leads dealt one after the other. */
    static final class Run {

        Pool pool;
        Performance performance = Performance.UNKNOWN;
        String because = "";
        Ledger ledger = Ledger.empty();
        final List<LedgerRow> rows = new ArrayList<>();
        final List<RepKey> takers = new ArrayList<>();
        private long leads;

        Run(Pool pool) {
            this.pool = pool;
        }

        Instant now() {
            return START.plusSeconds(leads);
        }

        RepKey deal() {
            return deal(reps(pool));
        }

        RepKey deal(List<RepKey> eligible) {
            leads++;
            PoolTurn turn =
                    PoolDealer.pick(
                            pool,
                            ledger,
                            eligible.stream().map(Pools::candidate).toList(),
                            performance,
                            lead(leads),
                            now());
            ledger = turn.ledger();
            because = turn.because();
            rows.addAll(turn.rows());
            takers.add(turn.taker());
            return turn.taker();
        }

        Map<RepKey, Integer> deal(int times, List<RepKey> eligible) {
            Map<RepKey, Integer> counts = new HashMap<>();
            for (int i = 0; i < times; i++) {
                counts.merge(deal(eligible), 1, Integer::sum);
            }
            return counts;
        }

        void change(LedgerChange change) {
            ledger = change.ledger();
            rows.addAll(change.rows());
        }

        Standing standing(RepKey rep) {
            return ledger.standing(rep).orElseThrow();
        }
    }
}
