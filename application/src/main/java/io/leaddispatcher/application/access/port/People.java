package io.leaddispatcher.application.access.port;

import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Human beings and their memberships. The look-ups before a tenant is known need no unit of work.
 */
public interface People {

    /**
     * What a person logs in with.
     *
     * @param confirmed whether they have proved that the address is theirs
     */
    record Credentials(UUID person, @Nullable String passwordHash, boolean confirmed) {}

    record Membership(TenantId tenant, UUID member) {}

    /** By normalised address. */
    Mono<Credentials> find(String email);

    /** Active memberships, oldest first. */
    Flux<Membership> memberships(UUID person);

    /**
     * Likewise, without those in workspaces whose identity provider is the only way in for them.
     */
    Flux<Membership> membershipsByPassword(UUID person);

    Mono<Void> changePasswordHash(UUID person, String hash);

    /**
     * Makes the person known; one who exists is left alone. Answers the id under which the person
     * is known.
     */
    Mono<UUID> register(
            UUID id,
            String email,
            String name,
            @Nullable String passwordHash,
            Instant at,
            boolean confirmed);

    /** Inside a unit of work. */
    Mono<Void> join(
            TenantId tenant,
            UUID member,
            UUID person,
            Role role,
            @Nullable String repKey,
            Instant at);
}
