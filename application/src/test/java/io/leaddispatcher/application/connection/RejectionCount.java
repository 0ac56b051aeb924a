package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Counts deliveries with a bad signature; whatever else is told of connections is let go. */
public final class RejectionCount implements ConnectionHealth {

    private final AtomicInteger rejected = new AtomicInteger();

    public int count() {
        return rejected.get();
    }

    @Override
    public Mono<Void> rejected(TenantId tenant, ConnectionKey connection) {
        return Mono.fromRunnable(rejected::incrementAndGet);
    }

    @Override
    public Mono<Void> event(TenantId tenant, ConnectionKey connection, Instant at) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> lost(TenantId tenant, ConnectionKey connection, String code, String message) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> noted(
            TenantId tenant, ConnectionKey connection, String code, String message) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> failed(
            TenantId tenant, ConnectionKey connection, String code, String message) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> answered(TenantId tenant, ConnectionKey connection, Instant at) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> worked(TenantId tenant, ConnectionKey connection, Instant at) {
        return Mono.empty();
    }
}
