package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.adapter.restcrm.RestCrmApi.Account;
import io.leaddispatcher.adapter.restcrm.RestCrmApi.Call;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmAccounts;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.http.PeerJson;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Companies. */
final class RestAccounts implements CrmAccounts {

    private static final String ACCOUNTS = "accounts";
    private static final int BEST_FEW = 5;

    private final RestCrmApi api;

    RestAccounts(RestCrmApi api) {
        this.api = api;
    }

    @Override
    public Mono<Long> count(TenantId tenant, ConnectionAccess connection) {
        return api.find(new Account(tenant, connection), Call.get(Map.of(), ACCOUNTS, "count"))
                .flatMap(answer -> Mono.justOrEmpty(PeerJson.text(answer, "total")))
                .filter(total -> total.matches("[0-9]{1,12}"))
                .map(Long::valueOf);
    }

    @Override
    public Mono<Page> page(TenantId tenant, ConnectionAccess connection, @Nullable String cursor) {
        return listed(new Account(tenant, connection), Map.of(), cursor);
    }

    @Override
    public Mono<Page> changed(
            TenantId tenant, ConnectionAccess connection, Instant since, @Nullable String cursor) {
        return listed(
                new Account(tenant, connection), Map.of("changedSince", since.toString()), cursor);
    }

    private Mono<Page> listed(
            Account account, Map<String, String> filter, @Nullable String cursor) {
        Map<String, String> query = new HashMap<>(filter);
        if (cursor != null) {
            query.put("cursor", cursor);
        }
        return api.ask(account, Call.get(query, ACCOUNTS))
                .map(answer ->
                        new Page(accounts(answer), PeerJson.text(answer, "next").orElse(null)));
    }

    @Override
    public Flux<CrmAccount> byIds(
            TenantId tenant, ConnectionAccess connection, Collection<String> ids) {
        return ids.isEmpty()
                ? Flux.empty()
                : api.ask(
                                new Account(tenant, connection),
                                Call.send(
                                        HttpMethod.POST,
                                        Map.of("ids", List.copyOf(ids)),
                                        ACCOUNTS,
                                        "lookup"))
                        .flatMapIterable(RestAccounts::accounts);
    }

    @Override
    public Flux<CrmAccount> search(
            TenantId tenant,
            ConnectionAccess connection,
            @Nullable String domain,
            @Nullable String name) {
        Map<String, String> query = new HashMap<>();
        if (domain != null) {
            query.put("domain", domain);
        } else if (name != null) {
            query.put("name", name);
        } else {
            return Flux.empty();
        }
        return api.ask(new Account(tenant, connection), Call.get(query, ACCOUNTS))
                .flatMapIterable(RestAccounts::accounts)
                .take(BEST_FEW);
    }

    private static List<CrmAccount> accounts(JsonNode answer) {
        return answer.path(ACCOUNTS).valueStream().flatMap(each -> account(each).stream()).toList();
    }

    private static Optional<CrmAccount> account(JsonNode account) {
        return ContractIds.id(account, "id")
                .map(id ->
                        new CrmAccount(
                                id,
                                PeerJson.text(account, "name").orElse(""),
                                account.path("domains")
                                        .valueStream()
                                        .filter(JsonNode::isString)
                                        .map(JsonNode::asString)
                                        .toList(),
                                PeerJson.text(account, "phone").orElse(null),
                                PeerJson.text(account, "country").orElse(null),
                                ContractIds.id(account, "owner").orElse(null),
                                ContractIds.id(account, "parent").orElse(null),
                                PeerJson.instant(account, "changedAt").orElse(Instant.EPOCH)));
    }
}
