package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.hook.TakeDelivery;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.http.HookBody;
import io.leaddispatcher.http.HookDoor;
import io.leaddispatcher.http.PeerJson;
import io.leaddispatcher.http.StandardWebhookSignature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
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

    private static final int MOST_EVENTS = 1_000;

    private final HookDoor door;
    private final CountRejectedDelivery rejected;
    private final TakeDelivery deliveries;
    private final StandardWebhookSignature signature;
    private final InstantSource clock;

    RestCrmHook(
            ResolveHook hooks,
            CountRejectedDelivery rejected,
            TakeDelivery deliveries,
            InstantSource clock) {
        this.door = new HookDoor(hooks, TYPE);
        this.rejected = rejected;
        this.deliveries = deliveries;
        this.signature = new StandardWebhookSignature(clock);
        this.clock = clock;
    }

    @PostMapping("/hooks/crm/{hookId}")
    Mono<Void> receive(@PathVariable String hookId, ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return door.receive(hookId, exchange, (hook, body) -> answer(hook, headers, body));
    }

    private Mono<HttpStatus> answer(Hook hook, HttpHeaders headers, byte[] body) {
        List<String> secrets = hook.signingSecrets().stream().map(Secret::reveal).toList();
        if (signature.verify(headers, body, secrets).isEmpty()) {
            return rejected.handle(hook).thenReturn(HttpStatus.UNAUTHORIZED);
        }
        return HookBody.isOf(headers, MediaType.APPLICATION_JSON)
                ? store(hook, body)
                : Mono.just(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    }

    /** Whoever writes a CRM of their own is told what is wrong by the status: 400. */
    private Mono<HttpStatus> store(Hook hook, byte[] body) {
        List<JsonNode> told;
        try {
            JsonNode events = PeerJson.USUAL.read(body).path("events");
            told = events.isArray() ? events.valueStream().toList() : List.of();
        } catch (JacksonException _) {
            return Mono.just(HttpStatus.BAD_REQUEST);
        }
        if (told.isEmpty()
                || told.size() > MOST_EVENTS
                || told.stream().anyMatch(each -> ContractIds.id(each, "id").isEmpty())) {
            return Mono.just(HttpStatus.BAD_REQUEST);
        }
        Instant now = clock.instant();
        return deliveries
                .handle(hook, told.stream().map(each -> inbound(hook, each, now)).toList())
                .thenReturn(HttpStatus.OK);
    }

    private static InboundEvent inbound(Hook hook, JsonNode event, Instant now) {
        return new InboundEvent(
                hook.tenant(),
                hook.connection().key(),
                TYPE,
                ContractIds.id(event, "id").orElseThrow(),
                MediaType.APPLICATION_JSON_VALUE,
                PeerJson.USUAL.write(event),
                now);
    }
}
