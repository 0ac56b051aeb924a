package io.leaddispatcher.application.push.port;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.dispatch.port.PushDevices;
import io.leaddispatcher.application.push.Device;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The devices of each tenant's reps. Called inside a unit of work of the tenant. */
public interface PushSubscriptions extends PushDevices {

    /**
     * Keeps a device; one of the same address is replaced, whosever it was. Of more than {@code
     * atMost} of a rep the oldest go.
     *
     * @param member who is logged in on it
     * @param session the hash of the session's secret: it is forgotten when that is logged out
     */
    Mono<Void> keep(
            TenantId tenant,
            RepKey rep,
            UUID member,
            Device device,
            byte[] session,
            Instant at,
            int atMost);

    /**
     * The member is logged in on a device of theirs with another session, which it is forgotten
     * with from now on. Changes nothing when it is not known, or somebody else's.
     */
    Mono<Void> usedWith(TenantId tenant, UUID member, Secret endpoint, byte[] session);

    /** Those of active members who are that rep now, the oldest first. */
    Flux<Device> of(TenantId tenant, RepKey rep);

    /** They take messages no longer. */
    Mono<Void> forget(TenantId tenant, Collection<String> devices);

    /** All of a member. */
    Mono<Void> forgetAll(TenantId tenant, UUID member);
}
