package io.leaddispatcher.adapter.meetings;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.hook.TakeDelivery;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.http.HookBody;
import io.leaddispatcher.http.HookDoor;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Takes an event in: its signature is checked before anything is parsed, and it is stored before it
 * is acknowledged. What is understood and unwanted is acknowledged too, so that nobody sends it
 * again.
 */
final class MeetingInbox {

    private final ResolveHook hooks;
    private final CountRejectedDelivery rejected;
    private final TakeDelivery deliveries;
    private final InstantSource clock;

    MeetingInbox(
            ResolveHook hooks,
            CountRejectedDelivery rejected,
            TakeDelivery deliveries,
            InstantSource clock) {
        this.hooks = hooks;
        this.rejected = rejected;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    Mono<Void> receive(Provider provider, String hookId, ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return new HookDoor(hooks, provider.type())
                .receive(hookId, exchange, (hook, body) -> answer(provider, hook, headers, body));
    }

    private Mono<HttpStatus> answer(
            Provider provider, Hook hook, HttpHeaders headers, byte[] body) {
        boolean signed =
                hook.signingSecrets().stream()
                        .map(Secret::reveal)
                        .anyMatch(secret -> provider.isSigned(headers, body, secret));
        if (!signed) {
            return rejected.handle(hook).thenReturn(HttpStatus.UNAUTHORIZED);
        }
        return HookBody.isOf(headers, MediaType.APPLICATION_JSON)
                ? store(provider, hook, body)
                : Mono.just(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
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
        var inbound =
                new InboundEvent(
                        hook.tenant(),
                        hook.connection().key(),
                        provider.type(),
                        Keys.of(key.get()),
                        MediaType.APPLICATION_JSON_VALUE,
                        body,
                        clock.instant());
        return deliveries.handle(hook, List.of(inbound)).thenReturn(HttpStatus.OK);
    }
}
