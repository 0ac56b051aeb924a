package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.connection.port.ConnectionReports;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The connections of all tenants in maps; of their health it keeps what was said. */
public final class InMemoryConnections implements Connections, ConnectionHealth, ConnectionReports {

    private final Map<TenantId, TreeMap<String, StoredConnection>> connections = new HashMap<>();
    private final Map<UUID, Map<String, byte[]>> ciphertexts = new HashMap<>();
    private final Map<ConnectionKey, Instant> tests = new HashMap<>();
    private final Map<ConnectionKey, ConnectionHealthView> health = new HashMap<>();
    private final List<String> said = new ArrayList<>();

    private Map<String, StoredConnection> of(TenantId tenant) {
        return connections.computeIfAbsent(tenant, _ -> new TreeMap<>());
    }

    /** What was reported of the health of connections, oldest first. */
    public List<String> said() {
        return List.copyOf(said);
    }

    @Override
    public Mono<StoredConnection> find(TenantId tenant, ConnectionKey key) {
        return Mono.fromSupplier(() -> of(tenant).get(key.value()));
    }

    @Override
    public Flux<StoredConnection> page(TenantId tenant, @Nullable String after, int limit) {
        return Flux.defer(() -> Flux.fromIterable(List.copyOf(of(tenant).values())))
                .filter(each -> after == null || each.key().value().compareTo(after) > 0)
                .take(limit);
    }

    @Override
    public Flux<StoredConnection> active(TenantId tenant, ConnectionType type) {
        return page(tenant, null, Integer.MAX_VALUE)
                .filter(each -> each.active() && each.type() == type);
    }

    @Override
    public Mono<Void> save(
            TenantId tenant, StoredConnection connection, Map<String, byte[]> secrets) {
        return Mono.fromRunnable(() -> {
            of(tenant).put(connection.key().value(), connection);
            Map<String, byte[]> kept =
                    ciphertexts.computeIfAbsent(connection.id(), _ -> new HashMap<>());
            kept.keySet().retainAll(connection.secretsSetAt().keySet());
            kept.putAll(secrets);
        });
    }

    @Override
    public Mono<Void> rotateSecrets(
            TenantId tenant, Locked shown, Map<String, byte[]> secrets, Instant at) {
        return Mono.fromRunnable(() -> {
            Map<String, byte[]> kept =
                    ciphertexts.computeIfAbsent(shown.connection().id(), _ -> new HashMap<>());
            secrets.forEach((name, next) ->
                    kept.computeIfPresent(
                            name,
                            (_, now) ->
                                    Arrays.equals(now, shown.ciphertexts().get(name))
                                            ? next
                                            : now));
        });
    }

    /** Connections whose accounts were forgotten, in order. */
    public final List<ConnectionKey> forgotten = new ArrayList<>();

    @Override
    public Mono<Void> forgetAccount(TenantId tenant, ConnectionKey key) {
        return Mono.fromRunnable(() -> forgotten.add(key));
    }

    @Override
    public Mono<Void> delete(TenantId tenant, ConnectionKey key) {
        return Mono.fromRunnable(() -> of(tenant).remove(key.value()));
    }

    @Override
    public Flux<Locked> activeLocked(TenantId tenant, Set<ConnectionType> types) {
        return Flux.fromIterable(types)
                .concatMap(type -> active(tenant, type))
                .sort(Comparator.comparing(each -> each.key().value()))
                .map(each ->
                        new Locked(each, ciphertexts.getOrDefault(each.id(), new HashMap<>())));
    }

    @Override
    public Mono<Map<String, byte[]>> ciphertexts(TenantId tenant, UUID connection) {
        return Mono.fromSupplier(
                () -> Map.copyOf(ciphertexts.getOrDefault(connection, new HashMap<>())));
    }

    @Override
    public Mono<HookOwner> ownerOf(String hookId) {
        return Flux.fromIterable(List.copyOf(connections.entrySet()))
                .concatMap(tenant ->
                        Flux.fromIterable(List.copyOf(tenant.getValue().values()))
                                .filter(each -> each.hookId().equals(hookId))
                                .map(each -> new HookOwner(tenant.getKey(), each.key())))
                .next();
    }

    @Override
    public Mono<Boolean> beginTest(TenantId tenant, ConnectionKey key, Instant at, Duration pause) {
        return Mono.fromSupplier(() -> {
            Instant last = tests.get(key);
            if (last != null && at.isBefore(last.plus(pause))) {
                return false;
            }
            tests.put(key, at);
            return true;
        });
    }

    @Override
    public Mono<Void> rejected(TenantId tenant, ConnectionKey connection) {
        return say(connection + " rejected");
    }

    @Override
    public Mono<Void> event(TenantId tenant, ConnectionKey connection, Instant at) {
        return say(connection + " event");
    }

    @Override
    public Mono<Void> noted(
            TenantId tenant, ConnectionKey connection, String code, String message) {
        return say(connection + " noted " + code);
    }

    @Override
    public Mono<Void> lost(TenantId tenant, ConnectionKey connection, String code, String message) {
        return say(connection + " lost " + code);
    }

    @Override
    public Mono<Void> failed(
            TenantId tenant, ConnectionKey connection, String code, String message) {
        return say(connection + " failed " + code);
    }

    @Override
    public Mono<Void> answered(TenantId tenant, ConnectionKey connection, Instant at) {
        return say(connection + " answered");
    }

    @Override
    public Mono<Void> worked(TenantId tenant, ConnectionKey connection, Instant at) {
        return say(connection + " worked");
    }

    private Mono<Void> say(String what) {
        return Mono.fromRunnable(() -> said.add(what));
    }

    @Override
    public Mono<ConnectionHealthView> show(TenantId tenant, ConnectionKey key, Instant since) {
        return Mono.justOrEmpty(health.get(key));
    }

    @Override
    public Mono<Map<ConnectionKey, ConnectionHealthView>> showAll(TenantId tenant, Instant since) {
        return Mono.fromSupplier(() -> Map.copyOf(health));
    }

    /** Says how a connection fares. */
    public void fares(ConnectionKey key, ConnectionHealthView view) {
        health.put(key, view);
    }
}
