package io.leaddispatcher.application.access.port;

import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Sessions, kept by the hash of their token so that whoever reads the table cannot use them. */
public interface Sessions {

    record Session(
            UUID member,
            Role role,
            @Nullable String repKey,
            String name,
            String email,
            String workspaceName,
            Instant createdAt,
            Instant lastSeenAt) {}

    /** The tenant of a session, before it is known. Needs no unit of work. */
    Mono<TenantId> tenantOf(byte[] tokenHash);

    /** Empty when it has ended or its member is no longer active. */
    Mono<Session> find(TenantId tenant, byte[] tokenHash);

    Mono<Void> open(TenantId tenant, byte[] tokenHash, UUID member, Instant at);

    Mono<Void> seen(TenantId tenant, byte[] tokenHash, Instant at);

    Mono<Void> end(TenantId tenant, byte[] tokenHash);
}
