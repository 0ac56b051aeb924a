package io.leaddispatcher.domain.pool;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;

/** Deals the leads of a pool: a pure function of the pool, its ledger and who may have the lead. */
public final class PoolDealer {

    private static final LeadId NO_LEAD = new LeadId(new UUID(0, 0));

    private PoolDealer() {}

    /**
     * Gives a lead to one of those who may have it. The ledger follows the pool's document first.
     *
     * @param eligible members of the pool, each once, at least one, in any order
     */
    public static PoolTurn pick(
            Pool pool, Ledger ledger, List<Candidate> eligible, LeadId lead, Instant at) {
        requireMembers(pool, eligible);
        List<LedgerRow> rows = new ArrayList<>();
        LedgerChange followed = ledger.following(pool, at);
        rows.addAll(followed.rows());
        LedgerChange settled =
                followed.ledger()
                        .settle(
                                eligible.stream().map(Candidate::rep).collect(toUnmodifiableSet()),
                                pool.catchUp(),
                                at);
        rows.addAll(settled.rows());
        FairOrder order = new FairOrder(pool, settled.ledger());
        List<Candidate> best = best(pool, order, eligible);
        RepKey taker = order.first(best.stream().map(Candidate::rep).toList());
        LedgerChange dealt = settled.ledger().dealt(taker, lead, at);
        rows.addAll(dealt.rows());
        return new PoolTurn(
                taker, because(pool, order, eligible, best, taker), dealt.ledger(), rows);
    }

    /**
     * Who would get the next leads if everybody were available, without limit and equally skilled.
     * None when the pool has no members.
     */
    public static List<RepKey> preview(Pool pool, Ledger ledger, int leads) {
        return preview(
                pool,
                ledger,
                pool.members().stream()
                        .map(member -> new Candidate(member.rep(), 0, null, 0))
                        .toList(),
                leads);
    }

    /** Who would get the next leads if it were between these, whose open work grows by them. */
    public static List<RepKey> preview(
            Pool pool, Ledger ledger, List<Candidate> candidates, int leads) {
        List<RepKey> takers = new ArrayList<>();
        List<Candidate> now = candidates;
        Ledger next = ledger;
        while (!now.isEmpty() && takers.size() < leads) {
            // The instant breaks ties: each lead of the preview is later than any that was dealt.
            PoolTurn turn = pick(pool, next, now, NO_LEAD, latest(next).plusNanos(1));
            takers.add(turn.taker());
            next = turn.ledger();
            now =
                    now.stream()
                            .map(one -> one.rep().equals(turn.taker()) ? one.withOneMore() : one)
                            .toList();
        }
        return List.copyOf(takers);
    }

    private static void requireMembers(Pool pool, List<Candidate> eligible) {
        Set<RepKey> members =
                pool.members().stream().map(PoolMember::rep).collect(toUnmodifiableSet());
        Set<RepKey> asked = eligible.stream().map(Candidate::rep).collect(toUnmodifiableSet());
        if (asked.isEmpty() || asked.size() < eligible.size() || !members.containsAll(asked)) {
            throw new IllegalArgumentException(
                    "pool %s deals among its members, each once, at least one: %s"
                            .formatted(pool.key(), eligible));
        }
    }

    private static Instant latest(Ledger ledger) {
        Instant latest = Instant.EPOCH;
        for (Standing standing : ledger.standings()) {
            Instant last = standing.lastAssignedAt();
            if (last != null && last.isAfter(latest)) {
                latest = last;
            }
        }
        return latest;
    }

    /** Those whom the strategy puts first; the fair order decides between them. */
    private static List<Candidate> best(Pool pool, FairOrder order, List<Candidate> eligible) {
        return switch (pool.strategy()) {
            case ROUND_ROBIN, WEIGHTED, PERFORMANCE -> eligible;
            case PRIORITY -> least(eligible, one -> order.priority(one.rep()));
            case BEST_MATCH -> least(eligible, one -> -one.skillScore());
            case LEAST_LOADED -> leastLoaded(eligible);
        };
    }

    private static List<Candidate> least(List<Candidate> of, ToIntFunction<Candidate> by) {
        int least = of.stream().mapToInt(by).min().orElseThrow();
        return of.stream().filter(one -> by.applyAsInt(one) == least).toList();
    }

    /** Somebody without a limit is loaded as though the limit were the widest of the others. */
    private static List<Candidate> leastLoaded(List<Candidate> eligible) {
        int widest = eligible.stream().mapToInt(one -> capacity(one, 1)).max().orElseThrow();
        Comparator<Candidate> byLoad = (one, other) -> compareLoad(one, other, widest);
        Candidate least = eligible.stream().min(byLoad).orElseThrow();
        return eligible.stream().filter(one -> byLoad.compare(one, least) == 0).toList();
    }

    private static int compareLoad(Candidate one, Candidate other, int widest) {
        return Long.compare(
                (long) one.open() * capacity(other, widest),
                (long) other.open() * capacity(one, widest));
    }

    private static int capacity(Candidate one, int whenUnlimited) {
        Integer capacity = one.openCapacity();
        return capacity == null ? whenUnlimited : Math.max(1, capacity);
    }

    private static String because(
            Pool pool,
            FairOrder order,
            List<Candidate> eligible,
            List<Candidate> best,
            RepKey taker) {
        if (eligible.size() == 1) {
            return "the only member who may have it";
        }
        Candidate one =
                eligible.stream()
                        .filter(candidate -> candidate.rep().equals(taker))
                        .findFirst()
                        .orElseThrow();
        String first =
                switch (pool.strategy()) {
                    case ROUND_ROBIN, WEIGHTED, PERFORMANCE -> "";
                    case PRIORITY -> "first in the list of those who may have it";
                    case BEST_MATCH -> "most skills matched: " + one.skillScore();
                    case LEAST_LOADED ->
                            one.openCapacity() == null
                                    ? "least loaded: %d open".formatted(one.open())
                                    : "least loaded: %d of %d open"
                                            .formatted(one.open(), one.openCapacity());
                };
        String fair =
                "next %s: has had %s of %s"
                        .formatted(
                                pool.strategy().countsWeights()
                                        ? "by the pool's weights"
                                        : "in equal turns",
                                tenths(order.hadMicros(taker)),
                                tenths(order.shouldMicros(taker)));
        if (first.isEmpty()) {
            return fair;
        }
        return best.size() == 1 ? first : first + "; of %d equals %s".formatted(best.size(), fair);
    }

    private static String tenths(long micros) {
        BigDecimal rounded =
                Standing.turns(micros).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
        return (rounded.signum() == 0 ? BigDecimal.ZERO : rounded).toPlainString();
    }
}
