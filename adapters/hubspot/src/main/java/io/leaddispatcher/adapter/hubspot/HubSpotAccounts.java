package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmAccounts;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.http.PeerJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Companies. */
final class HubSpotAccounts implements CrmAccounts {

    private static final String[] COMPANIES = {"crm", "v3", "objects", "companies"};
    private static final String[] SEARCH = {"crm", "v3", "objects", "companies", "search"};
    private static final String[] BATCH = {"crm", "v3", "objects", "companies", "batch", "read"};

    private static final String CHANGED_AT = "hs_lastmodifieddate";
    private static final String ID = "hs_object_id";

    private static final List<String> PROPERTIES =
            List.of(
                    "name",
                    "domain",
                    "hs_additional_domains",
                    "phone",
                    "country",
                    "hs_parent_company_id",
                    HubSpotRecords.OWNER,
                    CHANGED_AT);

    private static final int PAGE = 100;
    private static final int SEARCHED_PAGE = 200;
    private static final int BEST_FEW = 5;

    private final HubSpotCalls calls;

    HubSpotAccounts(HubSpotCalls calls) {
        this.calls = calls;
    }

    @Override
    public Mono<Long> count(TenantId tenant, ConnectionAccess connection) {
        return searched(tenant, connection, Map.of("limit", 1))
                .flatMap(answer -> Mono.justOrEmpty(text(answer, "total")))
                .filter(total -> total.matches("[0-9]{1,12}"))
                .map(Long::valueOf);
    }

    @Override
    public Mono<Page> page(TenantId tenant, ConnectionAccess connection, @Nullable String cursor) {
        Map<String, String> query = new HashMap<>();
        query.put("limit", String.valueOf(PAGE));
        query.put("properties", String.join(",", PROPERTIES));
        if (cursor != null) {
            query.put("after", cursor);
        }
        return calls.inTheBackground(tenant, connection, HttpMethod.GET, Map.of(), query, COMPANIES)
                .map(answer -> new Page(accounts(answer), Paging.next(answer).orElse(null)));
    }

    /**
     * By id and not by page: HubSpot shows 10,000 results at most, and what changes meanwhile would
     * move the pages.
     */
    @Override
    public Mono<Page> changed(
            TenantId tenant, ConnectionAccess connection, Instant since, @Nullable String cursor) {
        List<Map<String, Object>> filters = new ArrayList<>();
        filters.add(filter(CHANGED_AT, "GTE", String.valueOf(since.toEpochMilli())));
        if (cursor != null) {
            filters.add(filter(ID, "GT", cursor));
        }
        return searched(
                        tenant,
                        connection,
                        Map.of(
                                "filterGroups",
                                List.of(Map.of("filters", filters)),
                                "sorts",
                                List.of(Map.of("propertyName", ID, "direction", "ASCENDING")),
                                "properties",
                                PROPERTIES,
                                "limit",
                                SEARCHED_PAGE))
                .map(answer -> {
                    List<CrmAccount> found = accounts(answer);
                    return new Page(
                            found,
                            Paging.next(answer).isEmpty() || found.isEmpty()
                                    ? null
                                    : found.getLast().id());
                });
    }

    @Override
    public Flux<CrmAccount> byIds(
            TenantId tenant, ConnectionAccess connection, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Flux.empty();
        }
        return calls.inTheBackground(
                        tenant,
                        connection,
                        HttpMethod.POST,
                        Map.of(
                                "properties",
                                PROPERTIES,
                                "inputs",
                                ids.stream().map(id -> Map.of("id", id)).toList()),
                        Map.of(),
                        BATCH)
                .flatMapIterable(HubSpotAccounts::accounts);
    }

    @Override
    public Mono<Map<String, String>> read(
            TenantId tenant, ConnectionAccess connection, String id, Set<String> properties) {
        return calls.find(
                        tenant,
                        connection,
                        Map.of("properties", String.join(",", new TreeSet<>(properties))),
                        "crm",
                        "v3",
                        "objects",
                        "companies",
                        id)
                .map(company -> PeerJson.texts(company.path("properties"), properties));
    }

    @Override
    public Flux<CrmAccount> search(
            TenantId tenant,
            ConnectionAccess connection,
            @Nullable String domain,
            @Nullable String name) {
        List<Map<String, Object>> groups = new ArrayList<>();
        if (domain != null) {
            groups.add(Map.of("filters", List.of(filter("domain", "EQ", domain))));
            groups.add(
                    Map.of(
                            "filters",
                            List.of(filter("hs_additional_domains", "CONTAINS_TOKEN", domain))));
        } else if (name != null) {
            groups.add(Map.of("filters", List.of(filter("name", "EQ", name))));
        } else {
            return Flux.empty();
        }
        return calls.send(
                        tenant,
                        connection,
                        HttpMethod.POST,
                        Map.of("filterGroups", groups, "properties", PROPERTIES, "limit", BEST_FEW),
                        SEARCH)
                .flatMapIterable(HubSpotAccounts::accounts);
    }

    private Mono<JsonNode> searched(
            TenantId tenant, ConnectionAccess connection, Map<String, ?> body) {
        return calls.inTheBackground(tenant, connection, HttpMethod.POST, body, Map.of(), SEARCH);
    }

    private static Map<String, Object> filter(String property, String operator, String value) {
        return Map.of("propertyName", property, "operator", operator, "value", value);
    }

    private static List<CrmAccount> accounts(JsonNode answer) {
        return answer.path("results")
                .valueStream()
                .filter(each -> !each.path("archived").asBoolean(false))
                .flatMap(each -> account(each).stream())
                .toList();
    }

    private static Optional<CrmAccount> account(JsonNode company) {
        JsonNode values = company.path("properties");
        return text(company, "id")
                .map(id ->
                        new CrmAccount(
                                id,
                                text(values, "name").orElse(""),
                                Stream.concat(
                                                text(values, "domain").stream(),
                                                text(values, "hs_additional_domains").stream()
                                                        .flatMap(all ->
                                                                Stream.of(all.split(";", 100))))
                                        .map(String::strip)
                                        .filter(each -> !each.isEmpty())
                                        .distinct()
                                        .toList(),
                                text(values, "phone").orElse(null),
                                text(values, "country").orElse(null),
                                text(values, HubSpotRecords.OWNER).orElse(null),
                                text(values, "hs_parent_company_id").orElse(null),
                                text(values, CHANGED_AT)
                                        .or(() -> text(company, "updatedAt"))
                                        .flatMap(HubSpotAccounts::instant)
                                        .orElse(Instant.EPOCH)));
    }

    /** RFC 3339 or milliseconds. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(
                    text.matches("[0-9]{1,15}")
                            ? Instant.ofEpochMilli(Long.parseLong(text))
                            : Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
