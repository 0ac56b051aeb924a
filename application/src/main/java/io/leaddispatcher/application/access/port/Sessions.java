package io.leaddispatcher.application.access.port;

import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sessions, kept by the hash of their token so that whoever reads the table cannot use them. */
public interface Sessions {

    /**
     * Somebody who is logged in.
     *
     * @param sso whether an identity provider has let them in, so that it is good for its workspace
     *     and nothing of the person's beyond; the second factor was the provider's to ask for
     * @param idle for how long it has not been seen, by the clock of the store that all nodes share
     * @param sensitive whether the workspace has sensitive fields
     * @param secondFactorDue whether the workspace wants a second factor that they have not set up
     */
    record Session(
            UUID member,
            Role role,
            @Nullable String repKey,
            String name,
            String email,
            String workspaceName,
            boolean sso,
            Instant createdAt,
            Duration idle,
            boolean sensitive,
            boolean secondFactorDue) {}

    /** The tenant of a session, before it is known. Needs no unit of work. */
    Mono<TenantId> tenantOf(byte[] tokenHash);

    /**
     * Of these sessions, of any tenant, those that are there and whose members may be: one question
     * for all, which asks neither how long they have been idle nor what else is due. Needs no unit
     * of work.
     */
    Flux<byte[]> stillOpen(Collection<byte[]> tokenHashes);

    /** Empty when it has ended or its member is no longer active. */
    Mono<Session> find(TenantId tenant, byte[] tokenHash);

    /**
     * One of a member's sessions, as they see it.
     *
     * @param address from which it was opened; null when that is not known
     * @param current whether it is the one that asks
     */
    record Opened(
            UUID id,
            @Nullable String address,
            Instant createdAt,
            Instant lastSeenAt,
            boolean current) {}

    /**
     * Seen now, whenever it began.
     *
     * @param at since when it is open
     * @param address from which it is opened; null when that is not known
     */
    Mono<Void> open(
            TenantId tenant, byte[] tokenHash, UUID member, Instant at, @Nullable String address);

    /** Likewise, for somebody whom the identity provider of this workspace has let in. */
    Mono<Void> openBySso(
            TenantId tenant, byte[] tokenHash, UUID member, Instant at, @Nullable String address);

    /** Latest first. */
    Flux<Opened> of(TenantId tenant, UUID member, byte[] current);

    /**
     * Answers whether the member had such a session. The browser that was allowed to show messages
     * with it shows none any more.
     */
    Mono<Boolean> endOne(TenantId tenant, UUID member, UUID session);

    /** From now on it is idle anew. */
    Mono<Void> seen(TenantId tenant, byte[] tokenHash);

    /** The browser that was allowed to show messages with it shows none any more. */
    Mono<Void> end(TenantId tenant, byte[] tokenHash);

    /** It is over, and the browser that was allowed to show messages with it goes on doing so. */
    Mono<Void> lapse(TenantId tenant, byte[] tokenHash);

    /**
     * What a browser was allowed to show with one session it is allowed with another, which is
     * open, in whichever workspaces; what was another person's it shows no more. The first may be
     * gone. Needs no unit of work.
     */
    Mono<Void> handDevicesOver(byte[] before, byte[] after);

    /**
     * The browser that was allowed to show messages with a session that is gone shows none any
     * more. Needs no unit of work.
     */
    Mono<Void> silence(byte[] tokenHash);
}
