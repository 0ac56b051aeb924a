package io.leaddispatcher.adapter.postgres.configuration;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.MatchKeys;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

@Component
final class PostgresAccounts implements Accounts {

    private static final String CANDIDATES =
            """
            select key, document from account
             where tenant_id = :tenant
               and key in (
                   select key from account_domain
                    where tenant_id = :tenant and domain = any (:domains)
                   union
                   select key from account_phone
                    where tenant_id = :tenant and phone = any (:phones)
                   union
                   select i.key from account_external_id i
                     join unnest(:connections, :externalIds) as wanted (connection, external_id)
                       on i.connection = wanted.connection and i.external_id = wanted.external_id
                    where i.tenant_id = :tenant
                   union
                   select key from account
                    where tenant_id = :tenant and normalised_name = any (:names)
                   union
                   select key from accounts_named_like(:names))
             order by key
            """;

    private static final String WITH_ANCESTORS =
            """
            with recursive above (key, depth) as (
                select k collate "C", 1 from unnest(:keys) as k
                union
                select a.parent, above.depth + 1
                  from above join account a on a.tenant_id = :tenant and a.key = above.key
                 where a.parent is not null and above.depth < :most)
            select key, document from account
             where tenant_id = :tenant and key in (select key from above)
             order by key
            """;

    private final DatabaseClient database;

    PostgresAccounts(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Account> candidates(TenantId tenant, Collection<MatchKeys> keys) {
        List<String> connections = new ArrayList<>();
        List<String> externalIds = new ArrayList<>();
        keys.forEach(each ->
                each.externalIds()
                        .forEach((connection, id) -> {
                            connections.add(connection);
                            externalIds.add(id);
                        }));
        if (keys.stream().allMatch(MatchKeys::isEmpty)) {
            return Flux.empty();
        }
        return database.sql(CANDIDATES)
                .bind("tenant", tenant.value())
                .bind("domains", texts(keys, each -> each.domains().stream()))
                .bind("phones", texts(keys, each -> each.phones().stream()))
                .bind("connections", connections.toArray(String[]::new))
                .bind("externalIds", externalIds.toArray(String[]::new))
                .bind("names", texts(keys, each -> each.names().stream()))
                .map(PostgresAccounts::account)
                .all()
                .concatMap(found -> Flux.fromStream(found.stream()));
    }

    @Override
    public Flux<Account> withAncestors(TenantId tenant, Collection<AccountKey> keys) {
        return database.sql(WITH_ANCESTORS)
                .bind("tenant", tenant.value())
                .bind("keys", keys.stream().map(AccountKey::value).toArray(String[]::new))
                .bind("most", Account.MOST_ANCESTORS)
                .map(PostgresAccounts::account)
                .all()
                .concatMap(found -> Flux.fromStream(found.stream()));
    }

    private static String[] texts(
            Collection<MatchKeys> keys, Function<MatchKeys, Stream<String>> part) {
        return keys.stream().flatMap(part).distinct().toArray(String[]::new);
    }

    private static Optional<Account> account(Readable row) {
        return Account.read(
                new AccountKey(Objects.requireNonNull(row.get("key", String.class))),
                Part.root(JsonDocuments.read(row.get("document", Json.class)), new Violations()));
    }
}
