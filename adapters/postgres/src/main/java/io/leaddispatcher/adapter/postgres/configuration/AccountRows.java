package io.leaddispatcher.adapter.postgres.configuration;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments.Parentage;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.MatchKeys;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.List;
import java.util.Map;
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

    // What is mirrored comes from its CRM again, and may be more than fits a file.
    private static final String ALL =
            """
            select key, document, version from account a
             where tenant_id = :tenant
               and not exists (select from crm_account m
                                where m.tenant_id = a.tenant_id and m.account_key = a.key and m.version = a.version)
             order by key
            """;

    private static final String KNOWN =
            """
            select key from account where tenant_id = :tenant and key = any (:keys)
            """;

    // Without duplicates, so that it ends in a circle.
    private static final String PARENTAGE =
            """
            with recursive above (key) as (
                select k collate "C" from unnest(:keys) as k
                union
                select a.parent
                  from above join account a on a.tenant_id = :tenant and a.key = above.key
                 where a.parent is not null)
            select a.key, a.parent
              from above join account a on a.tenant_id = :tenant and a.key = above.key
             where a.parent is not null
            """;

    private static final String CHILD =
            """
            select key from account where tenant_id = :tenant and parent = :key order by key limit 1
            """;

    private static final String SAVE =
            """
            insert into account (tenant_id, key, document, version, normalised_name, parent)
            values (:tenant, :key, :document, :version, :name, :parent)
            on conflict (tenant_id, key) do update
               set document = excluded.document, version = excluded.version,
                   normalised_name = excluded.normalised_name, parent = excluded.parent,
                   updated_at = now()
            """;

    // Apart from what follows: in one statement the insertion would not see the deletion.
    private static final String FORGET =
            """
            with d as (delete from account_domain where tenant_id = :tenant and key = :key),
                 p as (delete from account_phone where tenant_id = :tenant and key = :key)
            delete from account_external_id where tenant_id = :tenant and key = :key
            """;

    private static final String REMEMBER =
            """
            with d as (insert into account_domain (tenant_id, domain, key)
                       select :tenant, domain, :key from unnest(:domains) as domain),
                 p as (insert into account_phone (tenant_id, phone, key)
                       select :tenant, phone, :key from unnest(:phones) as phone)
            insert into account_external_id (tenant_id, connection, external_id, key)
            select :tenant, connection, external_id, :key
              from unnest(:connections, :externalIds) as i (connection, external_id)
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

    Flux<Parentage> parentage(TenantId tenant, Set<String> keys) {
        return database.sql(PARENTAGE)
                .bind("tenant", tenant.value())
                .bind("keys", keys.toArray(String[]::new))
                .map(row ->
                        new Parentage(
                                required(row, "key", String.class),
                                required(row, "parent", String.class)))
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
        Account account = read(document);
        MatchKeys keys = account.matchKeys();
        AccountKey parent = account.parent();
        return database.sql(SAVE)
                .bind("tenant", tenant.value())
                .bind("key", document.key())
                .bind("document", JsonDocuments.toJson(document.document()))
                .bind("version", document.version())
                .bind(
                        "name",
                        Parameters.in(
                                R2dbcType.VARCHAR, keys.names().stream().findFirst().orElse(null)))
                .bind(
                        "parent",
                        Parameters.in(R2dbcType.VARCHAR, parent == null ? null : parent.value()))
                .fetch()
                .rowsUpdated()
                .then(
                        database.sql(FORGET)
                                .bind("tenant", tenant.value())
                                .bind("key", document.key())
                                .fetch()
                                .rowsUpdated())
                .then(remember(tenant, document.key(), keys));
    }

    private Mono<Void> remember(TenantId tenant, String key, MatchKeys keys) {
        List<Map.Entry<String, String>> ids = List.copyOf(keys.externalIds().entrySet());
        return database.sql(REMEMBER)
                .bind("tenant", tenant.value())
                .bind("key", key)
                .bind("domains", keys.domains().toArray(String[]::new))
                .bind("phones", keys.phones().toArray(String[]::new))
                .bind("connections", ids.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .bind("externalIds", ids.stream().map(Map.Entry::getValue).toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static Account read(StoredDocument document) {
        return Account.read(
                        new AccountKey(document.key()),
                        Part.root(document.document(), new Violations()))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "account %s cannot be read".formatted(document.key())));
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
