package io.leaddispatcher.domain.pool;

import io.leaddispatcher.domain.roster.RepKey;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one member stands in the pool's present cycle; one row of a table. "Micros" are millionths
 * of a turn.
 *
 * @param weight the weight in force; a pool that says otherwise is brought in by {@link
 *     Ledger#following}
 * @param assigned leads taken
 * @param credit turns given back
 * @param offsetMicros turns that the member is taken to have had besides, so that it stands level
 *     with the others in spite of joining late, being away, or another weight before
 * @param present whether the member took part in the pool's latest turn
 * @param claimMicros while away: what was due to the member when it left (negative: what it was
 *     ahead); after its return: the part of it below a whole turn
 * @param settledAfter the turn of the pool after which the member's return is no longer watched
 */
public record Standing(
        RepKey rep,
        int weight,
        long assigned,
        long credit,
        long offsetMicros,
        boolean present,
        long claimMicros,
        long settledAfter,
        @Nullable Instant lastAssignedAt) {

    /** Micros in one turn. */
    public static final long TURN = 1_000_000;

    static Standing level(RepKey rep, int weight, Level level) {
        return new Standing(rep, weight, 0, 0, level.of(weight), true, 0, 0, null);
    }

    /** The leads that the member took and kept. */
    long kept() {
        return Math.subtractExact(assigned, credit);
    }

    /** What the member has had: assigned less credit plus offset. */
    long hadMicros() {
        return Math.addExact(Math.multiplyExact(kept(), TURN), offsetMicros);
    }

    Standing take(Instant at) {
        return new Standing(
                rep,
                weight,
                assigned + 1,
                credit,
                offsetMicros,
                present,
                claimMicros,
                settledAfter,
                at);
    }

    /** Takes a lead without a turn: stands where it stood. */
    Standing takeBeside(Instant at) {
        return new Standing(
                rep,
                weight,
                assigned + 1,
                credit,
                Math.subtractExact(offsetMicros, TURN),
                present,
                claimMicros,
                settledAfter,
                at);
    }

    /** A turn given back also counts while the member is away, beyond what may be caught up. */
    Standing giveBack() {
        return new Standing(
                rep,
                weight,
                assigned,
                credit + 1,
                offsetMicros,
                present,
                present ? claimMicros : claimMicros + TURN,
                settledAfter,
                lastAssignedAt);
    }

    /** The opposite of {@link #giveBack}; a turn was given back before, in this cycle. */
    Standing takeBack() {
        return new Standing(
                rep,
                weight,
                assigned,
                credit - 1,
                offsetMicros,
                present,
                present ? claimMicros : claimMicros - TURN,
                settledAfter,
                lastAssignedAt);
    }

    Standing adjust(long micros) {
        return new Standing(
                rep,
                weight,
                assigned,
                credit,
                Math.addExact(offsetMicros, micros),
                present,
                present ? claimMicros : Math.subtractExact(claimMicros, micros),
                settledAfter,
                lastAssignedAt);
    }

    /** The same counts, standing where {@code had} says. */
    private Standing at(
            long had, int newWeight, boolean newPresent, long newClaim, long newSettledAfter) {
        return new Standing(
                rep,
                newWeight,
                assigned,
                credit,
                Math.addExact(offsetMicros, Math.subtractExact(had, hadMicros())),
                newPresent,
                newClaim,
                newSettledAfter,
                lastAssignedAt);
    }

    /** Another weight, with the same claim as before. */
    Standing reweigh(int newWeight, Level level) {
        long due = level.due(this);
        return at(level.of(newWeight) - due, newWeight, present, claimMicros, settledAfter);
    }

    /** Goes away with what is due now; {@code rest} is the level of those who stay. */
    Standing leave(Level before, Level rest) {
        long due = before.due(this);
        return at(rest.of(weight) - due, weight, false, due, 0);
    }

    /**
     * What is due to the member on its return. What was due before the absence is due again; of
     * what the absence has cost, a debt is paid first, then {@code catchUp} turns are kept, and the
     * rest is lost.
     */
    long dueOnReturn(Level others, int catchUp) {
        long most = Math.addExact(Math.max(claimMicros, 0), Math.multiplyExact(catchUp, TURN));
        return Math.min(others.due(this), most);
    }

    /** Comes back with so much due at this level. */
    Standing comeBack(Level level, long due) {
        return at(level.of(weight) - due, weight, true, 0, 0);
    }

    /** Is watched up to this turn of the pool, so as not to get ahead of what is due now. */
    Standing watched(Level level, long until) {
        return at(hadMicros(), weight, present, Math.max(level.due(this), 0) % TURN, until);
    }

    Standing restart() {
        return new Standing(rep, weight, 0, 0, 0, present, 0, 0, lastAssignedAt);
    }

    static BigDecimal turns(long micros) {
        return BigDecimal.valueOf(micros, 6);
    }
}
