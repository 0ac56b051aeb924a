package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmOwners;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.http.Pages;
import io.leaddispatcher.http.Remembered;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** HubSpot's users, as owners of contacts. */
final class HubSpotOwners implements CrmOwners {

    private static final Duration OWNERS_ARE_KNOWN_FOR = Duration.ofMinutes(10);
    private static final int PAGE = 500;

    private final HubSpotCalls calls;
    private final Remembered<CrmOwner> known;

    HubSpotOwners(HubSpotCalls calls, InstantSource clock) {
        this.calls = calls;
        this.known = new Remembered<>(OWNERS_ARE_KNOWN_FOR, clock);
    }

    @Override
    public Mono<String> byEmail(TenantId tenant, ConnectionAccess connection, String email) {
        return known.of(
                        new HubSpotApi.Account(tenant, connection).name() + "/" + email,
                        calls.get(
                                        tenant,
                                        connection,
                                        Map.of("email", email, "limit", "1"),
                                        "crm",
                                        "v3",
                                        "owners")
                                .flatMap(answer ->
                                        Mono.justOrEmpty(
                                                owners(answer)
                                                        .filter(each ->
                                                                email.equalsIgnoreCase(
                                                                        each.email()))
                                                        .findFirst())))
                .map(CrmOwner::id);
    }

    @Override
    public Mono<CrmOwner> byId(TenantId tenant, ConnectionAccess connection, String owner) {
        return known.of(
                new HubSpotApi.Account(tenant, connection).name() + "#" + owner,
                asOfNow(tenant, connection, owner));
    }

    /** Who was deactivated is among those who are archived. */
    @Override
    public Mono<CrmOwner> asOfNow(TenantId tenant, ConnectionAccess connection, String owner) {
        return one(tenant, connection, owner, false)
                .switchIfEmpty(Mono.defer(() -> one(tenant, connection, owner, true)));
    }

    private Mono<CrmOwner> one(
            TenantId tenant, ConnectionAccess connection, String owner, boolean archived) {
        return calls.find(
                        tenant,
                        connection,
                        Map.of("archived", String.valueOf(archived)),
                        "crm",
                        "v3",
                        "owners",
                        owner)
                .flatMap(found -> Mono.justOrEmpty(owner(found)));
    }

    @Override
    public Flux<CrmOwner> all(TenantId tenant, ConnectionAccess connection) {
        return Pages.all(
                        "HUBSPOT_WITHOUT_END",
                        after -> page(tenant, connection, after),
                        Paging::next)
                .concatMapIterable(page -> owners(page).collect(Collectors.toList()));
    }

    private Mono<JsonNode> page(
            TenantId tenant, ConnectionAccess connection, @Nullable String after) {
        Map<String, String> query = new HashMap<>(Map.of("limit", String.valueOf(PAGE)));
        if (after != null) {
            query.put("after", after);
        }
        return calls.get(tenant, connection, query, "crm", "v3", "owners");
    }

    private static Stream<CrmOwner> owners(JsonNode page) {
        return page.path("results").valueStream().flatMap(each -> owner(each).stream());
    }

    private static Optional<CrmOwner> owner(JsonNode owner) {
        return text(owner, "id")
                .map(id ->
                        new CrmOwner(
                                id,
                                Stream.of(text(owner, "firstName"), text(owner, "lastName"))
                                        .flatMap(Optional::stream)
                                        .collect(Collectors.joining(" ")),
                                text(owner, "email").orElse(null),
                                !owner.path("archived").asBoolean(false)));
    }
}
