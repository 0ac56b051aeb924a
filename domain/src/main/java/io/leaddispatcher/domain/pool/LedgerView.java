package io.leaddispatcher.domain.pool;

import io.leaddispatcher.domain.roster.RepKey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger shows.
 *
 * @param members in the order of the pool's list
 * @param upcoming who gets the next leads if everybody is available, in turn; empty when the pool
 *     has no members
 */
public record LedgerView(PoolKey pool, List<Member> members, List<RepKey> upcoming) {

    private static final int FORESEEN = 20;

    /**
     * One member in this cycle.
     *
     * @param weight the weight that the strategy heeds
     * @param share the member's part of the turns kept (assigned less credit), four decimals; 0
     *     before the first, and of who was given back more than they had in this cycle
     * @param expectedShare weight over the sum of the weights, four decimals
     * @param expected how many turns by weight of all that were kept, four decimals
     * @param offset turns that the member is taken to have had besides
     * @param due turns that are due to the member when everybody is available, negative: how far it
     *     is ahead. Over all members they add up to nothing, but for millionths
     */
    public record Member(
            RepKey rep,
            int weight,
            long assigned,
            long credit,
            BigDecimal share,
            BigDecimal expectedShare,
            BigDecimal expected,
            BigDecimal offset,
            BigDecimal due,
            boolean present) {}

    public LedgerView {
        members = List.copyOf(members);
        upcoming = List.copyOf(upcoming);
    }

    /** Who is next if everybody is available; {@code null} when the pool has no members. */
    public @Nullable RepKey next() {
        return upcoming.isEmpty() ? null : upcoming.getFirst();
    }

    /** The ledger as it stands at {@code at}; roll it over to the present cycle before. */
    public static LedgerView of(Pool pool, Ledger ledger, Instant at) {
        Ledger followed = ledger.following(pool, at).ledger();
        List<Standing> standings = followed.standings();
        Map<RepKey, BigDecimal> due = due(followed, pool, at);
        long turns = standings.stream().mapToLong(LedgerView::kept).sum();
        long weights = standings.stream().mapToLong(Standing::weight).sum();
        return new LedgerView(
                pool.key(),
                standings.stream()
                        .map(one ->
                                new Member(
                                        one.rep(),
                                        one.weight(),
                                        one.assigned(),
                                        one.credit(),
                                        turns == 0
                                                ? fraction(0, 1, 1)
                                                : fraction(kept(one), 1, turns),
                                        fraction(one.weight(), 1, weights),
                                        fraction(one.weight(), turns, weights),
                                        Standing.turns(one.offsetMicros()),
                                        due.getOrDefault(one.rep(), BigDecimal.ZERO),
                                        one.present()))
                        .toList(),
                PoolDealer.preview(pool, ledger, FORESEEN));
    }

    /** Credit for leads of the cycle before may be more than what was assigned in this one. */
    private static long kept(Standing standing) {
        return Math.max(0, standing.kept());
    }

    /** As whoever is away comes back: with what is still due then, and level with the others. */
    private static Map<RepKey, BigDecimal> due(Ledger followed, Pool pool, Instant at) {
        BitSet everybody = new BitSet();
        everybody.set(0, followed.standings().size());
        Ledger together = followed.settle(everybody, pool.catchUp(), at).ledger();
        Level level = together.level();
        return together.standings().stream()
                .collect(Collectors.toMap(Standing::rep, each -> Standing.turns(level.due(each))));
    }

    private static BigDecimal fraction(long of, long times, long divisor) {
        return BigDecimal.valueOf(of)
                .multiply(BigDecimal.valueOf(times))
                .divide(BigDecimal.valueOf(divisor), 4, RoundingMode.HALF_EVEN);
    }
}
