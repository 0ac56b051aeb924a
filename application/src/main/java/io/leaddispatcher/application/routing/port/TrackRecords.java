package io.leaddispatcher.application.routing.port;

import io.leaddispatcher.domain.pool.Performances;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.segment.SegmentKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * What the members of pools have made of their leads, counted by segment and by the month (UTC) in
 * which they got them. Changes under the tenant's turn only. Called inside a unit of work.
 */
public interface TrackRecords {

    /**
     * To be added to a member's record.
     *
     * @param segments those that the lead was in; it counts in each of them, and among all leads
     * @param concluded how many leads more whose work is over
     * @param won how many more of them were won
     */
    record Addition(
            PoolKey pool,
            RepKey rep,
            List<SegmentKey> segments,
            YearMonth month,
            int concluded,
            int won) {
        public Addition {
            segments = List.copyOf(segments);
        }

        public static YearMonth month(Instant at) {
            return YearMonth.from(at.atZone(ZoneOffset.UTC));
        }
    }

    Mono<Void> add(TenantId tenant, Addition addition);

    /** Takes back what was added. */
    Mono<Void> takeBack(TenantId tenant, Addition addition);

    /** Of leads that were given in this month or later; of each of these pools something. */
    Mono<Map<PoolKey, Performances>> since(
            TenantId tenant, Collection<PoolKey> pools, YearMonth month);
}
