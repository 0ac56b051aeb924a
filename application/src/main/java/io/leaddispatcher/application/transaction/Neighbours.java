package io.leaddispatcher.application.transaction;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/**
 * Whether a tenant is alone on this node, by who came lately. It remembers two of them: whoever
 * came last, and whoever came last before that one.
 */
final class Neighbours {

    private static final long LATELY = Duration.ofSeconds(1).toNanos();

    private record Visit(@Nullable TenantId tenant, long at) {}

    private Visit last = new Visit(null, 0);
    private Visit other = last;

    /** Nanoseconds since some time, as timers count them. */
    static long now() {
        return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
    }

    synchronized void came(TenantId tenant) {
        if (!tenant.equals(last.tenant())) {
            other = last;
        }
        last = new Visit(tenant, now());
    }

    /** Whether somebody else came within the last second. */
    synchronized boolean has(TenantId tenant) {
        Visit visit = tenant.equals(last.tenant()) ? other : last;
        return visit.tenant() != null && now() - visit.at() < LATELY;
    }
}
