package io.leaddispatcher.adapter.oidc;

import io.leaddispatcher.application.sso.port.ProviderException;
import io.leaddispatcher.application.sso.port.ProviderException.Reason;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;

/** Calls a provider through the guarded way out: bounded in time and size, no redirects. */
final class Peer {

    // From the look-up of the name to the end of the answer.
    private static final Duration WHOLE_CALL = Duration.ofSeconds(10);
    private static final int LARGEST_ANSWER = 512 * 1024;

    /** What was answered. */
    record Reply(int status, @Nullable String contentType, String body) {
        @Override
        public String toString() {
            return "Reply[%d]".formatted(status);
        }
    }

    private final WebClient client;

    Peer(WebClient.Builder client) {
        this.client =
                client.codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                        .build();
    }

    Mono<Reply> get(URI address) {
        return bounded(
                address,
                client.get()
                        .uri(address)
                        .accept(MediaType.APPLICATION_JSON)
                        .exchangeToMono(Peer::reply));
    }

    /** Sends a form. */
    Mono<Reply> post(URI address, HttpHeaders headers, String form) {
        return bounded(
                address,
                client.post()
                        .uri(address)
                        .headers(own -> own.putAll(headers))
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .accept(MediaType.APPLICATION_JSON)
                        .bodyValue(form)
                        .exchangeToMono(Peer::reply));
    }

    private static Mono<Reply> reply(ClientResponse response) {
        String type = response.headers().contentType().map(MediaType::toString).orElse(null);
        return response.bodyToMono(String.class)
                .defaultIfEmpty("")
                .map(body -> new Reply(response.statusCode().value(), type, body));
    }

    private static Mono<Reply> bounded(URI address, Mono<Reply> call) {
        return call.timeout(WHOLE_CALL)
                .onErrorMap(
                        DataBufferLimitException.class,
                        e ->
                                new ProviderException(
                                        Reason.NO_DISCOVERY,
                                        "%s answers with more than %d bytes"
                                                .formatted(address, LARGEST_ANSWER),
                                        e))
                .onErrorMap(
                        e ->
                                e instanceof WebClientException
                                        || e instanceof TimeoutException
                                        // What the guard refuses before it calls.
                                        || e instanceof IOException,
                        // One sentence for every cause: nobody looks around behind the guard.
                        e ->
                                new ProviderException(
                                        Reason.UNREACHABLE,
                                        "%s does not answer, or must not be called"
                                                .formatted(address),
                                        e));
    }
}
