package io.leaddispatcher.adapter.postgres.connection;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresConnections implements Connections {

    private static final String COLUMNS =
            """
            select c.id, c.key, c.type, c.name, c.active, c.settings, c.hook_id, c.version,
                   coalesce((select jsonb_object_agg(s.name, s.set_at) from connection_secret s
                              where s.tenant_id = c.tenant_id and s.connection_id = c.id), '{}')
                   as secrets%s
              from connection c
            """;

    private static final String CIPHERTEXTS_TOO =
            """
            ,
                   coalesce((select jsonb_object_agg(s.name, encode(s.ciphertext, 'base64')) from connection_secret s
                              where s.tenant_id = c.tenant_id and s.connection_id = c.id), '{}')
                   as ciphertexts
            """;

    private static final String FIND =
            COLUMNS.formatted("") + " where c.tenant_id = :tenant and c.key = :key";

    private static final String PAGE =
            COLUMNS.formatted("")
                    + " where c.tenant_id = :tenant and c.key > :after order by c.key limit :limit";

    private static final String ACTIVE =
            COLUMNS.formatted("")
                    + " where c.tenant_id = :tenant and c.type = :type and c.active order by c.key";

    private static final String ACTIVE_LOCKED =
            COLUMNS.formatted(CIPHERTEXTS_TOO)
                    + " where c.tenant_id = :tenant and c.type = any (:types) and c.active order by c.key";

    private static final String SAVE =
            """
            insert into connection
                   (tenant_id, id, key, type, name, active, settings, hook_id, version)
            values (:tenant, :id, :key, :type, :name, :active, :settings, :hook, :version)
            on conflict (tenant_id, key) do update
               set name = excluded.name, active = excluded.active, settings = excluded.settings,
                   version = excluded.version
            """;

    private static final String SAVE_SECRET =
            """
            insert into connection_secret (tenant_id, connection_id, name, ciphertext, set_at)
            values (:tenant, :connection, :name, :ciphertext, :at)
            on conflict (tenant_id, connection_id, name) do update
               set ciphertext = excluded.ciphertext, set_at = excluded.set_at
            """;

    private static final String REMOVE_SECRETS =
            """
            delete from connection_secret
             where tenant_id = :tenant and connection_id = :connection and name <> all (:names)
            """;

    private static final String ROTATE_SECRET =
            """
            update connection_secret set ciphertext = :ciphertext, set_at = :at
             where tenant_id = :tenant and connection_id = :connection and name = :name
               and ciphertext = :shown
            """;

    private static final String DELETE =
            """
            delete from connection where tenant_id = :tenant and key = :key
            """;

    private static final String CIPHERTEXTS =
            """
            select name, ciphertext from connection_secret
             where tenant_id = :tenant and connection_id = :connection
            """;

    private static final String OWNER =
            """
            select tenant_id, key from find_hook(:hook)
            """;

    private static final String BEGIN_TEST =
            """
            update connection set last_tested_at = :at
             where tenant_id = :tenant and key = :key
               and (last_tested_at is null or last_tested_at <= :earlier)
            """;

    private final DatabaseClient database;
    private final WaitingWork waiting;
    private final AccountTraces traces;

    PostgresConnections(DatabaseClient database) {
        this.database = database;
        this.waiting = new WaitingWork(database);
        this.traces = new AccountTraces(database);
    }

    @Override
    public Mono<StoredConnection> find(TenantId tenant, ConnectionKey key) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("key", key.value())
                .map(PostgresConnections::connection)
                .one();
    }

    @Override
    public Flux<StoredConnection> page(TenantId tenant, @Nullable String after, int limit) {
        return database.sql(PAGE)
                .bind("tenant", tenant.value())
                .bind("after", after == null ? "" : after)
                .bind("limit", limit)
                .map(PostgresConnections::connection)
                .all();
    }

    @Override
    public Flux<StoredConnection> active(TenantId tenant, ConnectionType type) {
        return database.sql(ACTIVE)
                .bind("tenant", tenant.value())
                .bind("type", type.name())
                .map(PostgresConnections::connection)
                .all();
    }

    @Override
    public Flux<Locked> activeLocked(TenantId tenant, Set<ConnectionType> types) {
        return database.sql(ACTIVE_LOCKED)
                .bind("tenant", tenant.value())
                .bind("types", types.stream().map(Enum::name).toArray(String[]::new))
                .map(row -> new Locked(connection(row), ciphertexts(row)))
                .all();
    }

    private static Map<String, byte[]> ciphertexts(Readable row) {
        Map<String, byte[]> ciphertexts = new HashMap<>();
        // PostgreSQL breaks its lines.
        JsonDocuments.read(row.get("ciphertexts", Json.class))
                .forEach((name, text) ->
                        ciphertexts.put(name, Base64.getMimeDecoder().decode(text.toString())));
        return ciphertexts;
    }

    @Override
    public Mono<Void> save(
            TenantId tenant, StoredConnection connection, Map<String, byte[]> ciphertexts) {
        Mono<Long> saved =
                database.sql(SAVE)
                        .bind("tenant", tenant.value())
                        .bind("id", connection.id())
                        .bind("key", connection.key().value())
                        .bind("type", connection.type().name())
                        .bind("name", connection.name())
                        .bind("active", connection.active())
                        .bind("settings", JsonDocuments.toJson(connection.settings()))
                        .bind("hook", connection.hookId())
                        .bind("version", connection.version())
                        .fetch()
                        .rowsUpdated();
        Mono<Long> removed =
                database.sql(REMOVE_SECRETS)
                        .bind("tenant", tenant.value())
                        .bind("connection", connection.id())
                        .bind("names", connection.secretsSetAt().keySet().toArray(String[]::new))
                        .fetch()
                        .rowsUpdated();
        return saved.then(removed)
                .thenMany(Flux.fromIterable(ciphertexts.entrySet()))
                .concatMap(secret ->
                        saveSecret(tenant, connection, secret.getKey(), secret.getValue()))
                .then(
                        ciphertexts.isEmpty()
                                ? Mono.empty()
                                : waiting.wake(tenant, connection.key()));
    }

    private Mono<Long> saveSecret(
            TenantId tenant, StoredConnection connection, String name, byte[] ciphertext) {
        return database.sql(SAVE_SECRET)
                .bind("tenant", tenant.value())
                .bind("connection", connection.id())
                .bind("name", name)
                .bind("ciphertext", ciphertext)
                .bind("at", Objects.requireNonNull(connection.secretsSetAt().get(name)))
                .fetch()
                .rowsUpdated();
    }

    @Override
    public Mono<Void> rotateSecrets(
            TenantId tenant, Locked shown, Map<String, byte[]> ciphertexts, Instant at) {
        return Flux.fromIterable(ciphertexts.entrySet())
                .filter(secret -> shown.ciphertexts().containsKey(secret.getKey()))
                .concatMap(secret ->
                        database.sql(ROTATE_SECRET)
                                .bind("tenant", tenant.value())
                                .bind("connection", shown.connection().id())
                                .bind("name", secret.getKey())
                                .bind("ciphertext", secret.getValue())
                                .bind("at", at)
                                .bind(
                                        "shown",
                                        Objects.requireNonNull(
                                                shown.ciphertexts().get(secret.getKey())))
                                .fetch()
                                .rowsUpdated())
                .then();
    }

    @Override
    public Mono<Void> forgetAccount(TenantId tenant, ConnectionKey key) {
        return traces.remove(tenant, key);
    }

    @Override
    public Mono<Void> delete(TenantId tenant, ConnectionKey key) {
        return database.sql(DELETE)
                .bind("tenant", tenant.value())
                .bind("key", key.value())
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Map<String, byte[]>> ciphertexts(TenantId tenant, UUID connection) {
        return database.sql(CIPHERTEXTS)
                .bind("tenant", tenant.value())
                .bind("connection", connection)
                .map(row ->
                        Map.entry(
                                Objects.requireNonNull(row.get("name", String.class)),
                                Objects.requireNonNull(row.get("ciphertext", byte[].class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Mono<HookOwner> ownerOf(String hookId) {
        return database.sql(OWNER)
                .bind("hook", hookId)
                .map(row ->
                        new HookOwner(
                                new TenantId(
                                        Objects.requireNonNull(row.get("tenant_id", UUID.class))),
                                new ConnectionKey(
                                        Objects.requireNonNull(row.get("key", String.class)))))
                .one();
    }

    @Override
    public Mono<Boolean> beginTest(TenantId tenant, ConnectionKey key, Instant at, Duration pause) {
        return database.sql(BEGIN_TEST)
                .bind("tenant", tenant.value())
                .bind("key", key.value())
                .bind("at", at)
                .bind("earlier", at.minus(pause))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private static StoredConnection connection(Readable row) {
        Map<String, Instant> secrets = new HashMap<>();
        JsonDocuments.read(row.get("secrets", Json.class))
                .forEach((name, at) ->
                        secrets.put(name, OffsetDateTime.parse(at.toString()).toInstant()));
        return new StoredConnection(
                Objects.requireNonNull(row.get("id", UUID.class)),
                new ConnectionKey(Objects.requireNonNull(row.get("key", String.class))),
                ConnectionType.valueOf(Objects.requireNonNull(row.get("type", String.class))),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("active", Boolean.class)),
                JsonDocuments.read(row.get("settings", Json.class)),
                secrets,
                Objects.requireNonNull(row.get("hook_id", String.class)),
                Objects.requireNonNull(row.get("version", Long.class)));
    }
}
