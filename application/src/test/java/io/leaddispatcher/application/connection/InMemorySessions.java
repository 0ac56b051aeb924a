package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.connection.port.SessionStore;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The sessions of all connections in maps. */
public final class InMemorySessions implements SessionStore {

    private record Turn(UUID holder, Instant until) {}

    private record Name(TenantId tenant, UUID connection) {}

    private final Map<Name, Kept> kept = new HashMap<>();
    private final Map<Name, Turn> turns = new HashMap<>();
    private Runnable meanwhile = () -> {};

    /** What somebody else does just before the next turn is asked for. */
    public synchronized void beforeNextHold(Runnable act) {
        meanwhile = act;
    }

    @Override
    public synchronized Mono<Kept> find(TenantId tenant, UUID connection) {
        return Mono.justOrEmpty(kept.get(new Name(tenant, connection)));
    }

    @Override
    public synchronized Mono<Boolean> hold(
            TenantId tenant,
            UUID connection,
            long version,
            UUID holder,
            Instant now,
            Instant until) {
        Runnable act = meanwhile;
        meanwhile = () -> {};
        act.run();
        Name name = new Name(tenant, connection);
        Turn turn = turns.get(name);
        if (turn != null && turn.until().isAfter(now)) {
            return Mono.just(false);
        }
        turns.put(name, new Turn(holder, until));
        return Mono.just(true);
    }

    @Override
    public synchronized Mono<Void> settle(
            TenantId tenant, UUID connection, UUID holder, @Nullable Kept settled) {
        Name name = new Name(tenant, connection);
        Turn turn = turns.get(name);
        if (turn != null && turn.holder().equals(holder)) {
            turns.remove(name);
            if (settled != null) {
                kept.put(name, settled);
            }
        }
        return Mono.empty();
    }
}
