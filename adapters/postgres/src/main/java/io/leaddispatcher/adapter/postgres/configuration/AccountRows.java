package io.leaddispatcher.adapter.postgres.configuration;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accounts have a table of their own, with an index for each way to match one. */
final class AccountRows {

    private static final String FIND =
            """
            select key, document, version from account where tenant_id = :tenant and key = :key
            """;

    private static final String PAGE =
            """
            select key, document, version from account
             where tenant_id = :tenant and key > :after
             order by key limit :limit
            """;

    private static final String ALL =
            """
            select key, document, version from account where tenant_id = :tenant order by key
            """;

    private static final String KNOWN =
            """
            select key from account where tenant_id = :tenant and key = any (:keys)
            """;

    private static final String CHILD =
            """
            select key from account where tenant_id = :tenant and parent = :key order by key limit 1
            """;

    private static final String SAVE =
            """
            insert into account (tenant_id, key, document, version, parent)
            values (:tenant, :key, :document, :version, :parent)
            on conflict (tenant_id, key) do update
               set document = excluded.document, version = excluded.version,
                   parent = excluded.parent, updated_at = now()
            """;

    private static final String DELETE =
            """
            delete from account where tenant_id = :tenant and key = :key
            """;

    private final DatabaseClient database;

    AccountRows(DatabaseClient database) {
        this.database = database;
    }

    Mono<StoredDocument> find(TenantId tenant, String key) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("key", key)
                .map(PostgresConfigurationDocuments::document)
                .one();
    }

    Flux<StoredDocument> page(TenantId tenant, @Nullable String after, int limit) {
        return database.sql(PAGE)
                .bind("tenant", tenant.value())
                .bind("after", after == null ? "" : after)
                .bind("limit", limit)
                .map(PostgresConfigurationDocuments::document)
                .all();
    }

    Flux<StoredDocument> all(TenantId tenant) {
        return database.sql(ALL)
                .bind("tenant", tenant.value())
                .map(PostgresConfigurationDocuments::document)
                .all();
    }

    Flux<String> known(TenantId tenant, Set<String> keys) {
        return database.sql(KNOWN)
                .bind("tenant", tenant.value())
                .bind("keys", keys.toArray(String[]::new))
                .mapValue(String.class)
                .all();
    }

    Mono<String> childOf(TenantId tenant, String key) {
        return database.sql(CHILD)
                .bind("tenant", tenant.value())
                .bind("key", key)
                .mapValue(String.class)
                .one();
    }

    Mono<Void> save(TenantId tenant, StoredDocument document) {
        return database.sql(SAVE)
                .bind("tenant", tenant.value())
                .bind("key", document.key())
                .bind("document", JsonDocuments.toJson(document.document()))
                .bind("version", document.version())
                .bind("parent", Parameters.in(R2dbcType.VARCHAR, document.document().get("parent")))
                .fetch()
                .rowsUpdated()
                .then();
    }

    Mono<Void> delete(TenantId tenant, String key) {
        return database.sql(DELETE)
                .bind("tenant", tenant.value())
                .bind("key", key)
                .fetch()
                .rowsUpdated()
                .then();
    }
}
