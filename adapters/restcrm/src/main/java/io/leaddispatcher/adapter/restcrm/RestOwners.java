package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.adapter.restcrm.RestCrmApi.Account;
import io.leaddispatcher.adapter.restcrm.RestCrmApi.Call;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmOwners;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Those who can own records. */
final class RestOwners implements CrmOwners {

    private static final String OWNERS = "owners";
    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);
    private static final int MOST_KNOWN = 10_000;

    private record Known(CrmOwner owner, Instant until) {}

    private final RestCrmApi api;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, Mono<CrmOwner>> asking = new ConcurrentHashMap<>();

    RestOwners(RestCrmApi api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    @Override
    public Mono<String> byEmail(TenantId tenant, ConnectionAccess connection, String email) {
        return remembered(
                        tenant + "/" + connection.key() + "/" + email,
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
        return remembered(
                tenant + "/" + connection.key() + "#" + owner,
                api.find(new Account(tenant, connection), Call.get(Map.of(), OWNERS, owner))
                        .flatMap(found -> Mono.justOrEmpty(owner(found))));
    }

    @Override
    public Flux<CrmOwner> all(TenantId tenant, ConnectionAccess connection) {
        Account account = new Account(tenant, connection);
        return page(account, null)
                .expand(page ->
                        Mono.justOrEmpty(Json.text(page, "next"))
                                .flatMap(next -> page(account, next)))
                .concatMapIterable(page -> page.path(OWNERS))
                .concatMap(each -> Mono.justOrEmpty(owner(each)))
                .filter(CrmOwner::active);
    }

    private Mono<JsonNode> page(Account account, @Nullable String cursor) {
        return api.ask(
                account, Call.get(cursor == null ? Map.of() : Map.of("cursor", cursor), OWNERS));
    }

    private static Optional<CrmOwner> owner(JsonNode owner) {
        return Json.id(owner, "id")
                .map(id ->
                        new CrmOwner(
                                id,
                                Json.text(owner, "name").orElse(id),
                                Json.text(owner, "email").orElse(null),
                                owner.path("active").asBoolean(true)));
    }

    private Mono<CrmOwner> remembered(String name, Mono<CrmOwner> asked) {
        return Mono.defer(() -> {
            Known remembered = known.get(name);
            return remembered != null && remembered.until().isAfter(clock.instant())
                    ? Mono.just(remembered.owner())
                    : askedOnce(name, asked);
        });
    }

    /** Whoever wants to know it meanwhile waits for the same answer. */
    private Mono<CrmOwner> askedOnce(String name, Mono<CrmOwner> asked) {
        return asking.computeIfAbsent(
                name,
                _ ->
                        asked.doOnNext(owner -> remember(name, owner))
                                .doFinally(_ -> asking.remove(name))
                                .cache());
    }

    private void remember(String name, CrmOwner owner) {
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(name, new Known(owner, clock.instant().plus(KNOWN_FOR)));
    }
}
