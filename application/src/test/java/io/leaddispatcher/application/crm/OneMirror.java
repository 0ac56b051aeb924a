package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.crm.port.CrmMirrors;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One mirror, without the accounts that are its own. */
final class OneMirror implements CrmMirrors {

    private final TenantId tenant;
    private final ConnectionKey connection;
    private MirrorState state;
    private Instant heldUntil;
    private Instant dueAt;

    /** The time, as the database has it. */
    Instant now;

    OneMirror(TenantId tenant, ConnectionKey connection, Instant at) {
        this.tenant = tenant;
        this.connection = connection;
        this.state = MirrorState.begun(at);
        this.heldUntil = at;
        this.dueAt = at;
        this.now = at;
    }

    MirrorState state() {
        return state;
    }

    /** How long it waits from now on. */
    Duration pause() {
        return Duration.between(now, dueAt);
    }

    boolean isHeld() {
        return heldUntil.isAfter(now);
    }

    /** Another node takes it up, as it may once a hold has lapsed. */
    void takenByAnother() {
        heldUntil = heldUntil.plusSeconds(1);
    }

    private boolean isHeldBy(Claim claim) {
        return claim.until().equals(heldUntil);
    }

    @Override
    public Flux<Claim> claim(int atMost, Duration hold) {
        return Flux.defer(() -> {
            if (dueAt.isAfter(now) || isHeld()) {
                return Flux.empty();
            }
            heldUntil = now.plus(hold);
            return Flux.just(new Claim(tenant, connection, heldUntil));
        });
    }

    @Override
    public Mono<MirrorState> find(TenantId of, ConnectionKey key) {
        return Mono.fromSupplier(() -> state);
    }

    @Override
    public Mono<Void> start(TenantId of, ConnectionKey key, Instant at) {
        return Mono.fromRunnable(() -> {
            state = MirrorState.begun(at);
            dueAt = now;
            heldUntil = now;
        });
    }

    @Override
    public Mono<Void> wake(TenantId of, ConnectionKey key, Instant at) {
        return Mono.fromRunnable(() -> dueAt = at.isBefore(dueAt) ? at : dueAt);
    }

    @Override
    public Mono<Claim> advance(Claim claim, MirrorState further, Duration hold) {
        return Mono.fromSupplier(() -> {
            if (!isHeldBy(claim)) {
                return null;
            }
            state = further;
            heldUntil = heldUntil.plusMillis(1);
            return new Claim(tenant, connection, heldUntil);
        });
    }

    @Override
    public Mono<Void> release(Claim claim, Instant next) {
        return Mono.fromRunnable(() -> letGo(claim, next, state));
    }

    @Override
    public Mono<Void> releaseFailed(Claim claim, Instant next, String error) {
        return Mono.fromRunnable(() -> letGo(claim, next, failed(error)));
    }

    private void letGo(Claim claim, Instant next, MirrorState left) {
        if (isHeldBy(claim)) {
            state = left;
            heldUntil = now;
            dueAt = next;
        }
    }

    private MirrorState failed(String error) {
        return new MirrorState(
                state.phase(),
                state.cursor(),
                state.since(),
                state.beganAt(),
                state.startedAt(),
                state.finishedAt(),
                state.total(),
                state.done(),
                state.added(),
                state.changed(),
                state.removed(),
                state.byHand(),
                state.reconciledAt(),
                state.drift(),
                state.sweptAt(),
                state.failures() + 1,
                error);
    }

    @Override
    public Mono<Void> told(TenantId of, ConnectionKey key, Collection<String> ids, Instant at) {
        return Mono.empty();
    }

    @Override
    public Mono<Map<String, Instant>> untold(TenantId of, ConnectionKey key, int atMost) {
        return Mono.just(Map.of());
    }

    @Override
    public Mono<Void> settle(TenantId of, ConnectionKey key, Map<String, Instant> read) {
        return Mono.empty();
    }

    @Override
    public Mono<Put> put(TenantId of, ConnectionKey key, List<Mirrored> companies) {
        return Mono.just(new Put(companies.size(), 0, 0, 0));
    }

    @Override
    public Mono<Integer> remove(TenantId of, ConnectionKey key, Collection<String> ids) {
        return Mono.just(0);
    }

    @Override
    public Flux<String> ids(TenantId of, ConnectionKey key, @Nullable String after, int atMost) {
        return Flux.empty();
    }

    @Override
    public Flux<String> owners(TenantId of, ConnectionKey key) {
        return Flux.empty();
    }

    @Override
    public Mono<Integer> reown(TenantId of, ConnectionKey key, Map<String, String> owners) {
        return Mono.just(0);
    }
}
