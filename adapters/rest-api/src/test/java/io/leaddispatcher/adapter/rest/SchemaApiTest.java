package io.leaddispatcher.adapter.rest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Schemas are for anybody, and need not be fetched twice. */
class SchemaApiTest {

    private static final String POLICY = "/schemas/policy-v1.json";

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();

    private WebTestClient client = WebTestClient.bindToServer().build();

    @BeforeEach
    void start() {
        client = ApiInMemory.serve(context);
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void aSchemaNeedsNoTokenAndIsKeptUntilItChanges() {
        String tag =
                requireNonNull(
                        client.get()
                                .uri(POLICY)
                                .exchange()
                                .expectStatus()
                                .isOk()
                                .expectHeader()
                                .contentType("application/schema+json")
                                .expectHeader()
                                .valueEquals(HttpHeaders.CACHE_CONTROL, "max-age=3600, public")
                                .expectBody()
                                .jsonPath("$.title")
                                .isEqualTo("Routing policy")
                                .returnResult()
                                .getResponseHeaders()
                                .getETag());

        client.get()
                .uri(POLICY)
                .header(HttpHeaders.IF_NONE_MATCH, tag)
                .exchange()
                .expectStatus()
                .isNotModified();
        assertThat(tagOf("/schemas/workspace-v1.json")).isNotEqualTo(tag);
    }

    @Test
    void thereAreNoOthers() {
        client.get().uri("/schemas/other.json").exchange().expectStatus().isNotFound();
    }

    private String tagOf(String path) {
        return requireNonNull(
                client.get()
                        .uri(path)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseHeaders()
                        .getETag());
    }
}
