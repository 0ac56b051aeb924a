package io.leaddispatcher.application.member;

import io.leaddispatcher.application.member.port.Invitations;
import io.leaddispatcher.domain.tenant.TenantId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Keeps the invitations of all tenants, one for each address. */
public final class InMemoryInvitations implements Invitations {

    private record Kept(TenantId tenant, Invitation invitation) {}

    private final Map<ByteBuffer, Kept> kept = new LinkedHashMap<>();

    public List<Invitation> all() {
        return kept.values().stream().map(Kept::invitation).toList();
    }

    /** What has been changed since can be taken back by running this. */
    public Runnable asItIs() {
        Map<ByteBuffer, Kept> before = Map.copyOf(kept);
        return () -> {
            kept.clear();
            kept.putAll(before);
        };
    }

    @Override
    public Mono<TenantId> tenantOf(byte[] hash) {
        return Mono.fromSupplier(() -> kept.get(ByteBuffer.wrap(hash))).map(Kept::tenant);
    }

    @Override
    public Mono<Boolean> add(TenantId tenant, Invitation invitation, byte[] hash) {
        return Mono.fromSupplier(() -> {
            boolean taken =
                    kept.values().stream()
                            .anyMatch(each ->
                                    each.tenant().equals(tenant)
                                            && Objects.equals(
                                                    each.invitation().email(), invitation.email()));
            if (!taken) {
                kept.put(ByteBuffer.wrap(hash), new Kept(tenant, invitation));
            }
            return !taken;
        });
    }

    @Override
    public Mono<Void> dropLapsed(TenantId tenant, String email, Instant at) {
        return Mono.fromRunnable(() ->
                kept.values()
                        .removeIf(each ->
                                each.tenant().equals(tenant)
                                        && each.invitation().email().equals(email)
                                        && !each.invitation().quiet()
                                        && !at.isBefore(each.invitation().expiresAt())));
    }

    @Override
    public Mono<Invitation> find(TenantId tenant, byte[] hash) {
        return Mono.fromSupplier(() -> kept.get(ByteBuffer.wrap(hash)))
                .filter(each -> each.tenant().equals(tenant))
                .map(Kept::invitation);
    }

    @Override
    public Mono<Invitation> take(TenantId tenant, byte[] hash) {
        return find(tenant, hash).doOnNext(_ -> kept.remove(ByteBuffer.wrap(hash)));
    }
}
