package io.leaddispatcher.application.routing;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import io.leaddispatcher.application.routing.port.WaitingLeads.Waiting;
import io.leaddispatcher.application.snapshot.Bearing;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.routing.Awaited;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * For whom leads wait, as this node has found out by deciding them. It is what makes thousands that
 * wait for somebody else cost nothing. Good for as long as neither the lead nor what decisions go
 * by has changed; losing it costs a decision each.
 */
final class WaitingMemory {

    private static final int TENANTS = 200;
    private static final int LEADS = 50_000;

    /**
     * What decisions go by.
     *
     * @param bearing what of the configuration bears on it
     * @param absence since when the latest absence lasts in which somebody stands in; null: none
     */
    record Epoch(Bearing bearing, @Nullable Instant absence) {}

    private record Known(Instant changedAt, Awaited awaited) {}

    private record Tenant(Epoch epoch, Cache<LeadId, Known> leads, Map<LeadId, Instant> putOff) {

        Tenant(Epoch epoch) {
            this(
                    epoch,
                    CacheBuilder.newBuilder().maximumSize(LEADS).build(),
                    new ConcurrentHashMap<>());
        }
    }

    private final Cache<TenantId, Tenant> tenants =
            CacheBuilder.newBuilder().maximumSize(TENANTS).build();
    private final Interner<Awaited> interner = Interners.newWeakInterner();

    /** What is known of a tenant's leads in an epoch. */
    Leads of(TenantId tenant, Epoch epoch) {
        Tenant known = tenants.getIfPresent(tenant);
        if (known == null || !known.epoch().equals(epoch)) {
            known = new Tenant(epoch);
            tenants.put(tenant, known);
        }
        return new Leads(known.leads(), known.putOff());
    }

    /** Those of one tenant. */
    final class Leads {

        private final Cache<LeadId, Known> known;
        private final Map<LeadId, Instant> putOff;

        private Leads(Cache<LeadId, Known> known, Map<LeadId, Instant> putOff) {
            this.known = known;
            this.putOff = putOff;
        }

        /** Leaves a lead alone for a while, because deciding it has failed. */
        void putOff(LeadId lead, Instant until) {
            putOff.put(lead, until);
        }

        /** When the first of those that were put off is to be tried again. */
        Optional<Instant> triedAgain() {
            return putOff.values().stream().min(Instant::compareTo);
        }

        /** Those whose time has come are put off no more. */
        void tryAgain(Instant now) {
            putOff.values().removeIf(until -> !now.isBefore(until));
        }

        /** Empty when it has to be found out. */
        Optional<Awaited> awaitedBy(Waiting waiting) {
            if (putOff.containsKey(waiting.lead())) {
                return Optional.of(Awaited.NOBODY);
            }
            return Optional.ofNullable(known.getIfPresent(waiting.lead()))
                    .filter(found -> found.changedAt().equals(waiting.changedAt()))
                    .map(Known::awaited);
        }

        void keep(Waiting waiting, Awaited awaited) {
            known.put(waiting.lead(), new Known(waiting.changedAt(), interner.intern(awaited)));
        }
    }
}
