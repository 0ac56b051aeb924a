package io.leaddispatcher.application.sso.port;

import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Which member somebody is whom the provider of the workspace knows. Inside a unit of work. */
public interface SsoIdentities {

    /** A seat that an invitation offers. */
    record Seat(Role role, @Nullable String rep) {}

    /** The member, active or not, by the provider and its own name for them. */
    Mono<UUID> find(TenantId tenant, URI issuer, String subject);

    /** The member with this address whom nobody of this provider is yet. */
    Mono<UUID> unlinked(TenantId tenant, URI issuer, String email);

    /**
     * Takes the invitation of this address away and answers its seat. One that has lapsed is taken
     * away as well, so that the address is free, and answers none.
     *
     * @param owners whether seats of owners count; else they stay
     */
    Mono<Seat> takeInvitation(TenantId tenant, String email, boolean owners, Instant at);

    Mono<Void> link(TenantId tenant, URI issuer, String subject, UUID member, Instant at);
}
