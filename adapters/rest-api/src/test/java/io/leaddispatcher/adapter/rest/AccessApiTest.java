package io.leaddispatcher.adapter.rest;

import static org.springframework.http.HttpHeaders.AUTHORIZATION;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;

/** Who may do what, and what is kept of it. */
class AccessApiTest extends ApiInMemory {

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
    void theAuditLogTellsAdministratorsOfChangesAndRefusals() {
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
    }

    @Test
    void whoeverReadsIsToldOfWorkAndConfigurationAndOfNobodysAccess() {
        put("/api/v1/lists/l", LIST).expectStatus().isCreated();
        client.get().uri("/api/v1/members").headers(AccessApiTest::asReader).exchange();

        client.get()
                .uri("/api/v1/audit-log")
                .headers(AccessApiTest::asReader)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json(
                        """
                        {"items":[
                          {"id":"00000000-0000-0009-0000-000000000001","at":"2026-11-21T12:00:00Z",
                           "actor":"token:00000000-0000-0000-0000-000000000003","action":"configuration.created",
                           "target":"list:l",
                           "detail":{"after":{"name":"Strategic","values":["acme.de"]}}}]}
                        """,
                        JsonCompareMode.STRICT);
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

    private static void asReader(HttpHeaders headers) {
        headers.setBearerAuth(ApiTestConfiguration.READER);
    }
}
