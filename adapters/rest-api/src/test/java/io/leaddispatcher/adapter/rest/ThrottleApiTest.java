package io.leaddispatcher.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** How often somebody may call. */
class ThrottleApiTest extends ApiInMemory {

    @Test
    void whoGuessesTokensWaitsAndOthersAtTheSameAddressDoNot() {
        int guesses = 0;
        while (listing("ldp_" + "x".repeat(40) + guesses) == 401 && guesses < 50_000) {
            guesses++;
        }

        assertThat(guesses).isBetween(1_000, 49_999);
        // Not seen before, and good.
        assertThat(listing(ApiTestConfiguration.STRANGER)).isEqualTo(200);
        // Without a token nothing is guessed.
        WebTestClient.bindToApplicationContext(context)
                .build()
                .get()
                .uri("/api/v1/lists")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void aPathHasOneSpelling() {
        for (String path :
                List.of("/%61pi/v1/lists", "/api/v1/list%73", "/hooks/forms/%41BCDEFGHIJKLMNOP")) {
            client.get()
                    .uri(URI.create(path))
                    .headers(headers -> headers.setBearerAuth(ApiTestConfiguration.ADMIN))
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }
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
}
