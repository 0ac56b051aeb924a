package io.leaddispatcher.adapter.push;

import io.leaddispatcher.application.egress.RefusedAddressException;
import io.leaddispatcher.application.push.Device;
import io.leaddispatcher.application.push.PushMessage;
import io.leaddispatcher.application.push.port.PushSender;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.http.RetryAfter;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Posts to push services through the guarded way out. */
final class WebPushSender implements PushSender {

    private static final Duration WHOLE_CALL = Duration.ofSeconds(15);

    /** What nobody could show within so long is no news any more. */
    private static final Duration KEPT = Duration.ofHours(4);

    private static final Cause BAD_KEYS =
            new Cause("push_keys", "the browser's keys cannot be encrypted for");

    private final WebClient client;
    private final Vapid vapid;
    private final PushServices services;
    private final InstantSource clock;
    private final JsonMapper json = JsonMapper.builder().build();

    WebPushSender(WebClient client, Vapid vapid, PushServices services, InstantSource clock) {
        this.client = client;
        this.vapid = vapid;
        this.services = services;
        this.clock = clock;
    }

    @Override
    public Mono<Answer> send(Device device, PushMessage message) {
        return Mono.defer(() -> {
            URI endpoint = URI.create(device.endpoint().reveal());
            if (!services.knows(endpoint)) {
                return Mono.just(
                        new Answer.Refused(
                                new Cause("push_service", "not a push service that we send to")));
            }
            byte[] body;
            try {
                body = PushEncryption.encrypt(device, json.writeValueAsBytes(message.document()));
            } catch (GeneralSecurityException e) {
                return Mono.just(new Answer.Refused(BAD_KEYS));
            }
            return client.post()
                    .uri(endpoint)
                    .header(
                            HttpHeaders.AUTHORIZATION,
                            vapid.authorization(endpoint, clock.instant()))
                    .header(HttpHeaders.CONTENT_ENCODING, "aes128gcm")
                    .header("TTL", Long.toString(KEPT.toSeconds()))
                    .header("Urgency", "high")
                    .header("Topic", topic(message))
                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .bodyValue(body)
                    .exchangeToMono(this::answered)
                    .timeout(WHOLE_CALL)
                    .onErrorResume(e -> Mono.just(silent(e)));
        });
    }

    /** At most 32 characters of URL-safe base64: what waits under the same is replaced. */
    private static String topic(PushMessage message) {
        String topic = message.tag().replaceAll("[^A-Za-z0-9_]", "");
        return topic.substring(0, Math.min(32, topic.length()));
    }

    private Mono<Answer> answered(ClientResponse response) {
        int status = response.statusCode().value();
        Cause cause = new Cause("push_" + status, "the push service answered " + status);
        Answer answer =
                switch (status) {
                    case 200, 201, 202, 204 -> new Answer.Taken();
                    case 404, 410 -> new Answer.Gone();
                    case 429 -> new Answer.Later(after(response), cause);
                    default ->
                            status >= 500
                                    ? new Answer.Later(after(response), cause)
                                    : new Answer.Refused(cause);
                };
        return response.releaseBody().thenReturn(answer);
    }

    private @Nullable Duration after(ClientResponse response) {
        return RetryAfter.of(response.headers().asHttpHeaders(), clock.instant()).orElse(null);
    }

    private static Answer silent(Throwable error) {
        for (@Nullable Throwable each = error; each != null; each = each.getCause()) {
            if (each instanceof RefusedAddressException) {
                return new Answer.Refused(
                        new Cause("address_refused", "calls out must not reach this address"));
            }
        }
        return new Answer.Later(
                null, new Cause("unreachable", "the push service could not be reached"));
    }

    @Override
    public Optional<String> refusal(Device device) {
        try {
            PushEncryption.encrypt(device, new byte[0]);
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.of(BAD_KEYS.message());
        }
    }

    @Override
    public boolean knows(URI endpoint) {
        return services.knows(endpoint);
    }

    @Override
    public String publicKey() {
        return vapid.publicKey();
    }
}
