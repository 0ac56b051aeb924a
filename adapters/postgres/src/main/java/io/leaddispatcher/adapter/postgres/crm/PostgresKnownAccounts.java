package io.leaddispatcher.adapter.postgres.crm;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.crm.port.KnownAccounts;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresKnownAccounts implements KnownAccounts {

    // People look now and then: no index is kept for it.
    private static final String FIND =
            """
            select a.key, a.document, a.version,
                   (select min(m.connection_key) from crm_account m
                     where m.tenant_id = a.tenant_id and m.account_key = a.key and m.version = a.version) as mirror,
                   o.document ->> 'name' as owner
              from account a
              left join configuration_document o
                on o.tenant_id = a.tenant_id and o.kind = 'REP' and o.key = a.document ->> 'owner'
             where a.tenant_id = :tenant and a.key > :after
               and (:text = ''
                    or position(lower(:text) in lower(a.key)) > 0
                    or position(lower(:text) in lower(a.document ->> 'name')) > 0
                    or position(lower(:text) in lower(a.document ->> 'owner')) > 0
                    or position(lower(:text) in lower(o.document ->> 'name')) > 0
                    or position(lower(:text) in lower(a.document ->> 'domains')) > 0)
             order by a.key limit :limit
            """;

    private static final String MIRROR =
            """
            select m.connection_key
              from account a
              join crm_account m on m.tenant_id = a.tenant_id and m.account_key = a.key and m.version = a.version
             where a.tenant_id = :tenant and a.key = :key
             order by m.connection_key limit 1
            """;

    private final DatabaseClient database;

    PostgresKnownAccounts(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<KnownAccount> find(
            TenantId tenant, String text, @Nullable String after, int limit) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("text", text)
                .bind("after", after == null ? "" : after)
                .bind("limit", limit)
                .map(PostgresKnownAccounts::account)
                .all();
    }

    @Override
    public Mono<ConnectionKey> mirrorOf(TenantId tenant, String key) {
        return database.sql(MIRROR)
                .bind("tenant", tenant.value())
                .bind("key", key)
                .mapValue(String.class)
                .one()
                .map(ConnectionKey::new);
    }

    private static KnownAccount account(Readable row) {
        String mirror = row.get("mirror", String.class);
        return new KnownAccount(
                new StoredDocument(
                        required(row, "key", String.class),
                        JsonDocuments.read(required(row, "document", Json.class)),
                        required(row, "version", Long.class)),
                mirror == null ? null : new ConnectionKey(mirror),
                row.get("owner", String.class));
    }
}
