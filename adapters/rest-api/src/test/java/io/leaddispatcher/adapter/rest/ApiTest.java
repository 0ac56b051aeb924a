package io.leaddispatcher.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpHeaders.AUTHORIZATION;
import static org.springframework.http.HttpHeaders.CONTENT_ENCODING;
import static org.springframework.http.HttpHeaders.IF_MATCH;
import static org.springframework.http.HttpHeaders.IF_NONE_MATCH;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;

class ApiTest {

    private static final String LIST = "{\"name\":\"Strategic\",\"values\":[\"acme.de\"]}";

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();

    private WebTestClient client = WebTestClient.bindToServer().build();

    @BeforeEach
    void start() {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test",
                                Map.of(
                                        "dispatcher.limits.api-per-second", 20,
                                        "dispatcher.limits.workspace-per-second", 25)));
        context.register(ApiTestConfiguration.class);
        context.refresh();
        client =
                WebTestClient.bindToApplicationContext(context)
                        .configureClient()
                        .defaultHeader(AUTHORIZATION, "Bearer " + ApiTestConfiguration.ADMIN)
                        .build();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void aPutMakesThenChangesAndAnswersTheResourceWithItsKey() {
        put("/api/v1/lists/strategic", LIST)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .json("{\"key\":\"strategic\",\"name\":\"Strategic\",\"values\":[\"acme.de\"]}");
        put("/api/v1/lists/strategic", "{\"name\":\"S\"}").expectStatus().isOk();
        client.get()
                .uri("/api/v1/lists/strategic")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"");
        client.delete().uri("/api/v1/lists/strategic").exchange().expectStatus().isNoContent();
        client.get().uri("/api/v1/lists/strategic").exchange().expectStatus().isNotFound();
    }

    @Test
    void aStaleIfMatchIsRefused() {
        put("/api/v1/lists/l", LIST);

        for (String stale : new String[] {"\"9\"", "W/\"1\"", "1", "\"x\""}) {
            client.put()
                    .uri("/api/v1/lists/l")
                    .header(IF_MATCH, stale)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("{\"name\":\"Other\"}")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(412);
        }
        client.put()
                .uri("/api/v1/lists/l")
                .header(IF_MATCH, "\"7\", \"1\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\":\"Other\"}")
                .exchange()
                .expectStatus()
                .isOk();
        client.put()
                .uri("/api/v1/lists/new")
                .header(IF_MATCH, "*")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(LIST)
                .exchange()
                .expectStatus()
                .isEqualTo(412);
    }

    /** Each with a body that makes it and one that changes it. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "/fields/f | {`name`:`F`,`type`:`TEXT`}",
                "/teams/t | {`name`:`T`}",
                "/reps/r | {`name`:`R`,`email`:`r@x.test`}",
                "/pools/p | {`name`:`P`,`strategy`:`ROUND_ROBIN`}",
                "/queues/q | {`name`:`Q`}",
                "/territories/t | {`name`:`T`,`countries`:[`DE`]}",
                "/segments/s | {`name`:`S`,`when`:{`all`:[]}}",
                "/sla-policies/s | {`name`:`S`,`targets`:{`DISPATCHED`:`PT1M`}}",
                "/accounts/a | {`name`:`A`}",
                "/lists/l | {`name`:`L`}",
                "/connections/c | {`name`:`C`,`type`:`form`}",
                "/policies/lead/draft | {`tiers`:[],`fallback`:{`queue`:`q`}}"
            })
    void everyResourceOfTheConfigurationHasItsTag(String path, String quoted) {
        put("/api/v1/queues/q", "{\"name\":\"Q\"}");
        String body = quoted.replace('`', '"');
        String uri = "/api/v1" + path;
        put(uri, body).expectStatus().is2xxSuccessful();

        String tag = Objects.requireNonNull(tagOf(uri));
        client.get()
                .uri(uri)
                .header(IF_NONE_MATCH, tag)
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectHeader()
                .valueEquals("ETag", tag)
                .expectBody()
                .isEmpty();
        client.get().uri(uri).header(IF_NONE_MATCH, "\"777\"").exchange().expectStatus().isOk();
        putIf(uri, IF_MATCH, "\"777\"", body).isEqualTo(412);
        putIf(uri, IF_NONE_MATCH, "*", body).isEqualTo(412);
        putIf(uri, IF_NONE_MATCH, tag, body).isEqualTo(412);
        assertThat(tagOf(uri)).isEqualTo(tag);
        putIf(uri, IF_MATCH, tag, body).isOk();
    }

    @Test
    void whatMustNotBeThereYetIsMadeOnce() {
        putIf("/api/v1/lists/new", IF_NONE_MATCH, "*", LIST).isCreated();
        putIf("/api/v1/lists/new", IF_NONE_MATCH, "*", LIST).isEqualTo(412);
        client.delete()
                .uri("/api/v1/lists/new")
                .header(IF_MATCH, "\"777\"")
                .exchange()
                .expectStatus()
                .isEqualTo(412);
    }

    private @Nullable String tagOf(String uri) {
        return client.get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseHeaders()
                .getETag();
    }

    private StatusAssertions putIf(String uri, String header, String tag, String body) {
        return client.put()
                .uri(uri)
                .header(header, tag)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus();
    }

    @Test
    void yamlIsTakenToo() {
        client.put()
                .uri("/api/v1/lists/l")
                .header("Content-Type", "application/yaml")
                .bodyValue("name: Strategic\nvalues: [acme.de]\n")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody()
                .json("{\"values\":[\"acme.de\"]}");
    }

    @Test
    void everyViolationIsNamedAtOnce() {
        put("/api/v1/reps/mia", "{\"colour\":\"red\",\"capacity\":{\"open\":\"many\"}}")
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(422)
                .jsonPath("$.errors[?(@.pointer=='/name')].code")
                .isEqualTo("REQUIRED")
                .jsonPath("$.errors[?(@.pointer=='/colour')].code")
                .isEqualTo("UNKNOWN_PROPERTY")
                .jsonPath("$.errors[?(@.pointer=='/capacity/open')].code")
                .isEqualTo("WRONG_TYPE");
    }

    @Test
    void bodiesThatCannotBeReadAreRefusedByTheirKind() {
        put("/api/v1/lists/l", "{\"name\":").expectStatus().isBadRequest();
        put("/api/v1/lists/l", "{\"name\":\"a\",\"name\":\"b\"}").expectStatus().isBadRequest();
        put("/api/v1/lists/l", "").expectStatus().isBadRequest();
        put("/api/v1/lists/l", "[]").expectStatus().isEqualTo(422);
        put("/api/v1/lists/l", "{\"name\":\"" + "x".repeat(1_048_576) + "\"}")
                .expectStatus()
                .isEqualTo(413);
        client.put()
                .uri("/api/v1/lists/l")
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue(LIST)
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        client.put().uri("/api/v1/lists/l").exchange().expectStatus().isEqualTo(415);
        client.put()
                .uri("/api/v1/lists/l")
                .contentType(MediaType.APPLICATION_JSON)
                .header(CONTENT_ENCODING, "gzip")
                .bodyValue(LIST)
                .exchange()
                .expectStatus()
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "limit=-1", "limit="})
    void aPageThatIsNoneIsRefused(String query) {
        client.get().uri("/api/v1/lists?" + query).exchange().expectStatus().isEqualTo(422);
    }

    @Test
    void listsComeInPages() {
        for (String key : new String[] {"a", "b", "c"}) {
            put("/api/v1/lists/" + key, LIST);
        }
        String[] cursor = new String[1];
        client.get()
                .uri("/api/v1/lists?limit=2")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[*].key")
                .value(keys -> assertThat(keys.toString()).isEqualTo("[\"a\",\"b\"]"))
                .jsonPath("$.nextCursor")
                .value(next -> cursor[0] = next.toString());
        client.get()
                .uri("/api/v1/lists?limit=2&cursor=" + cursor[0])
                .exchange()
                .expectBody()
                .jsonPath("$.items[*].key")
                .value(keys -> assertThat(keys.toString()).isEqualTo("[\"c\"]"))
                .jsonPath("$.nextCursor")
                .doesNotExist();
    }

    @Test
    void withoutAGoodTokenNothingIsSaid() {
        for (String header : new String[] {"", "Basic YTpi", "Bearer ldp_unknown", "Bearer"}) {
            client.get()
                    .uri("/api/v1/lists")
                    .headers(headers -> headers.set(AUTHORIZATION, header))
                    .cookie("session", "a-good-one")
                    .exchange()
                    .expectStatus()
                    .isUnauthorized()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectHeader()
                    .valueEquals("WWW-Authenticate", "Bearer")
                    .expectHeader()
                    .doesNotExist("Set-Cookie");
        }
    }

    @Test
    void aTokenDoesWhatItsScopesAllow() {
        client.put()
                .uri("/api/v1/lists/l")
                .headers(headers -> headers.setBearerAuth(ApiTestConfiguration.READER))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(LIST)
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        client.get()
                .uri("/api/v1/lists")
                .headers(headers -> headers.setBearerAuth(ApiTestConfiguration.READER))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void theAuditLogTellsOfChangesAndRefusalsToAdministrators() {
        put("/api/v1/lists/l", LIST).expectStatus().isCreated();
        client.put()
                .uri("/api/v1/lists/l?secret=no")
                .headers(headers -> headers.setBearerAuth(ApiTestConfiguration.READER))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(LIST)
                .exchange()
                .expectStatus()
                .isForbidden();

        client.get()
                .uri("/api/v1/audit-log")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json(
                        """
                        {"items":[
                          {"id":"00000000-0000-0009-0000-000000000002","at":"2026-11-21T12:00:00Z",
                           "actor":"token:00000000-0000-0000-0000-000000000003","action":"access.denied",
                           "target":"request:PUT /api/v1/lists/l",
                           "detail":{"needs":"CONFIGURE","address":"203.0.113.9"}},
                          {"id":"00000000-0000-0009-0000-000000000001","at":"2026-11-21T12:00:00Z",
                           "actor":"token:00000000-0000-0000-0000-000000000003","action":"configuration.created",
                           "target":"list:l",
                           "detail":{"after":{"name":"Strategic","values":["acme.de"]},"address":"203.0.113.9"}}]}
                        """,
                        JsonCompareMode.STRICT);
        client.get()
                .uri("/api/v1/audit-log?action=access.denied&limit=1")
                .exchange()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.nextCursor")
                .doesNotExist();
        client.get()
                .uri("/api/v1/audit-log/verification")
                .exchange()
                .expectBody()
                .json("{\"intact\":true,\"entries\":0}");
        for (String path : new String[] {"/api/v1/audit-log", "/api/v1/audit-log/verification"}) {
            client.get()
                    .uri(path)
                    .headers(headers -> headers.setBearerAuth(ApiTestConfiguration.READER))
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"from=yesterday", "to=%2B999999999-01-01T00:00:00Z", "limit=0", "actor=%00"})
    void anAuditFilterThatIsNoneIsRefused(String query) {
        client.get()
                .uri(URI.create("/api/v1/audit-log?" + query))
                .exchange()
                .expectStatus()
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/audit-log?action=everything | /action | 'action' must be one of workspace.created, ",
                "/audit-log?cursor=eA | /cursor | 'cursor' must be the 'nextCursor' of a page of this list",
                "/lists?cursor=%25 | /cursor | 'cursor' must be the 'nextCursor' of a page of this list"
            },
            quoteCharacter = '^')
    void aParameterOfAClosedListNamesWhatIsAllowed(String path, String pointer, String message) {
        client.get()
                .uri(URI.create("/api/v1" + path))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo(pointer)
                .jsonPath("$.errors[0].message")
                .value(told -> assertThat(told.toString()).startsWith(message))
                .jsonPath("$.detail")
                .value(told -> assertThat(told.toString()).startsWith(message));
    }

    @Test
    void anotherTenantsThingsAreNotThere() {
        put("/api/v1/lists/l", LIST).expectStatus().isCreated();

        client.get()
                .uri("/api/v1/lists/l")
                .headers(headers -> headers.setBearerAuth(ApiTestConfiguration.STRANGER))
                .exchange()
                .expectStatus()
                .isNotFound();
        client.delete()
                .uri("/api/v1/lists/l")
                .headers(headers -> headers.setBearerAuth(ApiTestConfiguration.STRANGER))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void whoGuessesTokensWaitsAndOthersAtTheSameAddressDoNot() {
        for (String known :
                List.of(
                        ApiTestConfiguration.ADMIN,
                        ApiTestConfiguration.READER,
                        ApiTestConfiguration.STRANGER)) {
            assertThat(listing(known)).isNotEqualTo(401);
        }
        int guesses = 0;
        while (listing("ldp_" + "x".repeat(40) + guesses) == 401 && guesses < 5_000) {
            guesses++;
        }

        assertThat(listing("ldp_" + "y".repeat(40))).isEqualTo(429);
        assertThat(listing(ApiTestConfiguration.STRANGER)).isEqualTo(200);
    }

    private int listing(String token) {
        return client.get()
                .uri("/api/v1/lists")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    @Test
    void whoCallsTooOftenWaits() {
        int refused = 0;
        for (int i = 0; i < 100; i++) {
            var status =
                    client.get()
                            .uri("/api/v1/lists")
                            .headers(headers -> headers.setBearerAuth(ApiTestConfiguration.READER))
                            .exchange()
                            .returnResult(String.class);
            if (status.getStatus().value() == 429) {
                refused++;
                assertThat(status.getResponseHeaders().getFirst("Retry-After")).isEqualTo("1");
                assertThat(status.getResponseHeaders().getFirst("RateLimit"))
                        .isEqualTo("\"token\";r=0;t=2");
            }
        }
        assertThat(refused).isPositive();
        // Somebody else's bucket is still full.
        client.get()
                .uri("/api/v1/lists")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .values(
                        "RateLimit-Policy",
                        policies ->
                                assertThat(policies)
                                        .containsExactly(
                                                "\"token\";q=40;w=2", "\"workspace\";q=50;w=2"))
                .expectHeader()
                .value("RateLimit", limit -> assertThat(limit).isEqualTo("\"token\";r=39;t=1"));
    }

    @Test
    void theTokensOfAWorkspaceTogetherDoNoMoreThanItMay() {
        int refused = 0;
        for (int i = 0; i < 2_000 && refused == 0; i++) {
            // Each token by itself stays within its own limit.
            String token =
                    List.of(ApiTestConfiguration.ADMIN, ApiTestConfiguration.READER).get(i % 2);
            var answer =
                    client.get()
                            .uri("/api/v1/lists")
                            .headers(headers -> headers.setBearerAuth(token))
                            .exchange()
                            .returnResult(String.class);
            List<String> told = answer.getResponseHeaders().getOrEmpty("RateLimit");
            if (answer.getStatus().value() == 429
                    && told.stream().anyMatch(each -> each.startsWith("\"workspace\";r=0;"))) {
                assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isEqualTo("1");
                refused++;
            }
        }
        assertThat(refused).isPositive();
        client.get()
                .uri("/api/v1/lists")
                .headers(headers -> headers.setBearerAuth(ApiTestConfiguration.STRANGER))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void unknownPathsAndMethodsAreProblemsToo() {
        client.get()
                .uri("/api/v1/nothing")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        client.patch()
                .uri("/api/v1/lists/l")
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .exists("Allow");
    }

    @Test
    void aPolicyGoesFromDraftToVersionAndBack() {
        put("/api/v1/queues/fallback", "{\"name\":\"Fallback\",\"type\":\"FALLBACK\"}");
        client.get().uri("/api/v1/policies/lead").exchange().expectStatus().isNotFound();
        client.get().uri("/api/v1/policies/nonsense").exchange().expectStatus().isNotFound();
        put(
                        "/api/v1/policies/lead/draft",
                        """
                        {"schema":"lead-dispatcher/policy/v1","tiers":[{"name":"T","rules":[
                         {"id":"r1","name":"R","assign":{"pool":"nowhere"}}]}],"fallback":{"queue":"fallback"}}
                        """)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/tiers/0/rules/0/assign/pool")
                .jsonPath("$.errors[0].ruleId")
                .isEqualTo("r1");
        String draft =
                """
                {"schema":"lead-dispatcher/policy/v1","tiers":[{"name":"T","rules":[
                 {"id":"r1","name":"R","assign":{"queue":"fallback"}}]}],"fallback":{"queue":"fallback"}}
                """;
        put("/api/v1/policies/lead/draft", draft)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .json(draft);
        post("/api/v1/policies/lead/draft/publish", "{\"expectedVersion\":0}")
                .expectStatus()
                .isEqualTo(422);
        post("/api/v1/policies/lead/draft/publish", "{\"comment\":\"go\",\"expectedVersion\":0}")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"version\":1}");
        post("/api/v1/policies/lead/draft/publish", "{\"comment\":\"go\",\"expectedVersion\":0}")
                .expectStatus()
                .isEqualTo(409);
        post("/api/v1/policies/lead/rollback", "{\"comment\":\"back\",\"version\":1}")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"version\":2}");
        client.get()
                .uri("/api/v1/policies/lead/versions")
                .exchange()
                .expectBody()
                .jsonPath("$.items[0].version")
                .isEqualTo(2)
                .jsonPath("$.items[0].policy")
                .doesNotExist();
        client.get()
                .uri("/api/v1/policies/lead/diff?from=1&to=2")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"changes\":[]}");
        client.delete()
                .uri("/api/v1/queues/fallback")
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .value(detail -> assertThat(detail.toString()).contains("the active lead policy"));
    }

    @Test
    void aConnectionNeverShowsItsSecrets() {
        put(
                        "/api/v1/connections/hubspot-main",
                        "{\"type\":\"hubspot\",\"settings\":{\"portalId\":\"62515\"},"
                                + "\"secrets\":{\"clientSecret\":\"top-secret\"}}")
                .expectStatus()
                .isCreated()
                .expectBody(String.class)
                .value(body -> assertThat(body).doesNotContain("top-secret"));
        client.get()
                .uri("/api/v1/connections/hubspot-main")
                .exchange()
                .expectBody()
                .jsonPath("$.secrets.clientSecret.set")
                .isEqualTo(true)
                .jsonPath("$.hookUrl")
                .value(url ->
                        assertThat(url.toString()).startsWith("https://ld.test/hooks/hubspot/"));
        client.get()
                .uri("/api/v1/connections/hubspot-main/health")
                .exchange()
                .expectBody()
                .json("{\"status\":\"UNKNOWN\",\"rejectedSignatures\":0,\"errors\":[]}");
        post("/api/v1/connections/hubspot-main/test", "")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.ok")
                .isEqualTo(true);
        post("/api/v1/connections/hubspot-main/test", "").expectStatus().isEqualTo(429);
        client.get()
                .uri("/api/v1/connections/nothing/health")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private WebTestClient.ResponseSpec put(String path, String body) {
        return client.put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec post(String path, String body) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
