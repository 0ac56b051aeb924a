package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.closure.WorkspaceClosedException;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.Intake;
import io.leaddispatcher.domain.access.Actor;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
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

    private static final int LARGEST_BODY = 1024 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(HubSpotHook.class);

    private final ResolveHook hooks;
    private final CountRejectedDelivery rejected;
    private final Intake intake;
    private final HubSpotSignature signature;
    private final InstantSource clock;
    private final String publicUrl;

    HubSpotHook(
            ResolveHook hooks,
            CountRejectedDelivery rejected,
            Intake intake,
            InstantSource clock,
            String publicUrl) {
        this.hooks = hooks;
        this.rejected = rejected;
        this.intake = intake;
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
        return body(request)
                .flatMap(body ->
                        hooks.handle(new ResolveHook.Query(hookId, TYPE))
                                .flatMap(hook -> answer(hook, request, body))
                                .defaultIfEmpty(HttpStatus.NOT_FOUND))
                .onErrorResume(
                        DataBufferLimitException.class, _ -> status(HttpStatus.CONTENT_TOO_LARGE))
                .onErrorResume(WorkspaceClosedException.class, _ -> status(HttpStatus.FORBIDDEN))
                .onErrorResume(error -> {
                    if (DisconnectedClientHelper.isClientDisconnectedException(error)) {
                        LOG.debug("HubSpot hung up", error);
                    } else {
                        LOG.error("HubSpot delivery could not be taken", error);
                    }
                    return status(HttpStatus.SERVICE_UNAVAILABLE);
                })
                .flatMap(status -> {
                    exchange.getResponse().setStatusCode(status);
                    return exchange.getResponse().setComplete();
                });
    }

    private static Mono<byte[]> body(ServerHttpRequest request) {
        if (request.getHeaders().getContentLength() > LARGEST_BODY) {
            return Mono.error(new DataBufferLimitException("the body is announced as too large"));
        }
        return DataBufferUtils.join(request.getBody(), LARGEST_BODY)
                .map(buffer -> {
                    byte[] bytes = new byte[buffer.readableByteCount()];
                    buffer.read(bytes);
                    DataBufferUtils.release(buffer);
                    return bytes;
                })
                .defaultIfEmpty(new byte[0]);
    }

    private Mono<HttpStatus> answer(Hook hook, ServerHttpRequest request, byte[] body) {
        ConnectionAccess connection = hook.connection();
        List<String> secrets =
                Stream.of("clientSecret", "previousClientSecret")
                        .flatMap(name -> connection.secret(name).stream())
                        .map(Secret::reveal)
                        .filter(secret -> !secret.isEmpty())
                        .toList();
        if (secrets.isEmpty()) {
            return Mono.error(
                    new IllegalStateException(
                            "connection %s has no client secret".formatted(connection.key())));
        }
        var signed =
                new HubSpotSignature.Request(
                        request.getMethod().name(),
                        publicUri(request.getURI()),
                        request.getHeaders(),
                        body);
        if (!signature.isValid(signed, secrets, connection.flag("acceptLegacySignatures"))) {
            return rejected.handle(hook).thenReturn(HttpStatus.UNAUTHORIZED);
        }
        if (!isJson(request.getHeaders())) {
            return status(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }
        return store(hook, body);
    }

    /** What HubSpot called; a proxy may have shown us another scheme or host. */
    private String publicUri(URI seen) {
        String query = seen.getRawQuery();
        return publicUrl + seen.getRawPath() + (query == null ? "" : "?" + query);
    }

    private static boolean isJson(HttpHeaders headers) {
        Optional<String> encoding =
                Optional.ofNullable(headers.getFirst(HttpHeaders.CONTENT_ENCODING));
        if (encoding.filter(name -> !name.equalsIgnoreCase("identity")).isPresent()) {
            return false;
        }
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        try {
            return type != null
                    && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
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
        var caller =
                new Caller(
                        hook.tenant(), new Actor.Connection(hook.connection().key().value(), TYPE));
        return intake.handle(caller, events).thenReturn(HttpStatus.OK);
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
