package io.leaddispatcher.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpHeaders.AUTHORIZATION;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A draft with faults, by the API. */
class PolicyAnalysisApiTest {

    private static final String ANALYZE = "/api/v1/policies/lead/draft/analyze";

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();

    private WebTestClient client = WebTestClient.bindToServer().build();

    @BeforeEach
    void start() {
        client = ApiInMemory.serve(context);
        put("/queues/fallback", "{\"name\":\"Fallback\"}");
        put("/queues/vip", "{\"name\":\"VIP\"}");
        put("/pools/nobody", "{\"name\":\"Nobody yet\",\"strategy\":\"ROUND_ROBIN\"}");
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void aDraftWithFourFaultsComesBackWithThoseFour() {
        put(
                "/policies/lead/draft",
                """
                {"tiers":[{"name":"Countries","rules":[
                  {"id":"de","name":"Germany","when":{"field":"company.country","op":"in","value":["DE","AT"]},"assign":{"queue":"fallback"}},
                  {"id":"berlin","when":{"all":[{"field":"company.country","op":"eq","value":"DE"},{"field":"company.city","op":"eq","value":"Berlin"}]},"assign":{"queue":"fallback"}},
                  {"id":"alps","when":{"field":"company.country","op":"in","value":["AT","CH"]},"assign":{"queue":"vip"}},
                  {"id":"fr","when":{"field":"company.country","op":"eq","value":"FR"},"assign":{"pool":"nobody"}}]}],
                 "fallback":{"queue":"fallback"}}
                """);

        analyze(ApiTestConfiguration.READER).expectStatus().isForbidden();
        analyze(ApiTestConfiguration.ADMIN)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.complete")
                .isEqualTo(true)
                .jsonPath("$.findings.length()")
                .isEqualTo(4)
                .jsonPath("$.findings[0]")
                .value(found ->
                        assertThat(found.toString())
                                .contains(
                                        "SHADOWED_RULE",
                                        "/tiers/0/rules/1",
                                        "ruleId=berlin",
                                        "otherRuleId=de",
                                        "city=Berlin",
                                        "rule 'Germany' before it takes every lead"))
                .jsonPath("$.findings[1].example.company.country")
                .isEqualTo("AT")
                .jsonPath("$.findings[1].otherRuleId")
                .isEqualTo("de")
                .jsonPath("$.findings[2].poolKey")
                .isEqualTo("nobody")
                .jsonPath("$.findings[2].severity")
                .isEqualTo("ERROR")
                .jsonPath("$.findings[3].type")
                .isEqualTo("GAP")
                .jsonPath("$.findings[3].queueKey")
                .isEqualTo("fallback")
                .jsonPath("$.findings[3].ruleId")
                .isEmpty();
    }

    @Test
    void withoutADraftThereIsNothingToAnalyse() {
        analyze(ApiTestConfiguration.ADMIN).expectStatus().isNotFound();
        client.post()
                .uri("/api/v1/policies/nonsense/draft/analyze")
                .header(AUTHORIZATION, "Bearer " + ApiTestConfiguration.ADMIN)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void aDraftThatNoLongerHoldsIsRefusedAsWhenItIsSaved() {
        put(
                "/policies/lead/draft",
                """
                {"tiers":[{"name":"T","rules":[{"id":"all","assign":{"queue":"vip"}}]}],"fallback":{"queue":"fallback"}}
                """);
        client.delete()
                .uri("/api/v1/queues/vip")
                .header(AUTHORIZATION, "Bearer " + ApiTestConfiguration.ADMIN)
                .exchange()
                .expectStatus()
                .isNoContent();

        analyze(ApiTestConfiguration.ADMIN)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/tiers/0/rules/0/assign/queue");
    }

    @Test
    void anotherWorkspaceSeesNothingOfIt() {
        put("/policies/lead/draft", "{\"fallback\":{\"queue\":\"fallback\"}}");

        analyze(ApiTestConfiguration.STRANGER).expectStatus().isNotFound();
    }

    private WebTestClient.ResponseSpec analyze(String token) {
        return client.post().uri(ANALYZE).header(AUTHORIZATION, "Bearer " + token).exchange();
    }

    private void put(String path, String body) {
        client.put()
                .uri("/api/v1" + path)
                .header(AUTHORIZATION, "Bearer " + ApiTestConfiguration.ADMIN)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }
}
