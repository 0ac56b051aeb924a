package io.leaddispatcher.application.member.port;

import io.leaddispatcher.application.member.MemberView;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The members of each tenant and those who are invited. Called inside a unit of work. */
public interface Members {

    /** In the order of ids, after the one named. */
    Flux<MemberView> list(TenantId tenant, @Nullable UUID after, int limit);

    Mono<MemberView> find(TenantId tenant, UUID id);

    /** Who may administer the workspace now, in the order of ids. */
    Flux<MemberView> administrators(TenantId tenant);

    /** Whether somebody with this address is a member, or invited and can accept it then. */
    Mono<Boolean> isTaken(TenantId tenant, String email, Instant at);

    /** The active owners, held until the unit of work ends, so that one of them stays. */
    Flux<UUID> holdOwners(TenantId tenant);

    Mono<Void> change(TenantId tenant, UUID id, Role role, boolean active, @Nullable String rep);

    /** Of this member, on every node. */
    Mono<Void> endSessions(TenantId tenant, UUID member);

    /**
     * Their sessions and tokens end with them, and so does their account when they belong to no
     * other workspace; an invitation is taken back.
     */
    Mono<Void> remove(TenantId tenant, UUID id);
}
