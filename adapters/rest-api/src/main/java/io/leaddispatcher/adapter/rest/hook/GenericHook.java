package io.leaddispatcher.adapter.rest.hook;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.hook.TakeDelivery;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.http.StandardWebhookSignature;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes leads from any system that signs in the Standard Webhooks way. */
@RestController
final class GenericHook {

    static final String TYPE = "generic";

    private final ResolveHook hooks;
    private final CountRejectedDelivery rejected;
    private final TakeDelivery deliveries;
    private final StandardWebhookSignature signature;
    private final InstantSource clock;

    GenericHook(
            ResolveHook hooks,
            CountRejectedDelivery rejected,
            TakeDelivery deliveries,
            InstantSource clock) {
        this.hooks = hooks;
        this.rejected = rejected;
        this.deliveries = deliveries;
        this.signature = new StandardWebhookSignature(clock);
        this.clock = clock;
    }

    @PostMapping("/hooks/generic/{hookId}")
    Mono<ResponseEntity<Object>> receive(@PathVariable String hookId, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return RawBody.of(request)
                .flatMap(body ->
                        hooks.handle(new ResolveHook.Query(hookId, TYPE))
                                .switchIfEmpty(Mono.error(HookAnswers::unknown))
                                .flatMap(hook -> answer(hook, request.getHeaders(), body)))
                .onErrorResume(error -> Mono.just(HookAnswers.failed(error)));
    }

    private Mono<ResponseEntity<Object>> answer(Hook hook, HttpHeaders headers, byte[] body) {
        List<String> secrets = hook.signingSecrets().stream().map(Secret::reveal).toList();
        Optional<String> id = signature.verify(headers, body, secrets);
        if (id.isEmpty()) {
            return rejected.handle(hook).thenReturn(HookAnswers.unauthorized());
        }
        String contentType = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        if (contentType == null
                || FormReader.kindOf(contentType).filter(FormReader.Kind.JSON::equals).isEmpty()) {
            return refuse(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "the body must be application/json");
        }
        if (JsonDocument.read(body).isEmpty()) {
            return refuse(HttpStatus.BAD_REQUEST, "the body must be a JSON object");
        }
        var event =
                new InboundEvent(
                        hook.tenant(),
                        hook.connection().key(),
                        TYPE,
                        id.get(),
                        MediaType.APPLICATION_JSON_VALUE,
                        body,
                        clock.instant());
        return deliveries
                .handle(hook, List.of(event))
                .map(eventIds -> HookAnswers.accepted(eventIds.getFirst()));
    }

    private static Mono<ResponseEntity<Object>> refuse(HttpStatus status, String detail) {
        return Mono.error(new RefusedDeliveryException(status, detail));
    }
}
