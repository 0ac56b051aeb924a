package io.leaddispatcher.adapter.postgres.crm;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.crm.port.CrmMirrors.Mirrored;
import io.leaddispatcher.application.crm.port.CrmMirrors.Put;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.MatchKeys;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The accounts that mirrors write. A page takes the same few statements as one company. */
final class MirroredAccounts {

    /**
     * How each company stands here. It is kept by hand when the mirror's account has been changed,
     * or when an account that is not this mirror's has its key, its id in the CRM or one of its
     * domains.
     */
    private static final String STANDING =
            """
            with sent as (
                select id collate "C" as id, key collate "C" as key, domains
                  from jsonb_to_recordset(:rows) as r (id text, key text, domains text[]))
            select s.id, m.account_key, a.document, m.owner_id,
                   (m.account_key is not null and a.version <> m.version)
                   or exists (select from account k
                               where k.tenant_id = :tenant and k.key = s.key and m.account_key is null)
                   or exists (select from account_external_id e
                               where e.tenant_id = :tenant and e.connection = :connection and e.external_id = s.id
                                 and not exists (select from crm_account o
                                                  where o.tenant_id = :tenant and o.account_key = e.key
                                                    and o.connection_key = :connection))
                   or exists (select from account_domain d
                               where d.tenant_id = :tenant and d.domain = any (s.domains)
                                 and not exists (select from crm_account o
                                                  where o.tenant_id = :tenant and o.account_key = d.key
                                                    and o.connection_key = :connection)) as by_hand
              from sent s
              left join crm_account m
                on m.tenant_id = :tenant and m.connection_key = :connection and m.external_id = s.id
              left join account a on a.tenant_id = :tenant and a.key = m.account_key
            """;

    // References that others are checking stay true until this is kept.
    private static final String VERSION =
            """
            insert into configuration_revision as r (tenant_id, look_up_revision) values (:tenant, 1)
            on conflict (tenant_id) do update set look_up_revision = r.look_up_revision + 1
            returning look_up_revision
            """;

    private static final String SAVE =
            """
            insert into account (tenant_id, key, document, version, normalised_name, parent)
            select :tenant, r.key, r.document, :version, r.name, r.parent
              from jsonb_to_recordset(:rows) as r (key text, document jsonb, name text, parent text)
             order by r.key
            on conflict (tenant_id, key) do update
               set document = excluded.document, version = excluded.version,
                   normalised_name = excluded.normalised_name, parent = excluded.parent, updated_at = now()
            """;

    private static final String FORGET =
            """
            with d as (delete from account_domain where tenant_id = :tenant and key = any (:keys)),
                 p as (delete from account_phone where tenant_id = :tenant and key = any (:keys))
            delete from account_external_id where tenant_id = :tenant and key = any (:keys)
            """;

    private static final String REMEMBER =
            """
            with sent as (
                select * from jsonb_to_recordset(:rows)
                    as r (id text, key text, owner text, domains text[], phones text[])),
            d as (insert into account_domain (tenant_id, domain, key)
                  select distinct :tenant, domain, key from sent, unnest(domains) as domain),
            p as (insert into account_phone (tenant_id, phone, key)
                  select distinct :tenant, phone, key from sent, unnest(phones) as phone),
            e as (insert into account_external_id (tenant_id, connection, external_id, key)
                  select :tenant, :connection, id, key from sent)
            insert into crm_account (tenant_id, connection_key, external_id, account_key, version, owner_id)
            select :tenant, :connection, id, key, :version, owner from sent
            on conflict (tenant_id, connection_key, external_id) do update
               set account_key = excluded.account_key, version = excluded.version, owner_id = excluded.owner_id
            """;

    // A territory that names it was promised that it is there.
    private static final String REMOVE =
            """
            with gone as (
                delete from crm_account
                 where tenant_id = :tenant and connection_key = :connection and external_id = any (:ids)
                returning account_key, version)
            delete from account a
             using gone
             where a.tenant_id = :tenant and a.key = gone.account_key and a.version = gone.version
               and not exists (select from configuration_document t
                                where t.tenant_id = :tenant and t.kind = 'TERRITORY'
                                  and jsonb_exists(t.document -> 'accounts', a.key))
            """;

    private static final String IDS =
            """
            select external_id from crm_account
             where tenant_id = :tenant and connection_key = :connection and external_id > :after
             order by external_id limit :limit
            """;

    private static final String OWNERS =
            """
            select distinct owner_id from crm_account
             where tenant_id = :tenant and connection_key = :connection and owner_id is not null
            """;

    private static final String REOWN =
            """
            with named as (
                select id, name from unnest(:ids, :names) as n (id, name)),
            other as (
                update account a
                   set document = jsonb_set(a.document, '{owner}', to_jsonb(named.name)), version = :version,
                       updated_at = now()
                  from named
                  join crm_account m on m.owner_id = named.id
                 where m.tenant_id = :tenant and m.connection_key = :connection
                   and a.tenant_id = :tenant and a.key = m.account_key and a.version = m.version
                   and a.document ->> 'owner' is distinct from named.name
                returning a.key)
            update crm_account m
               set version = :version
              from other
             where m.tenant_id = :tenant and m.connection_key = :connection and m.account_key = other.key
            """;

    private final DatabaseClient database;

    MirroredAccounts(DatabaseClient database) {
        this.database = database;
    }

    /**
     * @param key of its account; null when it has none
     * @param document of its account; null when it has none
     */
    private record Standing(
            String id,
            @Nullable String key,
            @Nullable Map<String, Object> document,
            @Nullable String owner,
            boolean byHand) {

        boolean isAs(Mirrored company) {
            return company.document().equals(document) && Objects.equals(company.owner(), owner);
        }
    }

    Mono<Put> put(TenantId tenant, ConnectionKey connection, List<Mirrored> companies) {
        if (companies.isEmpty()) {
            return Mono.just(new Put(0, 0, 0, 0));
        }
        List<Row> rows = companies.stream().map(MirroredAccounts::row).toList();
        return number(VERSION, tenant)
                .flatMap(version ->
                        standing(tenant, connection, rows)
                                .flatMap(found -> put(tenant, connection, rows, found, version)));
    }

    private Mono<Map<String, Standing>> standing(
            TenantId tenant, ConnectionKey connection, List<Row> rows) {
        return database.sql(STANDING)
                .bind("tenant", tenant.value())
                .bind("connection", connection.value())
                .bind("rows", JsonDocuments.rows(rows.stream().map(Row::keys).toList()))
                .map(row ->
                        new Standing(
                                required(row, "id", String.class),
                                row.get("account_key", String.class),
                                row.get("document", Json.class) == null
                                        ? null
                                        : JsonDocuments.read(row.get("document", Json.class)),
                                row.get("owner_id", String.class),
                                required(row, "by_hand", Boolean.class)))
                .all()
                .collectMap(Standing::id);
    }

    private Mono<Put> put(
            TenantId tenant,
            ConnectionKey connection,
            List<Row> rows,
            Map<String, Standing> found,
            long version) {
        List<Row> wanted = new ArrayList<>();
        // Of which somebody has come to keep an account beside the mirror's, or has changed it.
        List<String> given = new ArrayList<>();
        int added = 0;
        int byHand = 0;
        for (Row row : rows) {
            Standing standing = Objects.requireNonNull(found.get(row.company().id()));
            if (standing.byHand()) {
                byHand++;
                if (standing.key() != null) {
                    given.add(row.company().id());
                }
            } else if (!standing.isAs(row.company())) {
                wanted.add(row);
                added += standing.key() == null ? 1 : 0;
            }
        }
        int fresh = added;
        int others = byHand;
        return save(tenant, connection, wanted, version)
                .then(Mono.defer(() -> remove(tenant, connection, given)))
                .map(removed -> new Put(fresh, wanted.size() - fresh, removed, others));
    }

    private Mono<Void> save(
            TenantId tenant, ConnectionKey connection, List<Row> rows, long version) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        Json sent = JsonDocuments.rows(rows.stream().map(Row::keys).toList());
        return database.sql(SAVE)
                .bind("tenant", tenant.value())
                .bind("version", version)
                .bind("rows", JsonDocuments.rows(rows.stream().map(Row::account).toList()))
                .fetch()
                .rowsUpdated()
                .then(
                        database.sql(FORGET)
                                .bind("tenant", tenant.value())
                                .bind(
                                        "keys",
                                        rows.stream()
                                                .map(row -> row.company().key())
                                                .toArray(String[]::new))
                                .fetch()
                                .rowsUpdated())
                .then(
                        database.sql(REMEMBER)
                                .bind("tenant", tenant.value())
                                .bind("connection", connection.value())
                                .bind("version", version)
                                .bind("rows", sent)
                                .fetch()
                                .rowsUpdated())
                .then();
    }

    Mono<Integer> remove(TenantId tenant, ConnectionKey connection, Collection<String> ids) {
        return ids.isEmpty()
                ? Mono.just(0)
                : database.sql(REMOVE)
                        .bind("tenant", tenant.value())
                        .bind("connection", connection.value())
                        .bind("ids", ids.toArray(String[]::new))
                        .fetch()
                        .rowsUpdated()
                        .map(Math::toIntExact);
    }

    Flux<String> ids(
            TenantId tenant, ConnectionKey connection, @Nullable String after, int atMost) {
        return database.sql(IDS)
                .bind("tenant", tenant.value())
                .bind("connection", connection.value())
                .bind("after", after == null ? "" : after)
                .bind("limit", atMost)
                .mapValue(String.class)
                .all();
    }

    Flux<String> owners(TenantId tenant, ConnectionKey connection) {
        return database.sql(OWNERS)
                .bind("tenant", tenant.value())
                .bind("connection", connection.value())
                .mapValue(String.class)
                .all();
    }

    Mono<Integer> reown(TenantId tenant, ConnectionKey connection, Map<String, String> owners) {
        if (owners.isEmpty()) {
            return Mono.just(0);
        }
        List<Map.Entry<String, String>> all = List.copyOf(owners.entrySet());
        return number(VERSION, tenant)
                .flatMap(version ->
                        database.sql(REOWN)
                                .bind("tenant", tenant.value())
                                .bind("connection", connection.value())
                                .bind("version", version)
                                .bind(
                                        "ids",
                                        all.stream().map(Map.Entry::getKey).toArray(String[]::new))
                                .bind(
                                        "names",
                                        all.stream()
                                                .map(Map.Entry::getValue)
                                                .toArray(String[]::new))
                                .fetch()
                                .rowsUpdated())
                .map(Math::toIntExact);
    }

    private Mono<Long> number(String sql, TenantId tenant) {
        return database.sql(sql).bind("tenant", tenant.value()).mapValue(Long.class).one();
    }

    /** A company with what its account is found by. */
    private record Row(Mirrored company, MatchKeys keysOfAccount, @Nullable AccountKey parent) {

        Map<String, Object> keys() {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", company.id());
            row.put("key", company.key());
            if (company.owner() != null) {
                row.put("owner", company.owner());
            }
            row.put("domains", List.copyOf(keysOfAccount.domains()));
            row.put("phones", List.copyOf(keysOfAccount.phones()));
            return row;
        }

        Map<String, Object> account() {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("key", company.key());
            row.put("document", company.document());
            keysOfAccount.names().stream().findFirst().ifPresent(name -> row.put("name", name));
            if (parent != null) {
                row.put("parent", parent.value());
            }
            return row;
        }
    }

    private static Row row(Mirrored company) {
        Account account =
                Account.read(
                                new AccountKey(company.key()),
                                Part.root(company.document(), new Violations()))
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "company %s makes no account".formatted(company.id())));
        return new Row(company, account.matchKeys(), account.parent());
    }
}
