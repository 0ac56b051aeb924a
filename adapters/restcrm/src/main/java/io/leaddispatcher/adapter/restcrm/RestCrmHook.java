package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.closure.WorkspaceClosedException;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.Intake;
import io.leaddispatcher.domain.access.Actor;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Where a CRM tells of what has happened there. The signature is checked before anything is parsed,
 * and all events are stored in one commit before they are acknowledged.
 */
@RestController
final class RestCrmHook {

    static final String TYPE = "crm";

    private static final int LARGEST_BODY = 1024 * 1024;
    private static final int MOST_EVENTS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(RestCrmHook.class);

    private final ResolveHook hooks;
    private final CountRejectedDelivery rejected;
    private final Intake intake;
    private final MessageSignature signature;
    private final InstantSource clock;

    RestCrmHook(
            ResolveHook hooks, CountRejectedDelivery rejected, Intake intake, InstantSource clock) {
        this.hooks = hooks;
        this.rejected = rejected;
        this.intake = intake;
        this.signature = new MessageSignature(clock);
        this.clock = clock;
    }

    @PostMapping("/hooks/crm/{hookId}")
    Mono<Void> receive(@PathVariable String hookId, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return body(request)
                .flatMap(body ->
                        hooks.handle(new ResolveHook.Query(hookId, TYPE))
                                .flatMap(hook -> answer(hook, request.getHeaders(), body))
                                .defaultIfEmpty(HttpStatus.NOT_FOUND))
                .onErrorResume(
                        DataBufferLimitException.class,
                        _ -> Mono.just(HttpStatus.CONTENT_TOO_LARGE))
                .onErrorResume(WorkspaceClosedException.class, _ -> Mono.just(HttpStatus.FORBIDDEN))
                .onErrorResume(error -> {
                    if (DisconnectedClientHelper.isClientDisconnectedException(error)) {
                        LOG.debug("the CRM hung up", error);
                    } else {
                        LOG.error("a delivery of a CRM could not be taken", error);
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

    private Mono<HttpStatus> answer(Hook hook, HttpHeaders headers, byte[] body) {
        Optional<String> secret =
                hook.connection()
                        .secret("signingSecret")
                        .map(Secret::reveal)
                        .filter(text -> !text.isBlank());
        if (secret.isEmpty()) {
            return Mono.error(
                    new IllegalStateException(
                            "connection %s has no secret".formatted(hook.connection().key())));
        }
        if (signature.verify(headers, body, secret.get()).isEmpty()) {
            return rejected.handle(hook).thenReturn(HttpStatus.UNAUTHORIZED);
        }
        return isJson(headers) ? store(hook, body) : Mono.just(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
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

    /** Whoever writes a CRM of their own is told what is wrong by the status: 400. */
    private Mono<HttpStatus> store(Hook hook, byte[] body) {
        List<JsonNode> told;
        try {
            JsonNode events = Json.read(body).path("events");
            told = events.isArray() ? events.valueStream().toList() : List.of();
        } catch (JacksonException _) {
            return Mono.just(HttpStatus.BAD_REQUEST);
        }
        if (told.isEmpty()
                || told.size() > MOST_EVENTS
                || told.stream().anyMatch(each -> Json.id(each, "id").isEmpty())) {
            return Mono.just(HttpStatus.BAD_REQUEST);
        }
        Instant now = clock.instant();
        var caller =
                new Caller(
                        hook.tenant(), new Actor.Connection(hook.connection().key().value(), TYPE));
        return intake.handle(caller, told.stream().map(each -> inbound(hook, each, now)).toList())
                .thenReturn(HttpStatus.OK);
    }

    private static InboundEvent inbound(Hook hook, JsonNode event, Instant now) {
        return new InboundEvent(
                hook.tenant(),
                hook.connection().key(),
                TYPE,
                Json.id(event, "id").orElseThrow(),
                MediaType.APPLICATION_JSON_VALUE,
                Json.write(event),
                now);
    }
}
