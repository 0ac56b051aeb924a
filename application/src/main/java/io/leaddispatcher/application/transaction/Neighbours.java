package io.leaddispatcher.application.transaction;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/**
 * Which tenants send something to this node, and how much, so that who sends much leaves time to
 * those who send less, and to nobody who sends as much. Whoever sent nothing for half a second to a
 * second is not there.
 */
final class Neighbours {

    private static final long WINDOW = Duration.ofMillis(500).toNanos();

    /** Whoever sends so many times what another one sends, sends more; what is less is chance. */
    private static final double MORE = 1.5;

    /** How much of what came before still counts when less comes. */
    private static final double REMEMBERED = 0.85;

    /** What one tenant sends in a window: in this one, and before. */
    private static final class Pace {
        private int now;
        private double before;

        double much() {
            return Math.max(now, before);
        }

        /** Whether nothing came in the window that is over. */
        boolean turn() {
            boolean gone = now == 0;
            before = Math.max(now, before * REMEMBERED + now * (1 - REMEMBERED));
            now = 0;
            return gone;
        }
    }

    private final Map<TenantId, Pace> paces = new HashMap<>();
    private long since;

    // Whoever sends least, and how much, and how much the next one does.
    private @Nullable TenantId quietest;
    private double least = Double.POSITIVE_INFINITY;
    private double next = Double.POSITIVE_INFINITY;

    /** Nanoseconds since some time, as timers count them. */
    static long now() {
        return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
    }

    synchronized void came(TenantId tenant) {
        turn();
        Pace pace = paces.get(tenant);
        if (pace == null) {
            pace = new Pace();
            paces.put(tenant, pace);
            rank(tenant, 1);
        }
        pace.now++;
    }

    /** Whether somebody else is there who sends less. */
    synchronized boolean hasQuieter(TenantId tenant) {
        turn();
        Pace pace = paces.get(tenant);
        double others = tenant.equals(quietest) ? next : least;
        return pace != null && pace.much() >= others * MORE;
    }

    private void turn() {
        long elapsed = now() - since;
        if (elapsed < WINDOW) {
            return;
        }
        since = now();
        if (elapsed >= 2 * WINDOW) {
            paces.clear();
        } else {
            paces.values().removeIf(Pace::turn);
        }
        quietest = null;
        least = Double.POSITIVE_INFINITY;
        next = Double.POSITIVE_INFINITY;
        paces.forEach((tenant, pace) -> rank(tenant, pace.much()));
    }

    private void rank(TenantId tenant, double much) {
        if (much < least) {
            next = least;
            least = much;
            quietest = tenant;
        } else {
            next = Math.min(next, much);
        }
    }
}
