package io.leaddispatcher.adapter.postgres.routing;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.MatchKeys;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresAccounts implements Accounts {

    // Names that are alike enough for the matcher share most trigrams; the matcher has the last
    // word.
    private static final String CANDIDATES =
            """
            select a.key, a.document
              from account a
             where a.tenant_id = :tenant
               and a.key in (
                   select d.key from account_domain d where d.tenant_id = :tenant and d.domain = any (:domains)
                   union
                   select p.key from account_phone p where p.tenant_id = :tenant and p.phone = any (:phones)
                   union
                   select e.key
                     from account_external_id e
                     join unnest(:connections, :externals) as wanted (connection, external_id)
                       on wanted.connection = e.connection and wanted.external_id = e.external_id
                    where e.tenant_id = :tenant
                   union
                   select alike.key
                     from unnest(:names) as wanted (name)
                    cross join lateral (
                          select n.key from account n
                           where n.tenant_id = :tenant and n.normalised_name % wanted.name
                           order by similarity(n.normalised_name, wanted.name) desc, n.key
                           limit 10) as alike)
            """;

    private final DatabaseClient database;

    PostgresAccounts(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Account> candidates(TenantId tenant, Collection<MatchKeys> keys) {
        List<Map.Entry<String, String>> externals =
                keys.stream()
                        .flatMap(each -> each.externalIds().entrySet().stream())
                        .distinct()
                        .toList();
        return database.sql(CANDIDATES)
                .bind("tenant", tenant.value())
                .bind("domains", texts(keys.stream().flatMap(each -> each.domains().stream())))
                .bind("phones", texts(keys.stream().flatMap(each -> each.phones().stream())))
                .bind(
                        "connections",
                        externals.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .bind(
                        "externals",
                        externals.stream().map(Map.Entry::getValue).toArray(String[]::new))
                .bind("names", texts(keys.stream().flatMap(each -> Stream.ofNullable(each.name()))))
                .map(row ->
                        Account.read(
                                new AccountKey(
                                        Objects.requireNonNull(row.get("key", String.class))),
                                Part.root(
                                        JsonDocuments.read(row.get("document", Json.class)),
                                        new Violations())))
                .all()
                .flatMap(Mono::justOrEmpty);
    }

    private static String[] texts(Stream<String> texts) {
        return texts.distinct().toArray(String[]::new);
    }
}
