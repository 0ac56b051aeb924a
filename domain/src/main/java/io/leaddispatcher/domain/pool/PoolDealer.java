package io.leaddispatcher.domain.pool;

import com.google.common.math.LongMath;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
        return pick(pool, ledger, eligible, Performance.UNKNOWN, lead, at);
    }

    /**
     * Likewise, with what the members have made of such leads, which {@link Strategy#PERFORMANCE}
     * goes by.
     */
    public static PoolTurn pick(
            Pool pool,
            Ledger ledger,
            List<Candidate> eligible,
            Performance performance,
            LeadId lead,
            Instant at) {
        int[] places = places(pool, eligible);
        LedgerChange settled = settled(pool, ledger, places, at);
        List<Contender> contenders = contenders(pool, settled.ledger(), eligible, places);
        List<LedgerRow> rows = new ArrayList<>(settled.rows());
        Optional<ByRecord.Choice> byRecord =
                pool.strategy() == Strategy.PERFORMANCE
                        ? ByRecord.choose(performance, contenders, lead)
                        : Optional.empty();
        if (byRecord.isPresent()) {
            Contender taker = byRecord.get().taker();
            LedgerChange earned = settled.ledger().earned(taker.rep(), lead, at);
            rows.addAll(earned.rows());
            return new PoolTurn(taker.rep(), byRecord.get().because(), earned.ledger(), rows);
        }
        FairOrder order = new FairOrder(settled.ledger());
        List<Contender> best = best(pool, contenders);
        Contender taker = order.first(best);
        LedgerChange dealt = settled.ledger().dealt(taker.rep(), lead, at);
        rows.addAll(dealt.rows());
        return new PoolTurn(
                taker.rep(),
                because(pool, order, contenders.size(), best.size(), taker),
                dealt.ledger(),
                rows);
    }

    /**
     * Brings the ledger to who may have a lead now that is not dealt in turn: those who may not
     * lose what others of them have of it, as they lose a turn.
     *
     * @param eligible as for {@link #pick}
     */
    public static LedgerChange attended(
            Pool pool, Ledger ledger, List<Candidate> eligible, Instant at) {
        return settled(pool, ledger, places(pool, eligible), at);
    }

    private static LedgerChange settled(Pool pool, Ledger ledger, int[] places, Instant at) {
        LedgerChange followed = ledger.following(pool, at);
        LedgerChange settled = followed.ledger().settle(atPlaces(places), pool.catchUp(), at);
        List<LedgerRow> rows = new ArrayList<>(followed.rows());
        rows.addAll(settled.rows());
        return new LedgerChange(settled.ledger(), rows);
    }

    /**
     * Who would get the next leads if everybody were available, without limit, equally skilled and
     * equally good. None when the pool has no members.
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

    /** Where each of them is in the pool's list. They mostly come in its order. */
    private static int[] places(Pool pool, List<Candidate> eligible) {
        int[] places = new int[eligible.size()];
        BitSet taken = new BitSet();
        int next = 0;
        for (int index = 0; index < places.length; index++) {
            int place = pool.place(eligible.get(index).rep(), next);
            if (place < 0 || taken.get(place)) {
                throw notDealt(pool, eligible);
            }
            taken.set(place);
            places[index] = place;
            next = place + 1;
        }
        if (places.length == 0) {
            throw notDealt(pool, eligible);
        }
        return places;
    }

    private static BitSet atPlaces(int[] places) {
        BitSet at = new BitSet();
        for (int place : places) {
            at.set(place);
        }
        return at;
    }

    private static IllegalArgumentException notDealt(Pool pool, List<Candidate> eligible) {
        return new IllegalArgumentException(
                "pool %s deals among its members, each once, at least one: %s"
                        .formatted(pool.key(), eligible));
    }

    private static List<Contender> contenders(
            Pool pool, Ledger ledger, List<Candidate> eligible, int[] places) {
        List<Contender> contenders = new ArrayList<>(places.length);
        for (int index = 0; index < places.length; index++) {
            contenders.add(
                    new Contender(
                            eligible.get(index),
                            pool.members().get(places[index]),
                            ledger.standings().get(places[index])));
        }
        return contenders;
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
    private static List<Contender> best(Pool pool, List<Contender> contenders) {
        return switch (pool.strategy()) {
            case ROUND_ROBIN, WEIGHTED, PERFORMANCE -> contenders;
            case PRIORITY -> least(contenders, Contender::priority);
            case BEST_MATCH -> least(contenders, one -> -one.candidate().skillScore());
            case LEAST_LOADED -> leastLoaded(contenders);
        };
    }

    private static List<Contender> least(List<Contender> of, ToIntFunction<Contender> by) {
        int least = of.stream().mapToInt(by).min().orElseThrow();
        return of.stream().filter(one -> by.applyAsInt(one) == least).toList();
    }

    /** Somebody without a limit is loaded as though the limit were the widest of the others. */
    private static List<Contender> leastLoaded(List<Contender> of) {
        int widest = of.stream().mapToInt(one -> capacity(one, 1)).max().orElseThrow();
        Comparator<Contender> byLoad = (one, other) -> compareLoad(one, other, widest);
        Contender least = of.stream().min(byLoad).orElseThrow();
        return of.stream().filter(one -> byLoad.compare(one, least) == 0).toList();
    }

    private static int compareLoad(Contender one, Contender other, int widest) {
        return Long.compare(
                (long) one.candidate().open() * capacity(other, widest),
                (long) other.candidate().open() * capacity(one, widest));
    }

    private static int capacity(Contender one, int whenUnlimited) {
        Integer capacity = one.candidate().openCapacity();
        return capacity == null ? whenUnlimited : Math.max(1, capacity);
    }

    private static String because(
            Pool pool, FairOrder order, int eligible, int best, Contender taker) {
        if (eligible == 1) {
            return "the only member who may have it";
        }
        Candidate one = taker.candidate();
        String first =
                switch (pool.strategy()) {
                    case ROUND_ROBIN, WEIGHTED -> "";
                    case PERFORMANCE -> "no record tells them apart";
                    case PRIORITY -> "first in the list of those who may have it";
                    case BEST_MATCH -> "most skills matched: " + one.skillScore();
                    case LEAST_LOADED ->
                            one.openCapacity() == null
                                    ? "least loaded: %d open".formatted(one.open())
                                    : "least loaded: %d of %d open"
                                            .formatted(one.open(), one.openCapacity());
                };
        // Joined, not formatted: this is said of every lead.
        // Leads, and not what levels a member who came later with the others: that says nothing.
        String fair =
                (pool.strategy().countsWeights()
                                ? "next by the pool's weights (leads so far: "
                                : "next in equal turns (leads so far: ")
                        + taker.standing().kept()
                        + ", turns due: "
                        + tenths(order.shouldMicros(taker) - taker.standing().hadMicros())
                        + ")";
        if (first.isEmpty()) {
            return fair;
        }
        return best == 1 ? first : first + "; of %d equals %s".formatted(best, fair);
    }

    /** Turns to one decimal, which is left out where it is 0; halves away from zero. */
    private static String tenths(long micros) {
        long tenths = LongMath.divide(micros, Standing.TURN / 10, RoundingMode.HALF_UP);
        return tenths % 10 == 0
                ? Long.toString(tenths / 10)
                : (tenths < 0 ? "-" : "") + Math.abs(tenths / 10) + "." + Math.abs(tenths % 10);
    }
}
