package io.leaddispatcher.application.member;

import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A workspace that an owner and an admin look after. */
public final class OneAdmin implements Members {

    private final Collection<String> others;

    public OneAdmin() {
        this(Set.of());
    }

    private OneAdmin(Collection<String> others) {
        this.others = others;
    }

    /**
     * Others who do not look after it.
     *
     * @param addresses of theirs, read anew each time
     */
    static OneAdmin besides(Collection<String> addresses) {
        return new OneAdmin(addresses);
    }

    @Override
    public Flux<MemberView> administrators(TenantId tenant) {
        return Flux.just(member(1, "olga", Role.OWNER), member(2, "adam", Role.ADMIN));
    }

    private static MemberView member(int number, String name, Role role) {
        return new MemberView(
                new UUID(3, number),
                name + "@acme.test",
                name,
                role,
                MemberView.Standing.ACTIVE,
                null,
                null,
                Instant.EPOCH);
    }

    @Override
    public Flux<MemberView> list(TenantId tenant, @Nullable UUID after, int limit) {
        return administrators(tenant);
    }

    @Override
    public Mono<MemberView> find(TenantId tenant, UUID id) {
        return administrators(tenant).filter(each -> each.id().equals(id)).next();
    }

    @Override
    public Mono<Boolean> isTaken(TenantId tenant, String email, Instant at) {
        return administrators(tenant)
                .any(each -> each.email().equals(email))
                .map(taken -> taken || others.contains(email));
    }

    @Override
    public Flux<UUID> holdOwners(TenantId tenant) {
        return administrators(tenant).map(MemberView::id).take(1);
    }

    @Override
    public Mono<Void> change(
            TenantId tenant, UUID id, Role role, boolean active, @Nullable String rep) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> endSessions(TenantId tenant, UUID member) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> remove(TenantId tenant, UUID id) {
        return Mono.empty();
    }
}
