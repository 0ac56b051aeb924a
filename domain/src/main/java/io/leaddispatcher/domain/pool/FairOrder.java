package io.leaddispatcher.domain.pool;

import static java.util.Objects.requireNonNull;

import io.leaddispatcher.domain.roster.RepKey;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose turn it is: the chairman assignment of R. Tijdeman ("The chairman assignment problem",
 * Discrete Mathematics 32, 1980, pp. 323-330).
 *
 * <p>Let k members take part, let member i have part p(i) = weight / sum of weights of each turn,
 * and let d(i) be what is due to i once the turn's claim is given out: before, plus p(i). Of those
 * with d(i) ≥ 1/(2k − 2), the one is taken whose d(i) would soonest reach 1 − 1/(2k − 2), that is
 * with the least (1 − 1/(2k − 2) − d(i)) / p(i). With everybody available from the start no count
 * is then ever further than 1 − 1/(2k − 2) from turns · p(i), which no rule can better for all
 * weights. Somebody with d(i) ≥ 1/(2k − 2) always exists, as the dues add up to one turn and 1/k ≥
 * 1/(2k − 2) for k ≥ 2.
 *
 * <p>Whose availability changes cannot be known ahead, and then no rule keeps the bound for
 * everybody. What is kept is that nobody is flooded: for the turns of {@link Ledger#WATCHED_TURNS}
 * a member who returned with c due (0 ≤ c &lt; 1) is taken only with d ≥ c, so it never is ahead by
 * more than 1 − c, and has at most n · p + 1 of the next n leads.
 *
 * <p>All in integers: with S = {@link Standing#TURN} and W = the sum of the weights, dues are kept
 * times W · S, and quotients are compared crosswise.
 */
final class FairOrder implements Comparator<RepKey> {

    private static final BigInteger TURN = BigInteger.valueOf(Standing.TURN);

    private final long turns;
    private final Level afterNext;
    private final BigInteger twiceOthers;
    private final Map<RepKey, Place> places = new HashMap<>();

    /**
     * Where a member is in this turn.
     *
     * @param due with the turn's claim given out, times W · S
     */
    private record Place(Standing standing, int priority, BigInteger due) {}

    /** The order among those who are present in {@code ledger}. */
    FairOrder(Pool pool, Ledger ledger) {
        List<Standing> present = ledger.present();
        Level level = Level.of(present);
        this.turns = ledger.turns();
        this.afterNext = new Level(level.had().add(TURN), level.weight());
        this.twiceOthers = BigInteger.valueOf(2L * present.size() - 2);
        Map<RepKey, Integer> priorities = new HashMap<>();
        pool.members().forEach(member -> priorities.put(member.rep(), member.priority()));
        for (Standing one : present) {
            int priority = priorities.getOrDefault(one.rep(), Integer.MAX_VALUE);
            places.put(one.rep(), new Place(one, priority, due(one)));
        }
    }

    /** The first of these; all of them are present. */
    RepKey first(Collection<RepKey> reps) {
        List<RepKey> due = reps.stream().filter(this::isDue).toList();
        List<RepKey> unwatched = reps.stream().filter(rep -> !isHeldBack(rep)).toList();
        Collection<RepKey> among = due.isEmpty() ? unwatched.isEmpty() ? reps : unwatched : due;
        return among.stream().min(this).orElseThrow();
    }

    /** By deadline, then priority, then least recently assigned, then key. */
    @Override
    public int compare(RepKey one, RepKey other) {
        return compare(place(one), place(other));
    }

    int priority(RepKey rep) {
        return place(rep).priority();
    }

    /** What a member has had, in micros. */
    long hadMicros(RepKey rep) {
        return place(rep).standing().hadMicros();
    }

    /** What a member should have had with this turn, in micros. */
    long shouldMicros(RepKey rep) {
        return afterNext.of(place(rep).standing().weight());
    }

    private int compare(Place one, Place other) {
        int byDeadline =
                slack(one)
                        .multiply(BigInteger.valueOf(other.standing().weight()))
                        .compareTo(
                                slack(other).multiply(BigInteger.valueOf(one.standing().weight())));
        if (byDeadline != 0) {
            return byDeadline;
        }
        int byPriority = Integer.compare(one.priority(), other.priority());
        if (byPriority != 0) {
            return byPriority;
        }
        int byRecency = lastAssigned(one).compareTo(lastAssigned(other));
        return byRecency != 0 ? byRecency : one.standing().rep().compareTo(other.standing().rep());
    }

    private boolean isDue(RepKey rep) {
        return place(rep).due().multiply(twiceOthers).compareTo(TURN.multiply(afterNext.weight()))
                        >= 0
                && !isHeldBack(rep);
    }

    private boolean isHeldBack(RepKey rep) {
        Standing standing = place(rep).standing();
        BigInteger least = BigInteger.valueOf(standing.claimMicros()).multiply(afterNext.weight());
        return turns < standing.settledAfter() && place(rep).due().compareTo(least) < 0;
    }

    private BigInteger due(Standing standing) {
        return afterNext
                .had()
                .multiply(BigInteger.valueOf(standing.weight()))
                .subtract(standing.had().multiply(afterNext.weight()));
    }

    /** 1 − 1/(2k − 2) − due, times W · S · (2k − 2). */
    private BigInteger slack(Place place) {
        return TURN.multiply(afterNext.weight())
                .multiply(twiceOthers.subtract(BigInteger.ONE))
                .subtract(place.due().multiply(twiceOthers));
    }

    private Place place(RepKey rep) {
        return requireNonNull(places.get(rep), () -> rep + " takes no part in this turn");
    }

    private static Instant lastAssigned(Place place) {
        Instant last = place.standing().lastAssignedAt();
        return last == null ? Instant.MIN : last;
    }
}
