package io.leaddispatcher.infra.isolation;

import static io.leaddispatcher.infra.isolation.TwoWorkspaces.ACME;
import static io.leaddispatcher.infra.isolation.TwoWorkspaces.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.infra.isolation.TwoWorkspaces.Route;
import io.leaddispatcher.infra.isolation.TwoWorkspaces.Workspace;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Every route of the API with what belongs to another tenant: it answers as if it never was. The
 * routes are those that the program declares, so a new one without an example fails.
 */
class ForeignTenantIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "acmemark";
    private static final String NOBODY = "01900000-0000-7000-8000-000000000000";

    /** What acme has, by the way under which one thing of it is found. */
    private static final Map<String, String> OWNED = new TreeMap<>();

    /** A valid body for each configuration resource, to be put and put again. */
    private static final Map<String, String> BODIES = new TreeMap<>();

    @TempDir static Path folder;

    private static TwoWorkspaces program;

    static {
        BODIES.put("/fields", "{\"name\":\"acmemark\",\"type\":\"TEXT\"}");
        BODIES.put("/reps", "{\"name\":\"acmemark\",\"email\":\"rep@acmemark.example\"}");
        BODIES.put("/teams", "{\"name\":\"acmemark\"}");
        BODIES.put(
                "/pools",
                "{\"name\":\"acmemark\",\"strategy\":\"ROUND_ROBIN\",\"members\":[{\"rep\":\"mia\"}]}");
        BODIES.put("/queues", "{\"name\":\"acmemark\"}");
        BODIES.put("/territories", "{\"name\":\"acmemark\",\"countries\":[\"DE\"]}");
        BODIES.put(
                "/segments",
                "{\"name\":\"acmemark\",\"when\":{\"field\":\"lead.score\",\"op\":\"gte\",\"value\":1}}");
        BODIES.put(
                "/sla-policies", "{\"name\":\"acmemark\",\"targets\":{\"DISPATCHED\":\"PT1M\"}}");
        BODIES.put(
                "/templates",
                "{\"name\":\"acmemark\",\"texts\":{\"en\":{\"subject\":\"acmemark\",\"body\":\"acmemark\"}}}");
        BODIES.put("/sequences", "{\"name\":\"acmemark\",\"steps\":[{\"task\":\"CALL\"}]}");
        BODIES.put("/accounts", "{\"name\":\"acmemark\",\"domains\":[\"acmemark.example\"]}");
        BODIES.put("/lists", "{\"name\":\"acmemark\",\"values\":[\"acmemark.example\"]}");
        BODIES.put("/connections", "{\"name\":\"acmemark\",\"type\":\"form\"}");
    }

    @BeforeAll
    static void start() throws Exception {
        program = new TwoWorkspaces(folder);
        program.put(
                ACME, "/reps/mia", "{\"name\":\"acmemark\",\"email\":\"mia@acmemark.example\"}");
        for (Map.Entry<String, String> kind : BODIES.entrySet()) {
            program.put(ACME, kind.getKey() + "/" + MARK, kind.getValue());
            OWNED.put(kind.getKey(), MARK);
        }
        publishTwice();
        OWNED.put("/policies/experiments", MARK);
        JsonNode routed =
                JSON.readTree(
                        program.send(
                                        HttpMethod.POST,
                                        "/api/v1/leads",
                                        "{\"externalId\":\"acmemark-1\",\"contact\":{\"email\":\"ana@acmemark.example\"}}",
                                        Map.of(
                                                "Authorization", "Bearer " + ACME.token(),
                                                "Content-Type", "application/json",
                                                "Prefer", "wait=20"))
                                .body());
        assertThat(routed.path("status").asString("")).isEqualTo("ASSIGNED");
        OWNED.put("/leads", routed.required("leadId").asString());
        OWNED.put(
                "/tokens",
                JSON.readTree(program.api(ACME, HttpMethod.GET, "/tokens", null).body())
                        .at("/items/0/id")
                        .asString());
        OWNED.put(
                "/members",
                JSON.readTree(program.api(ACME, HttpMethod.GET, "/members", null).body())
                        .at("/items/0/id")
                        .asString());
        OWNED.put(
                "/webhook-subscriptions",
                JSON.readTree(
                                program.api(
                                                ACME,
                                                HttpMethod.POST,
                                                "/webhook-subscriptions",
                                                "{\"url\":\"https://8.8.8.8/acmemark\",\"events\":[\"lead.routed\"],\"active\":false}")
                                        .body())
                        .required("id")
                        .asString());
        OWNED.put("/policies/schedule", scheduled());
        OWNED.put("/policies/simulations", simulation());
        // Checks are everybody's; there is none of this key.
        OWNED.put("/monitoring/checks", MARK);
        for (String list : List.of("/deliveries", "/tasks")) {
            OWNED.put(
                    list,
                    JSON.readTree(program.api(ACME, HttpMethod.GET, list, null).body())
                            .at("/items/0/id")
                            .asString());
        }
    }

    private static void publishTwice() throws Exception {
        for (int version = 1; version <= 2; version++) {
            program.put(
                    ACME,
                    "/policies/lead/draft",
                    """
                    {"tiers":[{"name":"All","rules":[{"id":"acmemark","name":"acmemark","assign":{"pool":"acmemark"},
                       "nextAction":{"task":"CALL","dueIn":"PT15M"}}]}],
                     "fallback":{"queue":"fallback"},
                     "experiment":{"key":"acmemark","share":50,"tiers":[{"name":"Other","rules":[
                       {"id":"other","name":"acmemark","assign":{"pool":"acmemark"},
                        "nextAction":{"task":"CALL","dueIn":"PT15M"}}]}]}}
                    """);
            assertThat(
                            program.api(
                                            ACME,
                                            HttpMethod.POST,
                                            "/policies/lead/draft/publish",
                                            "{\"comment\":\"acmemark\",\"expectedVersion\":%d}"
                                                    .formatted(version))
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    private static String scheduled() throws Exception {
        HttpResponse<String> answer =
                program.api(
                        ACME,
                        HttpMethod.POST,
                        "/policies/lead/draft/publish",
                        "{\"comment\":\"acmemark\",\"expectedVersion\":3,\"at\":\"%s\"}"
                                .formatted(Instant.now().plus(Duration.ofDays(1))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body()).at("/schedule/id").asString();
    }

    /** One in the background. */
    private static String simulation() throws Exception {
        HttpResponse<String> answer =
                program.send(
                        HttpMethod.POST,
                        "/api/v1/policies/lead/draft/simulate",
                        "{\"contact\":{\"email\":\"ana@acmemark.example\"}}",
                        Map.of(
                                "Authorization",
                                "Bearer " + ACME.token(),
                                "Content-Type",
                                "application/x-ndjson"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body()).required("id").asString();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void anotherTenantsIdAnswersLikeOneThatNeverWas() throws Exception {
        int tried = 0;
        for (Route route : program.routesBelow("/api/v1/")) {
            if (!route.pattern().matches(".*\\{(id|key)}.*")
                    || route.method().equals(HttpMethod.PUT)) {
                continue;
            }
            String owned = owned(route);
            HttpResponse<String> foreign = call(GLOBEX, route, owned);
            HttpResponse<String> unknown = call(GLOBEX, route, unlike(owned));

            assertThat(foreign.statusCode()).as("%s", route).isEqualTo(404);
            assertThat(unknown.statusCode()).as("%s", route).isEqualTo(404);
            assertThat(foreign.body().replace(owned, "it"))
                    .as("%s", route)
                    .isEqualTo(unknown.body().replace(unlike(owned), "it"));
            tried++;
        }
        assertThat(tried).as("routes with an id").isGreaterThanOrEqualTo(33);
        for (Route route : program.routesBelow("/api/v1/")) {
            if (route.pattern().matches(".*\\{(id|key)}")
                    && route.method().equals(HttpMethod.GET)) {
                assertThat(call(ACME, route, owned(route)).statusCode())
                        .as("%s still belongs to its owner", route)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aListShowsNothingOfAnotherTenant() throws Exception {
        for (Route route : program.routesBelow("/api/v1/")) {
            if (route.method().equals(HttpMethod.GET)
                    && !route.pattern().matches(".*\\{(id|key)}.*")) {
                String path =
                        below(route)
                                .replace("{kind}", "lead")
                                .replace("{version}", "2")
                                .replace("{type}", "lead.routed")
                                .replace("{report}", "leakage")
                                .replace("/diff", "/diff?from=1&to=1")
                                .replace("/exports", "/exports?email=ana@acmemark.example");
                HttpResponse<String> answer = program.api(GLOBEX, HttpMethod.GET, path, null);

                assertThat(answer.statusCode()).as("%s", route).isIn(200, 404);
                assertThat(answer.body()).as("%s", route).doesNotContain(MARK);
            }
        }
    }

    @Test
    void aKeyIsEachTenantsOwn() throws Exception {
        program.put(GLOBEX, "/reps/mia", "{\"name\":\"Mia\",\"email\":\"mia@globex.example\"}");
        for (String kind : BODIES.keySet()) {
            if (program.routesBelow("/api/v1" + kind).stream()
                    .noneMatch(route -> route.method().equals(HttpMethod.PUT))) {
                continue;
            }
            String before = program.api(ACME, HttpMethod.GET, kind + "/" + MARK, null).body();
            String body = Objects.requireNonNull(BODIES.get(kind)).replace("acmemark", "globex");

            assertThat(program.api(GLOBEX, HttpMethod.PUT, kind + "/" + MARK, body).statusCode())
                    .as(kind)
                    .isEqualTo(201);
            assertThat(program.api(GLOBEX, HttpMethod.DELETE, kind + "/" + MARK, null).statusCode())
                    .as(kind)
                    .isEqualTo(204);

            assertThat(program.api(ACME, HttpMethod.GET, kind + "/" + MARK, null).body())
                    .as(kind)
                    .isEqualTo(before);
        }
    }

    @Test
    void namingAnotherTenantAnywhereChangesNothing() throws Exception {
        for (String path :
                List.of("/reps", "/leads", "/connections", "/deliveries", "/policies/lead")) {
            String plain = program.api(GLOBEX, HttpMethod.GET, path, null).body();
            for (String name : List.of("tenant", "tenantId", "tenant_id", "workspace")) {
                HttpResponse<String> answer =
                        program.send(
                                HttpMethod.GET,
                                "/api/v1%s?%s=acme".formatted(path, name),
                                null,
                                Map.of(
                                        "Authorization",
                                        "Bearer " + GLOBEX.token(),
                                        "X-" + name,
                                        "acme",
                                        "X-Forwarded-Host",
                                        "acme.example",
                                        "Cookie",
                                        name + "=acme"));
                assertThat(answer.body()).as("%s %s", path, name).isIn(plain, refusal(answer));
                assertThat(answer.body()).as("%s %s", path, name).doesNotContain(MARK);
            }
        }
    }

    /** A parameter that is not known may be refused. */
    private static @Nullable String refusal(HttpResponse<String> answer) {
        return answer.statusCode() == 422 ? answer.body() : null;
    }

    private static HttpResponse<String> call(Workspace as, Route route, String id)
            throws Exception {
        String path = below(route).replace("{kind}", "lead").replaceFirst("\\{(id|key)}", id);
        return program.api(
                as,
                route.method(),
                path,
                route.method().equals(HttpMethod.POST) ? body(route) : null);
    }

    /** What is not about the lead at all is refused before anybody looks for it. */
    private static String body(Route route) {
        return route.pattern().endsWith("/merge")
                ? "{\"into\":\"01900000-0000-7000-8000-000000000001\"}"
                : "{}";
    }

    private static String below(Route route) {
        return route.pattern().substring("/api/v1".length());
    }

    private static String owned(Route route) {
        String kind = below(route).replace("/{kind}", "").replaceFirst("/\\{.*", "");
        String owned = OWNED.get(kind);
        assertThat(owned).as("%s: this test has no example of another tenant's", route).isNotNull();
        return Objects.requireNonNull(owned);
    }

    private static String unlike(String owned) {
        return owned.equals(MARK) ? "nobodyhasit" : NOBODY;
    }
}
