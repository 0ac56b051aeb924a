package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.FindOtherHooks;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.hook.TakeDelivery;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.http.HookBody;
import io.leaddispatcher.http.HookDoor;
import io.leaddispatcher.http.PeerJson;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 *
 * <p>An app has one address, whichever account it tells of, so that what comes to the hook of one
 * connection may be meant for another of the workspace.
 */
@RestController
final class HubSpotHook {

    static final String TYPE = "hubspot";

    private static final Logger LOG = LoggerFactory.getLogger(HubSpotHook.class);

    private final HookDoor door;
    private final FindOtherHooks others;
    private final CountRejectedDelivery rejected;
    private final TakeDelivery deliveries;
    private final HubSpotSignature signature;
    private final InstantSource clock;
    private final String publicUrl;

    HubSpotHook(
            ResolveHook hooks,
            FindOtherHooks others,
            CountRejectedDelivery rejected,
            TakeDelivery deliveries,
            InstantSource clock,
            String publicUrl) {
        this.door = new HookDoor(hooks, TYPE);
        this.others = others;
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
        var signed =
                new HubSpotSignature.Request(
                        request.getMethod().name(),
                        publicUri(request.getURI()),
                        request.getHeaders(),
                        body);
        if (!isSignedFor(hook, signed)) {
            return rejected.handle(hook).thenReturn(HttpStatus.UNAUTHORIZED);
        }
        if (!HookBody.isOf(request.getHeaders(), MediaType.APPLICATION_JSON)) {
            return status(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }
        return store(hook, signed);
    }

    private boolean isSignedFor(Hook hook, HubSpotSignature.Request request) {
        return signature.isValid(
                request,
                hook.signingSecrets().stream().map(Secret::reveal).toList(),
                hook.connection().flag("acceptLegacySignatures"));
    }

    /** What HubSpot called; a proxy may have shown us another scheme or host. */
    private String publicUri(URI seen) {
        String query = seen.getRawQuery();
        return publicUrl + seen.getRawPath() + (query == null ? "" : "?" + query);
    }

    private Mono<HttpStatus> store(Hook hook, HubSpotSignature.Request request) {
        JsonNode batch;
        try {
            batch = PeerJson.USUAL.read(request.body());
        } catch (JacksonException _) {
            return status(HttpStatus.BAD_REQUEST);
        }
        List<ContactEvent> events =
                (batch.isArray() ? batch.valueStream() : Stream.of(batch))
                        .filter(JsonNode::isObject)
                        .map(ContactEvent::new)
                        .toList();
        return spokenFor(hook, request, events)
                .flatMapIterable(hooks -> sorted(hooks, events).entrySet())
                // What was stored before another part failed is known again when it is repeated.
                .concatMap(part -> deliveries.handle(part.getKey(), part.getValue()))
                .then(status(HttpStatus.OK));
    }

    /**
     * The hook that it came to, and where some of it is of another account those of the workspace's
     * other connections that would have taken it, too: the signature proves the app, not more.
     */
    private Mono<List<Hook>> spokenFor(
            Hook hook, HubSpotSignature.Request request, List<ContactEvent> events) {
        if (events.stream().allMatch(event -> isOf(event, hook))) {
            return Mono.just(List.of(hook));
        }
        return others.handle(hook)
                .map(found ->
                        Stream.concat(
                                        Stream.of(hook),
                                        found.stream().filter(other -> isSignedFor(other, request)))
                                .toList());
    }

    /** Each with the hook whose account it is of, the first where several have it. */
    private Map<Hook, List<InboundEvent>> sorted(List<Hook> hooks, List<ContactEvent> events) {
        Instant now = clock.instant();
        Map<Hook, List<InboundEvent>> parts = new LinkedHashMap<>();
        for (ContactEvent event : events) {
            hooks.stream()
                    .filter(hook -> isOf(event, hook))
                    .findFirst()
                    .ifPresentOrElse(
                            hook ->
                                    parts.computeIfAbsent(hook, _ -> new ArrayList<>())
                                            .add(inbound(hook, event, now)),
                            () ->
                                    LOG.warn(
                                            "event of another HubSpot account left out, connection={}",
                                            hooks.getFirst().connection().key()));
        }
        return parts;
    }

    /** The signature proves the app, which serves many accounts; the account must match, too. */
    private static boolean isOf(ContactEvent event, Hook hook) {
        Optional<String> portal = hook.connection().text("portalId");
        return portal.isPresent() && portal.equals(event.portalId());
    }

    private static InboundEvent inbound(Hook hook, ContactEvent event, Instant now) {
        return new InboundEvent(
                hook.tenant(),
                hook.connection().key(),
                TYPE,
                event.idempotencyKey(),
                MediaType.APPLICATION_JSON_VALUE,
                PeerJson.USUAL.write(event.json()),
                now);
    }

    private static Mono<HttpStatus> status(HttpStatus status) {
        return Mono.just(status);
    }
}
