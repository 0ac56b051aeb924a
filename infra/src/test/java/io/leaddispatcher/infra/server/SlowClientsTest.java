package io.leaddispatcher.infra.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.timeout.ReadTimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.test.StepVerifier;

class SlowClientsTest {

    private final MockServerWebExchange exchange =
            MockServerWebExchange.from(MockServerHttpRequest.post("/api/v1/leads"));

    @Test
    void aRequestThatDoesNotComeInTimeIsToldSo() {
        StepVerifier.create(new SlowClients().handle(exchange, ReadTimeoutException.INSTANCE))
                .verifyComplete();

        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.REQUEST_TIMEOUT);
    }

    @Test
    void whateverElseFailsIsForOthersToTell() {
        var failure = new IllegalStateException("ours");

        StepVerifier.create(new SlowClients().handle(exchange, failure))
                .verifyErrorSatisfies(error -> assertThat(error).isSameAs(failure));

        assertThat(exchange.getResponse().getStatusCode()).isNull();
    }
}
