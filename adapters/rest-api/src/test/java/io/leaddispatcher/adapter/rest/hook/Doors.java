package io.leaddispatcher.adapter.rest.hook;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.closure.ClosedWorkspaces;
import io.leaddispatcher.application.closure.InMemoryWorkspaceDeletions;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.RejectionCount;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.form.InMemoryUnmappedFields;
import io.leaddispatcher.application.form.NoteUnmappedFields;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.hook.TakeDelivery;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.Stored;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** The doors with one connection behind them, and an intake that remembers. */
final class Doors {

    static final Instant NOW = Instant.ofEpochSecond(1_614_265_330L);
    static final TenantId TENANT = new TenantId(new UUID(0, 1));
    static final String HOOK_ID = "hook-0123456789abcdef";

    final List<InboundEvent> stored = new ArrayList<>();
    final ConnectionAccess connection;
    final InMemoryUnmappedFields unmapped = new InMemoryUnmappedFields();
    final RejectionCount rejected = new RejectionCount();
    boolean storeFails;
    boolean sameContent = true;
    ClosedWorkspaces closedWorkspaces = InMemoryWorkspaceDeletions.nothingClosed();

    private final AtomicLong ids = new AtomicLong(100);

    Doors(String type, Map<String, Object> settings, Map<String, Secret> secrets) {
        connection = new ConnectionAccess(new ConnectionKey("door-1"), type, settings, secrets);
    }

    WebTestClient client() {
        var resolve =
                new ResolveHook(
                        id ->
                                id.equals(HOOK_ID)
                                        ? Mono.just(new Hook(TENANT, connection))
                                        : Mono.empty(),
                        closedWorkspaces);
        var clock = InstantSource.fixed(NOW);
        var noteUnmapped = new NoteUnmappedFields(unmapped, new ImmediateUnitOfWork(), clock);
        var deliveries = new TakeDelivery(this::store);
        return WebTestClient.bindToController(
                        new FormHook(
                                resolve,
                                deliveries,
                                new UnmappedFieldNotes(noteUnmapped),
                                () -> new UUID(0, ids.incrementAndGet()),
                                clock),
                        new GenericHook(
                                resolve,
                                new CountRejectedDelivery(new ImmediateUnitOfWork(), rejected),
                                deliveries,
                                clock))
                .webFilter(new FormPreflight(resolve))
                .build();
    }

    private Mono<List<Stored>> store(Caller caller, List<InboundEvent> events) {
        return Mono.defer(() -> {
            if (storeFails || !caller.tenant().equals(TENANT)) {
                return Mono.error(new IllegalStateException("the database is away"));
            }
            stored.addAll(events);
            return Mono.just(
                    events.stream()
                            .map(_ -> new Stored(new UUID(0, 9), null, false, sameContent))
                            .toList());
        });
    }
}
