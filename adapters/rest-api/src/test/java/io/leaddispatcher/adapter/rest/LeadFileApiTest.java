package io.leaddispatcher.adapter.rest;

import io.leaddispatcher.adapter.rest.body.RequestBodies;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Files of leads on which drafts are tried: larger than other bodies, also with a key. */
class LeadFileApiTest extends ApiInMemory {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv");
    private static final String SIMULATE = "/api/v1/policies/lead/draft/simulate";
    private static final String FILE = "a".repeat(RequestBodies.LARGEST + 1);

    /** Stands in for simulations, whose ports are not in memory: it counts what it takes. */
    @RestController
    static final class Tries {

        private final AtomicInteger taken = new AtomicInteger();
        private final RequestBodies bodies;

        Tries(RequestBodies bodies) {
            this.bodies = bodies;
        }

        @PostMapping({SIMULATE, "/api/v1/policies/lead/draft/other"})
        Mono<Map<String, Object>> take(ServerHttpRequest request) {
            return bodies.bytesOrFile(request)
                    .map(bytes -> Map.of("bytes", bytes.length, "taken", taken.incrementAndGet()));
        }
    }

    private WebTestClient.ResponseSpec send(String path, MediaType type, String key, String body) {
        return client.post()
                .uri(path)
                .contentType(type)
                .header("Idempotency-Key", key)
                .bodyValue(body)
                .exchange();
    }

    @Test
    void aFileWithAKeyIsTakenOnceAndToldFromAnother() {
        for (int time = 1; time <= 2; time++) {
            send(SIMULATE, CSV, "k", FILE)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .json("{\"bytes\":%d,\"taken\":1}".formatted(FILE.length()));
        }
        send(SIMULATE, CSV, "k", FILE.replace('a', 'b')).expectStatus().isEqualTo(409);
        send(SIMULATE, MediaType.parseMediaType("application/x-ndjson"), "l", FILE)
                .expectStatus()
                .isOk();
    }

    @Test
    void nothingElseIsTakenThatIsAsLarge() {
        send(SIMULATE, MediaType.APPLICATION_JSON, "k", FILE)
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("A body may have at most 1 MB.");
        send("/api/v1/policies/lead/draft/other", CSV, "k", FILE).expectStatus().isEqualTo(413);
    }
}
