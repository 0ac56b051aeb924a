package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.crm.port.CrmMirrors;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the mirror of a CRM's companies is.
 *
 * @param cursor where the phase goes on; null at its beginning
 * @param since what was changed earlier needs not be read in this round
 * @param beganAt when this round began
 * @param finishedAt when every company had been read once; null while that goes on
 * @param total how many companies there were at the start; null when the CRM does not tell
 * @param done how many have been read of them
 * @param byHand companies of which somebody keeps an account by hand
 * @param reconciledAt when the latest round was over; null before the first
 * @param drift what this round found, or the latest, that no event had told of
 * @param sweptAt when it was last asked which companies are gone
 * @param error why it could not go further the last time, in the CRM's words where it refused
 *     something; null when it could
 */
public record MirrorState(
        Phase phase,
        @Nullable String cursor,
        Instant since,
        Instant beganAt,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long total,
        long done,
        long added,
        long changed,
        long removed,
        long byHand,
        @Nullable Instant reconciledAt,
        long drift,
        @Nullable Instant sweptAt,
        int failures,
        @Nullable String error) {

    /** What is done next. */
    public enum Phase {
        /** Every company is read. */
        ALL,
        /** Those that were changed. */
        CHANGED,
        /** Those that are here are asked for, in case they are gone. */
        GONE,
        /** It is looked who the owners of all are: reps come, go and are given other ids. */
        OWNERS,
        /** It waits for events, and for the next round. */
        IDLE
    }

    /** So that neither clocks that differ nor an index that lags behind hides a change. */
    static final Duration OVERLAP = Duration.ofMinutes(5);

    private static final Duration ROUND_EVERY = Duration.ofHours(1);
    private static final Duration SWEEP_EVERY = Duration.ofHours(24);

    private static final CrmMirrors.Put NOTHING = new CrmMirrors.Put(0, 0, 0, 0);

    /** One that begins. */
    public static MirrorState begun(Instant at) {
        return new MirrorState(
                Phase.ALL, null, at, at, at, null, null, 0, 0, 0, 0, 0, null, 0, null, 0, null);
    }

    MirrorState of(@Nullable Long companies) {
        return going(cursor, companies, 0, NOTHING, drift);
    }

    /** Some more of it was read. */
    MirrorState read(int read, CrmMirrors.Put put) {
        return phase == Phase.ALL
                ? going(cursor, total, read, put, 0)
                : going(
                        cursor,
                        total,
                        0,
                        countedBefore(put),
                        drift + put.added() + put.changed() + put.removed());
    }

    /** An event had told of some. */
    MirrorState followed(CrmMirrors.Put put) {
        return going(cursor, total, 0, countedBefore(put), drift);
    }

    /** Owners turned out to be other reps. */
    MirrorState reowned(int accounts) {
        return going(cursor, total, 0, new CrmMirrors.Put(0, accounts, 0, 0), drift + accounts);
    }

    MirrorState at(@Nullable String next) {
        return going(next, total, 0, NOTHING, drift);
    }

    /** Companies that are read again: those kept by hand are among those of the first time. */
    private static CrmMirrors.Put countedBefore(CrmMirrors.Put put) {
        return new CrmMirrors.Put(put.added(), put.changed(), put.removed(), 0);
    }

    /** The phase goes on, with more to count; what had failed before has not now. */
    private MirrorState going(
            @Nullable String next,
            @Nullable Long companies,
            long read,
            CrmMirrors.Put more,
            long drifted) {
        return new MirrorState(
                phase,
                next,
                since,
                beganAt,
                startedAt,
                finishedAt,
                companies,
                done + read,
                added + more.added(),
                changed + more.changed(),
                removed + more.removed(),
                byHand + more.byHand(),
                reconciledAt,
                drifted,
                sweptAt,
                0,
                null);
    }

    /** When what was changed is asked for again. */
    Instant nextRoundAt() {
        return reconciledAt == null ? beganAt : reconciledAt.plus(ROUND_EVERY);
    }

    /** A new round begins: what was changed since the one before. */
    MirrorState again(Instant now) {
        return new MirrorState(
                Phase.CHANGED,
                null,
                since,
                now,
                startedAt,
                finishedAt,
                total,
                done,
                added,
                changed,
                removed,
                byHand,
                reconciledAt,
                0,
                sweptAt,
                0,
                null);
    }

    /** The phase is over. */
    MirrorState next(Instant now) {
        return switch (phase) {
            // Whatever was changed meanwhile may have been read before it was.
            case ALL ->
                    to(
                            Phase.CHANGED,
                            beganAt.minus(OVERLAP),
                            now,
                            now,
                            reconciledAt,
                            isAllNew() ? now : sweptAt);
            case CHANGED ->
                    sweptAt == null || !now.isBefore(sweptAt.plus(SWEEP_EVERY))
                            ? to(Phase.GONE, since, beganAt, finishedAt, reconciledAt, sweptAt)
                            : to(Phase.OWNERS, since, beganAt, finishedAt, reconciledAt, sweptAt);
            case GONE -> to(Phase.OWNERS, since, beganAt, finishedAt, reconciledAt, now);
            case OWNERS ->
                    to(Phase.IDLE, beganAt.minus(OVERLAP), beganAt, finishedAt, now, sweptAt);
            case IDLE -> this;
        };
    }

    /** Nothing was here before: so nothing that is here can have gone before. */
    private boolean isAllNew() {
        return added + byHand == done;
    }

    private MirrorState to(
            Phase next,
            Instant from,
            Instant began,
            @Nullable Instant finished,
            @Nullable Instant reconciled,
            @Nullable Instant swept) {
        return new MirrorState(
                next,
                null,
                from,
                began,
                startedAt,
                finished,
                total,
                done,
                added,
                changed,
                removed,
                byHand,
                reconciled,
                drift,
                swept,
                0,
                null);
    }
}
