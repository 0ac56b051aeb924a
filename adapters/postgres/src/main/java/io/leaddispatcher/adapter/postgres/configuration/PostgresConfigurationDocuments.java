package io.leaddispatcher.adapter.postgres.configuration;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.Label;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresConfigurationDocuments implements ConfigurationDocuments {

    private static final String ENSURE =
            """
            insert into configuration_revision (tenant_id) values (:tenant) on conflict do nothing
            """;

    private static final String LOCK =
            """
            select revision from configuration_revision where tenant_id = :tenant for update
            """;

    private static final String REVISION =
            """
            select revision from configuration_revision where tenant_id = :tenant
            """;

    private static final String ADVANCE =
            """
            update configuration_revision set revision = revision + 1
             where tenant_id = :tenant
            returning revision
            """;

    private static final String ADVANCE_LOOK_UPS =
            """
            update configuration_revision set look_up_revision = look_up_revision + 1
             where tenant_id = :tenant
            returning look_up_revision
            """;

    private static final String FIND =
            """
            select key, document, version from configuration_document
             where tenant_id = :tenant and kind = :kind and key = :key
            """;

    private static final String PAGE =
            """
            select key, document, version from configuration_document
             where tenant_id = :tenant and kind = :kind and key > :after
             order by key limit :limit
            """;

    private static final String ALL =
            """
            select key, document, version from configuration_document
             where tenant_id = :tenant and kind = :kind
             order by key
            """;

    private static final String CHANGED =
            """
            select key, updated_at from configuration_document where tenant_id = :tenant and kind = :kind
            """;

    private static final String NAMES =
            """
            select kind, key from configuration_document where tenant_id = :tenant
            """;

    private static final String LABELS =
            """
            select kind, key, document ->> 'name' as name, document ->> 'type' as type
              from configuration_document
             where tenant_id = :tenant and kind = any(:kinds)
             order by kind, key
            """;

    private static final String SAVE =
            """
            insert into configuration_document (tenant_id, kind, key, document, version)
            values (:tenant, :kind, :key, :document, :version)
            on conflict (tenant_id, kind, key) do update
               set document = excluded.document, version = excluded.version, updated_at = now()
            """;

    private static final String DELETE =
            """
            delete from configuration_document
             where tenant_id = :tenant and kind = :kind and key = :key
            """;

    private final DatabaseClient database;
    private final AccountRows accounts;

    PostgresConfigurationDocuments(DatabaseClient database) {
        this.database = database;
        this.accounts = new AccountRows(database);
    }

    @Override
    public Mono<Void> lock(TenantId tenant) {
        return database.sql(ENSURE)
                .bind("tenant", tenant.value())
                .fetch()
                .rowsUpdated()
                .then(number(LOCK, tenant))
                .then();
    }

    @Override
    public Mono<Long> revision(TenantId tenant) {
        return number(REVISION, tenant).defaultIfEmpty(0L);
    }

    @Override
    public Mono<Long> advance(TenantId tenant) {
        return number(ADVANCE, tenant);
    }

    @Override
    public Mono<Long> advanceLookUps(TenantId tenant) {
        return number(ADVANCE_LOOK_UPS, tenant);
    }

    private Mono<Long> number(String sql, TenantId tenant) {
        return database.sql(sql).bind("tenant", tenant.value()).mapValue(Long.class).one();
    }

    @Override
    public Mono<StoredDocument> find(TenantId tenant, ConfigurationKind kind, String key) {
        return kind == ConfigurationKind.ACCOUNT
                ? accounts.find(tenant, key)
                : database.sql(FIND)
                        .bind("tenant", tenant.value())
                        .bind("kind", kind.name())
                        .bind("key", key)
                        .map(PostgresConfigurationDocuments::document)
                        .one();
    }

    @Override
    public Flux<StoredDocument> page(
            TenantId tenant, ConfigurationKind kind, @Nullable String after, int limit) {
        return kind == ConfigurationKind.ACCOUNT
                ? accounts.page(tenant, after, limit)
                : database.sql(PAGE)
                        .bind("tenant", tenant.value())
                        .bind("kind", kind.name())
                        .bind("after", after == null ? "" : after)
                        .bind("limit", limit)
                        .map(PostgresConfigurationDocuments::document)
                        .all();
    }

    @Override
    public Flux<StoredDocument> all(TenantId tenant, ConfigurationKind kind) {
        return kind == ConfigurationKind.ACCOUNT
                ? accounts.all(tenant)
                : database.sql(ALL)
                        .bind("tenant", tenant.value())
                        .bind("kind", kind.name())
                        .map(PostgresConfigurationDocuments::document)
                        .all();
    }

    @Override
    public Flux<Changed> changed(TenantId tenant, ConfigurationKind kind) {
        return database.sql(CHANGED)
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .map(row ->
                        new Changed(
                                text(row, "key"),
                                Objects.requireNonNull(row.get("updated_at", Instant.class))))
                .all();
    }

    @Override
    public Flux<Name> names(TenantId tenant) {
        return database.sql(NAMES)
                .bind("tenant", tenant.value())
                .map(row ->
                        new Name(ConfigurationKind.valueOf(text(row, "kind")), text(row, "key")))
                .all();
    }

    @Override
    public Flux<Label> labels(TenantId tenant, Set<ConfigurationKind> kinds) {
        return database.sql(LABELS)
                .bind("tenant", tenant.value())
                .bind("kinds", kinds.stream().map(Enum::name).toArray(String[]::new))
                .map(PostgresConfigurationDocuments::label)
                .all();
    }

    private static Label label(Readable row) {
        String key = Objects.requireNonNull(row.get("key", String.class));
        String name = row.get("name", String.class);
        return new Label(
                ConfigurationKind.valueOf(Objects.requireNonNull(row.get("kind", String.class))),
                key,
                name == null || name.isBlank() ? key : name,
                row.get("type", String.class));
    }

    @Override
    public Flux<String> knownAccounts(TenantId tenant, Set<String> keys) {
        return accounts.known(tenant, keys);
    }

    @Override
    public Flux<Parentage> parentageOfAccounts(TenantId tenant, Set<String> keys) {
        return accounts.parentage(tenant, keys);
    }

    @Override
    public Mono<String> childOfAccount(TenantId tenant, String key) {
        return accounts.childOf(tenant, key);
    }

    @Override
    public Mono<Void> save(TenantId tenant, ConfigurationKind kind, StoredDocument document) {
        return kind == ConfigurationKind.ACCOUNT
                ? accounts.save(tenant, document)
                : database.sql(SAVE)
                        .bind("tenant", tenant.value())
                        .bind("kind", kind.name())
                        .bind("key", document.key())
                        .bind("document", JsonDocuments.toJson(document.document()))
                        .bind("version", document.version())
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    @Override
    public Mono<Void> delete(TenantId tenant, ConfigurationKind kind, String key) {
        return kind == ConfigurationKind.ACCOUNT
                ? accounts.delete(tenant, key)
                : database.sql(DELETE)
                        .bind("tenant", tenant.value())
                        .bind("kind", kind.name())
                        .bind("key", key)
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    static StoredDocument document(Readable row) {
        return new StoredDocument(
                text(row, "key"),
                JsonDocuments.read(row.get("document", Json.class)),
                Objects.requireNonNull(row.get("version", Long.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
