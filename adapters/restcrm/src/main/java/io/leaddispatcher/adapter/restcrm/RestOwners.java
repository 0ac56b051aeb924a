package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.adapter.restcrm.RestCrmApi.Account;
import io.leaddispatcher.adapter.restcrm.RestCrmApi.Call;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmOwners;
import io.leaddispatcher.domain.lead.normal.StorableText;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.http.Pages;
import io.leaddispatcher.http.PeerJson;
import io.leaddispatcher.http.Remembered;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Those who can own records. */
final class RestOwners implements CrmOwners {

    private static final String OWNERS = "owners";
    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

    private static final int LONGEST_NAME = 200;

    private final RestCrmApi api;
    private final Remembered<CrmOwner> known;

    RestOwners(RestCrmApi api, InstantSource clock) {
        this.api = api;
        this.known = new Remembered<>(KNOWN_FOR, clock);
    }

    @Override
    public Mono<String> byEmail(TenantId tenant, ConnectionAccess connection, String email) {
        return known.of(
                        tenant + "/" + connection.account() + "/" + email,
                        api.ask(
                                        new Account(tenant, connection),
                                        Call.get(Map.of("email", email), OWNERS))
                                .flatMapIterable(answer -> answer.path(OWNERS))
                                .flatMap(each -> Mono.justOrEmpty(owner(each)))
                                .filter(each ->
                                        each.active() && email.equalsIgnoreCase(each.email()))
                                .next())
                .map(CrmOwner::id);
    }

    @Override
    public Mono<CrmOwner> byId(TenantId tenant, ConnectionAccess connection, String owner) {
        return known.of(
                tenant + "/" + connection.account() + "#" + owner,
                asOfNow(tenant, connection, owner));
    }

    @Override
    public Mono<CrmOwner> asOfNow(TenantId tenant, ConnectionAccess connection, String owner) {
        return api.find(new Account(tenant, connection), Call.get(Map.of(), OWNERS, owner))
                .flatMap(found -> Mono.justOrEmpty(owner(found)));
    }

    @Override
    public Flux<CrmOwner> all(TenantId tenant, ConnectionAccess connection) {
        Account account = new Account(tenant, connection);
        return Pages.all(
                        "CRM_WITHOUT_END",
                        cursor -> page(account, cursor),
                        page -> PeerJson.text(page, "next"))
                .concatMapIterable(page -> page.path(OWNERS))
                .concatMap(each -> Mono.justOrEmpty(owner(each)))
                .filter(CrmOwner::active);
    }

    private Mono<JsonNode> page(Account account, @Nullable String cursor) {
        return api.ask(
                account, Call.get(cursor == null ? Map.of() : Map.of("cursor", cursor), OWNERS));
    }

    private static Optional<CrmOwner> owner(JsonNode owner) {
        return ContractIds.id(owner, "id")
                .map(id ->
                        new CrmOwner(
                                id,
                                PeerJson.text(owner, "name")
                                        .map(name -> StorableText.cut(name, LONGEST_NAME))
                                        .orElse(id),
                                PeerJson.text(owner, "email").orElse(null),
                                owner.path("active").asBoolean(true)));
    }
}
