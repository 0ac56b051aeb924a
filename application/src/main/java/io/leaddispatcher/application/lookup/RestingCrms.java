package io.leaddispatcher.application.lookup;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * CRMs that have let several leads in a row wait in vain: for a while no lead waits for them.
 * Afterwards one miss is enough. This node's own knowledge.
 */
public final class RestingCrms {

    private static final int MISSES = 3;
    static final Duration REST = Duration.ofSeconds(30);

    private record Name(TenantId tenant, ConnectionKey connection) {}

    private record Misses(int inARow, Instant last) {}

    private final Map<Name, Misses> misses = new ConcurrentHashMap<>();

    boolean rests(TenantId tenant, ConnectionKey connection, Instant now) {
        Misses seen = misses.get(new Name(tenant, connection));
        return seen != null && seen.inARow() >= MISSES && now.isBefore(seen.last().plus(REST));
    }

    void missed(TenantId tenant, ConnectionKey connection, Instant now) {
        misses.merge(
                new Name(tenant, connection),
                new Misses(1, now),
                (before, _) -> new Misses(before.inARow() + 1, now));
    }

    void answered(TenantId tenant, ConnectionKey connection) {
        misses.remove(new Name(tenant, connection));
    }
}
