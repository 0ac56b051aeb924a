package io.leaddispatcher.application.access;

import io.leaddispatcher.application.access.port.PasswordHasher;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * People who stay the same, whose passwords are their own hashes, and sessions of which none is
 * kept: what a test is about it says itself.
 */
public abstract class PlainAccess implements People, Sessions, PasswordHasher, UnitOfWork {

    @Override
    public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
        return work;
    }

    @Override
    public Flux<Membership> membershipsByPassword(UUID person) {
        return memberships(person);
    }

    @Override
    public Mono<Void> changePasswordHash(UUID person, String hash) {
        return Mono.empty();
    }

    @Override
    public Mono<UUID> register(
            UUID id,
            String email,
            String name,
            @Nullable String passwordHash,
            Instant at,
            boolean confirmed) {
        return Mono.just(id);
    }

    @Override
    public Mono<Void> join(
            TenantId tenant,
            UUID member,
            UUID person,
            Role role,
            @Nullable String repKey,
            Instant at) {
        return Mono.empty();
    }

    @Override
    public Mono<TenantId> tenantOf(byte[] tokenHash) {
        return Mono.empty();
    }

    @Override
    public Flux<byte[]> stillOpen(Collection<byte[]> tokenHashes) {
        return Flux.empty();
    }

    @Override
    public Mono<Session> find(TenantId tenant, byte[] tokenHash) {
        return Mono.empty();
    }

    @Override
    public Flux<Opened> of(TenantId tenant, UUID member, byte[] current) {
        return Flux.empty();
    }

    @Override
    public Mono<Boolean> endOne(TenantId tenant, UUID member, UUID session) {
        return Mono.just(false);
    }

    @Override
    public Mono<Void> openBySso(
            TenantId tenant, byte[] tokenHash, UUID member, Instant at, @Nullable String address) {
        return open(tenant, tokenHash, member, at, address);
    }

    @Override
    public Mono<Void> seen(TenantId tenant, byte[] tokenHash) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> end(TenantId tenant, byte[] tokenHash) {
        return Mono.empty();
    }

    /** A session that is over is over, here too. */
    @Override
    public Mono<Void> lapse(TenantId tenant, byte[] tokenHash) {
        return end(tenant, tokenHash);
    }

    @Override
    public Mono<Void> handDevicesOver(byte[] before, byte[] after) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> silence(byte[] tokenHash) {
        return Mono.empty();
    }

    @Override
    public Mono<String> hash(String password) {
        return Mono.just(password);
    }

    @Override
    public Mono<Boolean> matches(String password, String hash) {
        return Mono.just(password.equals(hash));
    }

    @Override
    public String unmatchable() {
        return "";
    }

    @Override
    public boolean isOutdated(String hash) {
        return false;
    }
}
