package io.leaddispatcher.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

class PolicyApiTest extends ApiInMemory {

    private static final ObjectMapper JSON = new ObjectMapper();

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
    void aDraftIsPublishedAtATimeToComeUnlessThatIsCancelled() {
        put("/api/v1/queues/fallback", "{\"name\":\"Fallback\",\"type\":\"FALLBACK\"}");
        put("/api/v1/policies/lead/draft", "{\"fallback\":{\"queue\":\"fallback\"}}");
        String publish = "/api/v1/policies/lead/draft/publish";
        post(publish, wish("2026-11-21T11:59:59Z", 0))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/at");
        post(publish, wish("tomorrow", 0)).expectStatus().isEqualTo(422);
        post(publish, wish("2026-12-01T08:00:00Z", 5)).expectStatus().isEqualTo(409);
        post("/api/v1/policies/call/draft/publish", wish("2026-12-01T08:00:00Z", 0))
                .expectStatus()
                .isNotFound();
        post(publish, wish("2026-12-01T09:00:00+01:00", 0))
                .expectStatus()
                .isEqualTo(202)
                .expectBody()
                .jsonPath("$.schedule.at")
                .isEqualTo("2026-12-01T08:00:00Z")
                .jsonPath("$.schedule.state")
                .isEqualTo("PENDING");
        for (int i = 1; i < 10; i++) {
            post(publish, wish("2026-12-02T08:00:00Z", i)).expectStatus().isEqualTo(202);
        }
        post(publish, wish("2026-12-02T08:00:00Z", 0)).expectStatus().isEqualTo(409);

        String id =
                JSON.readTree(
                                client.get()
                                        .uri("/api/v1/policies/lead/schedule")
                                        .exchange()
                                        .expectStatus()
                                        .isOk()
                                        .expectBody()
                                        .jsonPath("$.items.length()")
                                        .isEqualTo(10)
                                        .returnResult()
                                        .getResponseBodyContent())
                        .at("/items/0/id")
                        .asString();
        String path = "/api/v1/policies/lead/schedule/" + id;
        client.delete().uri(path).exchange().expectStatus().isNoContent();
        client.delete().uri(path).exchange().expectStatus().isNotFound();
        client.delete().uri(path + "x").exchange().expectStatus().isNotFound();
        client.get()
                .uri("/api/v1/policies/lead/schedule")
                .exchange()
                .expectBody()
                .jsonPath("$.items[9].id")
                .isEqualTo(id)
                .jsonPath("$.items[9].state")
                .isEqualTo("CANCELLED");
    }

    private static String wish(String at, int expected) {
        return "{\"comment\":\"go\",\"expectedVersion\":%d,\"at\":\"%s\"}".formatted(expected, at);
    }
}
