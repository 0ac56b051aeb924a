package io.leaddispatcher.domain.pool;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a pool have had in the present cycle, and with that who is next. Immutable;
 * it is nothing but its three components, so a row for the pool and a row per member keep it.
 *
 * <p>Each turn gives one turn's worth of claim, by weight, to those who may have the lead, and
 * takes one turn from the taker. Nobody else's standing is written: a member's counters change only
 * by what happens to that member.
 *
 * @param cycleStart when the cycle began
 * @param turns how many leads the pool has dealt in turn, over all cycles
 * @param standings one per member, in the order of the pool's list
 */
public record Ledger(Instant cycleStart, long turns, List<Standing> standings) {

    /** For how many of the pool's leads a return is watched, so that it brings no flood. */
    static final int WATCHED_TURNS = 20;

    /** No two nodes differ more; what lies farther back is looked at, as by a simulation. */
    private static final Duration CLOCKS_APART = Duration.ofHours(1);

    public Ledger {
        standings = List.copyOf(standings);
    }

    /** The ledger of a pool that has dealt nothing. */
    public static Ledger empty() {
        return new Ledger(Instant.EPOCH, 0, List.of());
    }

    public Optional<Standing> standing(RepKey rep) {
        return standings.stream().filter(standing -> standing.rep().equals(rep)).findFirst();
    }

    /**
     * Brings in what the pool's document says now: members who joined or left, weights, order. To
     * be asked before every turn; changes nothing when nothing has changed.
     */
    public LedgerChange following(Pool pool, Instant at) {
        return follows(pool) ? new LedgerChange(this, List.of()) : broughtTo(pool, at);
    }

    private boolean follows(Pool pool) {
        List<PoolMember> members = pool.members();
        if (members.size() != standings.size()) {
            return false;
        }
        for (int place = 0; place < members.size(); place++) {
            PoolMember member = members.get(place);
            Standing standing = standings.get(place);
            if (standing.weight() != pool.weightOf(member)
                    || !standing.rep().equals(member.rep())) {
                return false;
            }
        }
        return true;
    }

    private LedgerChange broughtTo(Pool pool, Instant at) {
        List<LedgerRow> rows = new ArrayList<>();
        Set<RepKey> members =
                pool.members().stream().map(PoolMember::rep).collect(toUnmodifiableSet());
        Map<RepKey, Standing> staying = new LinkedHashMap<>();
        for (Standing standing : standings) {
            if (members.contains(standing.rep())) {
                staying.put(standing.rep(), standing);
            } else {
                rows.add(LedgerRow.of(at, Cause.LEAVE, standing.rep(), 0));
            }
        }
        Level level = with(List.copyOf(staying.values())).level();
        List<Standing> next = new ArrayList<>();
        for (PoolMember member : pool.members()) {
            int weight = pool.weightOf(member);
            Standing known = staying.get(member.rep());
            if (known == null) {
                Standing joined = Standing.level(member.rep(), weight, level);
                rows.add(LedgerRow.of(at, Cause.JOIN, member.rep(), joined.hadMicros()));
                next.add(joined);
            } else if (known.weight() == weight) {
                next.add(known);
            } else {
                Standing reweighed = known.reweigh(weight, level);
                rows.add(moved(at, Cause.WEIGHT, known, reweighed));
                next.add(reweighed);
            }
        }
        return new LedgerChange(with(next), rows);
    }

    /**
     * The ledger for the cycle that {@code at} falls into: this one, or one that starts anew. Once
     * it has begun a cycle it does not go back to the one before because the next clock is behind.
     */
    public Ledger forCycle(Cycle cycle, Instant at, ZoneId zone) {
        Instant start = cycle.startOf(at, zone);
        return start.equals(cycleStart) || hasJustBegun(cycle, at, zone)
                ? this
                : new Ledger(start, turns, standings.stream().map(Standing::restart).toList());
    }

    private boolean hasJustBegun(Cycle cycle, Instant at, ZoneId zone) {
        return at.isBefore(cycleStart)
                && !at.isBefore(cycleStart.minus(CLOCKS_APART))
                && cycle.startOf(cycleStart, zone).equals(cycleStart);
    }

    /** Gives a turn back. Without effect for somebody who is no longer a member. */
    public LedgerChange credit(RepKey rep, @Nullable LeadId lead, String reason, Instant at) {
        return change(
                rep,
                Standing::giveBack,
                new LedgerRow(at, Cause.CREDIT, rep, Standing.turns(-Standing.TURN), lead, reason));
    }

    /**
     * Takes a turn again that was given back, because the lead was one after all. Without effect
     * for somebody who is no longer a member, and where it was not given back in this cycle.
     *
     * @param givenBackAt null: nobody knows
     */
    public LedgerChange takeBack(
            RepKey rep, LeadId lead, String reason, @Nullable Instant givenBackAt, Instant at) {
        // What was given back in the cycle before went with it; what is there is another lead's.
        boolean gone = givenBackAt != null && givenBackAt.isBefore(cycleStart);
        return gone || standing(rep).filter(standing -> standing.credit() > 0).isEmpty()
                ? new LedgerChange(this, List.of())
                : change(
                        rep,
                        Standing::takeBack,
                        new LedgerRow(
                                at,
                                Cause.CREDIT,
                                rep,
                                Standing.turns(Standing.TURN),
                                lead,
                                reason));
    }

    /**
     * A person's correction: {@code offset} more turns that the member is taken to have had, so
     * that −2 brings two leads more. Rounded to a millionth.
     */
    public LedgerChange adjust(RepKey rep, BigDecimal offset, String reason, Instant at) {
        BigDecimal rounded = offset.setScale(6, RoundingMode.HALF_EVEN);
        long micros = rounded.unscaledValue().longValueExact();
        return change(
                rep,
                standing -> standing.adjust(micros),
                new LedgerRow(at, Cause.MANUAL, rep, rounded, null, reason));
    }

    /** Counts a lead that reached a member past the pool (an owner's, a named rep's, by hand). */
    public LedgerChange count(RepKey rep, LeadId lead, Instant at) {
        return change(rep, standing -> standing.take(at), assigned(rep, lead, at));
    }

    /** Counts a lead that a member got for what it has made of others: that is no turn. */
    LedgerChange earned(RepKey rep, LeadId lead, Instant at) {
        return change(
                rep,
                standing -> standing.takeBeside(at),
                new LedgerRow(
                        at, Cause.ASSIGNED, rep, Standing.turns(0), lead, "by record: no turn"));
    }

    /** One lead of the pool's own dealt, among those who are present. */
    LedgerChange dealt(RepKey taker, LeadId lead, Instant at) {
        LedgerChange counted = count(taker, lead, at);
        return new LedgerChange(
                new Ledger(cycleStart, turns + 1, counted.ledger().standings()), counted.rows());
    }

    /**
     * Those who are eligible again come back, level with the rest; the others leave.
     *
     * @param eligible by their place in the pool's list, which this ledger follows
     */
    LedgerChange settle(BitSet eligible, int catchUp, Instant at) {
        if (isSettled(eligible)) {
            return new LedgerChange(this, List.of());
        }
        List<LedgerRow> rows = new ArrayList<>();
        Level others = level();
        BitSet returning = new BitSet();
        long due = 0;
        for (int place = 0; place < standings.size(); place++) {
            Standing standing = standings.get(place);
            if (!standing.present() && eligible.get(place)) {
                returning.set(place);
                due = Math.addExact(due, standing.dueOnReturn(others, catchUp));
            }
        }
        Level level = others.owing(due);
        List<Standing> back = new ArrayList<>();
        List<Standing> staying = new ArrayList<>();
        for (int place = 0; place < standings.size(); place++) {
            Standing standing = standings.get(place);
            if (returning.get(place)) {
                Standing again = standing.comeBack(level, standing.dueOnReturn(others, catchUp));
                rows.add(moved(at, Cause.RETURN, standing, again));
                standing = again;
            }
            back.add(standing);
            if (eligible.get(place)) {
                staying.add(standing);
            }
        }
        Level before = with(back).level();
        Level rest = Level.of(staying);
        List<Standing> next = new ArrayList<>();
        for (int place = 0; place < back.size(); place++) {
            Standing standing = back.get(place);
            if (returning.get(place)) {
                next.add(standing.watched(rest, turns + WATCHED_TURNS));
            } else if (standing.present() && !eligible.get(place)) {
                Standing left = standing.leave(before, rest);
                rows.add(moved(at, Cause.LEAVE, standing, left));
                next.add(left);
            } else {
                next.add(standing);
            }
        }
        return new LedgerChange(with(next), rows);
    }

    /** Whether those who took part in the latest turn are those who may now. */
    private boolean isSettled(BitSet eligible) {
        for (int place = 0; place < standings.size(); place++) {
            if (standings.get(place).present() != eligible.get(place)) {
                return false;
            }
        }
        return true;
    }

    List<Standing> present() {
        List<Standing> present = new ArrayList<>(standings.size());
        for (Standing standing : standings) {
            if (standing.present()) {
                present.add(standing);
            }
        }
        return present;
    }

    /** The level of those who took part in the latest turn; of all, when nobody of them is left. */
    Level level() {
        List<Standing> present = present();
        return Level.of(present.isEmpty() ? standings : present);
    }

    private Ledger with(List<Standing> next) {
        return new Ledger(cycleStart, turns, next);
    }

    private LedgerChange change(RepKey rep, UnaryOperator<Standing> how, LedgerRow row) {
        for (int place = 0; place < standings.size(); place++) {
            if (standings.get(place).rep().equals(rep)) {
                List<Standing> next = new ArrayList<>(standings);
                next.set(place, how.apply(standings.get(place)));
                return new LedgerChange(with(next), List.of(row));
            }
        }
        return new LedgerChange(this, List.of());
    }

    private static LedgerRow assigned(RepKey rep, LeadId lead, Instant at) {
        return new LedgerRow(at, Cause.ASSIGNED, rep, Standing.turns(Standing.TURN), lead, null);
    }

    private static LedgerRow moved(Instant at, Cause cause, Standing before, Standing after) {
        return LedgerRow.of(at, cause, before.rep(), after.hadMicros() - before.hadMicros());
    }
}
