package io.leaddispatcher.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** What comes of a write that fails, and of its key. */
class FailureApiTest extends ApiInMemory {

    private static final String PATH = "/api/v1/lists/strategic";

    private final Mishap mishap = new Mishap();

    /** Fails, before the use case is asked, what it is told to. */
    @Order(1) // behind what remembers answers
    private static final class Mishap implements WebFilter {

        private Mono<Void> instead = Mono.error(new IllegalStateException("nothing said"));
        private boolean passing;

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            return passing ? chain.filter(exchange) : instead;
        }
    }

    @Override
    @BeforeEach
    void start() {
        context.registerBean(Mishap.class, () -> mishap);
        super.start();
    }

    private WebTestClient.ResponseSpec putWith(String key) {
        return client.put()
                .uri(PATH)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(LIST)
                .exchange();
    }

    /** A database that is gone looks like a client that is. */
    @ParameterizedTest
    @ValueSource(strings = {"recvAddress(..) failed: Connection reset by peer", "Broken pipe"})
    void aConnectionThatIsResetIsOurTroubleAndNoSuccess(String how) {
        mishap.instead = Mono.error(new IllegalStateException("no BEGIN", new IOException(how)));

        for (WebTestClient.ResponseSpec answer :
                new WebTestClient.ResponseSpec[] {put(PATH, LIST), putWith("once")}) {
            answer.expectStatus()
                    .isEqualTo(500)
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.detail")
                    .value(String.class, detail -> assertThat(detail).contains("Reference: "));
        }
        mishap.passing = true;

        putWith("once").expectStatus().isCreated();
    }

    @Test
    void anAnswerThatNobodyWroteIsNoSuccess() {
        mishap.instead = Mono.empty();

        putWith("once").expectStatus().isEqualTo(500);
        mishap.passing = true;

        putWith("once").expectStatus().isCreated();
    }

    @Test
    void whatPassesByItselfIsNotKept() {
        for (ProblemException passing :
                new ProblemException[] {
                    ProblemException.tooMany(Duration.ofSeconds(1)),
                    ProblemException.busy("Wait a moment.", Duration.ofSeconds(1))
                }) {
            mishap.passing = false;
            mishap.instead = Mono.error(passing);
            String key = passing.status().name();

            putWith(key)
                    .expectStatus()
                    .isEqualTo(passing.status())
                    .expectHeader()
                    .valueEquals("Retry-After", "1");
            mishap.passing = true;

            putWith(key).expectStatus().is2xxSuccessful();
        }
    }

    @Test
    void aConflictThatStandsIsKept() {
        mishap.instead = Mono.error(ProblemException.conflict("It is over."));

        putWith("over").expectStatus().isEqualTo(409);
        mishap.passing = true;

        putWith("over").expectStatus().isEqualTo(409);
    }
}
