package io.leaddispatcher.application.member.port;

import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Invitations that wait for an answer, kept by the hash of their link's secret. */
public interface Invitations {

    /**
     * A seat that is offered.
     *
     * @param id of the member to be
     * @param mailed whether the installation's mail server took the link to the address, so that
     *     holding it proves the address
     * @param quiet shown as a member already: nobody is to learn that the account was there before.
     *     It stays until somebody removes it, as a member does.
     * @param expiresAt until when the link is good
     */
    record Invitation(
            UUID id,
            String email,
            String name,
            Role role,
            @Nullable String rep,
            boolean mailed,
            boolean quiet,
            Instant createdAt,
            Instant expiresAt) {}

    /** The tenant of an invitation, before it is known. Needs no unit of work. */
    Mono<TenantId> tenantOf(byte[] hash);

    /**
     * Whether it is kept. It is not when the address is invited already, which two who ask at once
     * learn here.
     */
    Mono<Boolean> add(TenantId tenant, Invitation invitation, byte[] hash);

    /** One of the address that nobody can accept any more makes room, unless it is quiet. */
    Mono<Void> dropLapsed(TenantId tenant, String email, Instant at);

    /** Empty also while somebody keeps them out. */
    Mono<Invitation> find(TenantId tenant, byte[] hash);

    /** Likewise. Takes it away and answers it: of two who try at once, one gets it. */
    Mono<Invitation> take(TenantId tenant, byte[] hash);
}
