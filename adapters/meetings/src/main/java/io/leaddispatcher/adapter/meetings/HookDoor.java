package io.leaddispatcher.adapter.meetings;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.closure.WorkspaceClosedException;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.Intake;
import io.leaddispatcher.domain.access.Actor;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Takes an event in: its signature is checked before anything is parsed, and it is stored before it
 * is acknowledged. What is understood and unwanted is acknowledged too, so that nobody sends it
 * again.
 */
final class HookDoor {

    private static final int LARGEST_BODY = 1024 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(HookDoor.class);

    private final ResolveHook hooks;
    private final CountRejectedDelivery rejected;
    private final Intake intake;
    private final InstantSource clock;

    HookDoor(
            ResolveHook hooks, CountRejectedDelivery rejected, Intake intake, InstantSource clock) {
        this.hooks = hooks;
        this.rejected = rejected;
        this.intake = intake;
        this.clock = clock;
    }

    Mono<Void> receive(Provider provider, String hookId, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return body(request)
                .flatMap(body ->
                        hooks.handle(new ResolveHook.Query(hookId, provider.type()))
                                .flatMap(hook -> answer(provider, hook, request.getHeaders(), body))
                                .defaultIfEmpty(HttpStatus.NOT_FOUND))
                .onErrorResume(
                        DataBufferLimitException.class,
                        _ -> Mono.just(HttpStatus.CONTENT_TOO_LARGE))
                .onErrorResume(WorkspaceClosedException.class, _ -> Mono.just(HttpStatus.FORBIDDEN))
                .onErrorResume(error -> {
                    if (DisconnectedClientHelper.isClientDisconnectedException(error)) {
                        LOG.debug("{} hung up", provider.type(), error);
                    } else {
                        LOG.error("a delivery of {} could not be taken", provider.type(), error);
                    }
                    return Mono.just(HttpStatus.SERVICE_UNAVAILABLE);
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

    private Mono<HttpStatus> answer(
            Provider provider, Hook hook, HttpHeaders headers, byte[] body) {
        Optional<String> secret =
                hook.connection()
                        .secret(provider.secretName())
                        .map(Secret::reveal)
                        .filter(text -> !text.isEmpty());
        if (secret.isEmpty()) {
            return Mono.error(
                    new IllegalStateException(
                            "connection %s has no secret".formatted(hook.connection().key())));
        }
        if (!provider.isSigned(headers, body, secret.get())) {
            return rejected.handle(hook).thenReturn(HttpStatus.UNAUTHORIZED);
        }
        return isJson(headers)
                ? store(provider, hook, body)
                : Mono.just(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    }

    private static boolean isJson(HttpHeaders headers) {
        String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        try {
            return (encoding == null || encoding.equalsIgnoreCase("identity"))
                    && type != null
                    && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    private Mono<HttpStatus> store(Provider provider, Hook hook, byte[] body) {
        JsonNode event;
        try {
            event = Json.read(body);
        } catch (JacksonException _) {
            return Mono.just(HttpStatus.BAD_REQUEST);
        }
        Optional<String> key = event.isObject() ? provider.idempotencyKey(event) : Optional.empty();
        if (key.isEmpty()) {
            return Mono.just(HttpStatus.OK);
        }
        var caller =
                new Caller(
                        hook.tenant(),
                        new Actor.Connection(hook.connection().key().value(), provider.type()));
        var inbound =
                new InboundEvent(
                        hook.tenant(),
                        hook.connection().key(),
                        provider.type(),
                        Keys.of(key.get()),
                        MediaType.APPLICATION_JSON_VALUE,
                        body,
                        clock.instant());
        return intake.handle(caller, List.of(inbound)).thenReturn(HttpStatus.OK);
    }
}
