package io.leaddispatcher.adapter.webhook;

import io.leaddispatcher.application.egress.RefusedAddressException;
import io.leaddispatcher.application.webhook.port.WebhookSender;
import io.leaddispatcher.http.RetryAfter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Posts events through the guarded way out. */
final class HttpWebhookSender implements WebhookSender {

    // From the look-up of the name to the end of the answer.
    private static final Duration WHOLE_CALL = Duration.ofSeconds(15);
    private static final int ANSWER_KEPT = 1_024;

    // Some say all they have to say and never end it.
    private static final Duration REST_OF_ANSWER = Duration.ofSeconds(2);

    private final WebClient client;
    private final String userAgent;
    private final JsonMapper json = JsonMapper.builder().build();

    /**
     * @param userAgent by which those who are called know us
     */
    HttpWebhookSender(WebClient client, String userAgent) {
        this.client = client;
        this.userAgent = userAgent;
    }

    @Override
    public Mono<Answer> call(Call call) {
        return Mono.defer(() -> {
            byte[] body = body(call.payload());
            long timestamp = call.at().getEpochSecond();
            return client.post()
                    .uri(call.url())
                    .contentType(MediaType.APPLICATION_JSON)
                    .header(HttpHeaders.USER_AGENT, userAgent)
                    .header("webhook-id", call.id())
                    .header("webhook-timestamp", Long.toString(timestamp))
                    .header(
                            "webhook-signature",
                            Signature.of(call.secrets(), call.id(), timestamp, body))
                    .bodyValue(body)
                    .exchangeToMono(response -> answered(response, call))
                    .timeout(WHOLE_CALL)
                    .onErrorResume(e -> Mono.just(silent(e)));
        });
    }

    /** In the order in which the specification shows it, whatever order the outbox keeps. */
    private byte[] body(Map<String, Object> payload) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (String name : new String[] {"type", "timestamp", "data"}) {
            Object value = payload.get(name);
            if (value == null) {
                throw new IllegalArgumentException("an event without '%s'".formatted(name));
            }
            ordered.put(name, value);
        }
        return json.writeValueAsBytes(ordered);
    }

    private static Mono<Answer> answered(ClientResponse response, Call call) {
        Duration after = RetryAfter.of(response.headers().asHttpHeaders(), call.at()).orElse(null);
        int status = response.statusCode().value();
        return DataBufferUtils.join(
                        DataBufferUtils.takeUntilByteCount(
                                response.bodyToFlux(DataBuffer.class).take(REST_OF_ANSWER),
                                ANSWER_KEPT))
                .map(HttpWebhookSender::text)
                // What the endpoint thinks of it is in the status already.
                .onErrorReturn("")
                .defaultIfEmpty("")
                .map(text -> new Answer.Answered(status, after, text));
    }

    private static String text(DataBuffer buffer) {
        String text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        // PostgreSQL keeps no such character in a text.
        return text.replace('\0', ' ');
    }

    private static Answer silent(Throwable error) {
        for (@Nullable Throwable each = error; each != null; each = each.getCause()) {
            if (each instanceof RefusedAddressException) {
                return new Answer.Silent(
                        "address_refused", "calls out must not reach this address");
            }
            if (each instanceof TimeoutException
                    || each instanceof io.netty.handler.timeout.TimeoutException) {
                return new Answer.Silent("timeout", "the endpoint did not answer in time");
            }
        }
        return new Answer.Silent("unreachable", "the endpoint could not be reached");
    }
}
