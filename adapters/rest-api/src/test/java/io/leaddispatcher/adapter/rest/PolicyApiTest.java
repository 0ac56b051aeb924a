package io.leaddispatcher.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyApiTest extends ApiInMemory {

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
}
