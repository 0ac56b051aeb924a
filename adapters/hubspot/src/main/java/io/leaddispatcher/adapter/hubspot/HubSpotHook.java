package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.hook.TakeDelivery;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.http.HookBody;
import io.leaddispatcher.http.HookDoor;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Takes HubSpot's webhooks. HubSpot waits for five seconds, so that events are stored here and read
 * later, and repeats whatever is not answered by 2xx, so that what is understood and unwanted is
 * answered by 200.
 */
@RestController
final class HubSpotHook {

    static final String TYPE = "hubspot";

    private static final Logger LOG = LoggerFactory.getLogger(HubSpotHook.class);

    private final HookDoor door;
    private final CountRejectedDelivery rejected;
    private final TakeDelivery deliveries;
    private final HubSpotSignature signature;
    private final InstantSource clock;
    private final String publicUrl;

    HubSpotHook(
            ResolveHook hooks,
            CountRejectedDelivery rejected,
            TakeDelivery deliveries,
            InstantSource clock,
            String publicUrl) {
        this.door = new HookDoor(hooks, TYPE);
        this.rejected = rejected;
        this.deliveries = deliveries;
        this.signature = new HubSpotSignature(clock);
        this.clock = clock;
        this.publicUrl =
                publicUrl.endsWith("/")
                        ? publicUrl.substring(0, publicUrl.length() - 1)
                        : publicUrl;
    }

    @PostMapping("/hooks/hubspot/{hookId}")
    Mono<Void> receive(@PathVariable String hookId, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return door.receive(hookId, exchange, (hook, body) -> answer(hook, request, body));
    }

    private Mono<HttpStatus> answer(Hook hook, ServerHttpRequest request, byte[] body) {
        ConnectionAccess connection = hook.connection();
        List<String> secrets = hook.signingSecrets().stream().map(Secret::reveal).toList();
        var signed =
                new HubSpotSignature.Request(
                        request.getMethod().name(),
                        publicUri(request.getURI()),
                        request.getHeaders(),
                        body);
        if (!signature.isValid(signed, secrets, connection.flag("acceptLegacySignatures"))) {
            return rejected.handle(hook).thenReturn(HttpStatus.UNAUTHORIZED);
        }
        if (!HookBody.isOf(request.getHeaders(), MediaType.APPLICATION_JSON)) {
            return status(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }
        return store(hook, body);
    }

    /** What HubSpot called; a proxy may have shown us another scheme or host. */
    private String publicUri(URI seen) {
        String query = seen.getRawQuery();
        return publicUrl + seen.getRawPath() + (query == null ? "" : "?" + query);
    }

    private Mono<HttpStatus> store(Hook hook, byte[] body) {
        JsonNode batch;
        try {
            batch = HubSpotJson.read(body);
        } catch (JacksonException _) {
            return status(HttpStatus.BAD_REQUEST);
        }
        Instant now = clock.instant();
        List<InboundEvent> events =
                (batch.isArray() ? batch.valueStream() : Stream.of(batch))
                        .filter(JsonNode::isObject)
                        .map(ContactEvent::new)
                        .filter(event -> isOwn(event, hook.connection()))
                        .map(event -> inbound(hook, event, now))
                        .toList();
        if (events.isEmpty()) {
            return status(HttpStatus.OK);
        }
        return deliveries.handle(hook, events).thenReturn(HttpStatus.OK);
    }

    /** The signature proves the app, which serves many accounts; the account must match, too. */
    private static boolean isOwn(ContactEvent event, ConnectionAccess connection) {
        Optional<String> portal = connection.text("portalId");
        boolean own = portal.isPresent() && portal.equals(event.portalId());
        if (!own) {
            LOG.warn("event of another HubSpot account left out, connection={}", connection.key());
        }
        return own;
    }

    private static InboundEvent inbound(Hook hook, ContactEvent event, Instant now) {
        return new InboundEvent(
                hook.tenant(),
                hook.connection().key(),
                TYPE,
                event.idempotencyKey(),
                MediaType.APPLICATION_JSON_VALUE,
                HubSpotJson.write(event.json()),
                now);
    }

    private static Mono<HttpStatus> status(HttpStatus status) {
        return Mono.just(status);
    }
}
