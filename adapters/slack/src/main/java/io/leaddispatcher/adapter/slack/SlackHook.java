package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.http.HookBody;
import io.leaddispatcher.http.HookDoor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Takes what Slack tells: of a workspace's own app at the address of its connection, of the
 * installation's app at addresses of its own. Slack waits for three seconds, whatever happens.
 */
@RestController
final class SlackHook {

    /** How long an answer may wait for what it tells of. */
    static final Duration PATIENCE = Duration.ofMillis(1_800);

    private static final String TYPE = "slack";

    private final ResolveHook hooks;
    private final CountRejectedDelivery rejected;
    private final SlackSignature signature;
    private final SlackInbox inbox;
    private final Optional<Secret> hostedSecret;

    /**
     * The doors.
     *
     * @param hostedSecret of the installation's app; blank when there is none
     */
    SlackHook(
            ResolveHook hooks,
            CountRejectedDelivery rejected,
            SlackInbox inbox,
            InstantSource clock,
            String hostedSecret) {
        this.hooks = hooks;
        this.rejected = rejected;
        this.signature = new SlackSignature(clock);
        this.inbox = inbox;
        this.hostedSecret =
                hostedSecret.isBlank() ? Optional.empty() : Optional.of(new Secret(hostedSecret));
    }

    @PostMapping("/hooks/slack/{hookId}/events")
    Mono<ResponseEntity<Object>> events(@PathVariable String hookId, ServerWebExchange exchange) {
        return own(hookId, exchange, SlackInbox.Kind.EVENT);
    }

    @PostMapping("/hooks/slack/{hookId}/interactions")
    Mono<ResponseEntity<Object>> interactions(
            @PathVariable String hookId, ServerWebExchange exchange) {
        return own(hookId, exchange, SlackInbox.Kind.INTERACTION);
    }

    @PostMapping("/hooks/slack/{hookId}/commands")
    Mono<ResponseEntity<Object>> commands(@PathVariable String hookId, ServerWebExchange exchange) {
        return own(hookId, exchange, SlackInbox.Kind.COMMAND);
    }

    @PostMapping("/hooks/slack/events")
    Mono<ResponseEntity<Object>> hostedEvents(ServerWebExchange exchange) {
        return hosted(exchange, SlackInbox.Kind.EVENT);
    }

    @PostMapping("/hooks/slack/interactions")
    Mono<ResponseEntity<Object>> hostedInteractions(ServerWebExchange exchange) {
        return hosted(exchange, SlackInbox.Kind.INTERACTION);
    }

    @PostMapping("/hooks/slack/commands")
    Mono<ResponseEntity<Object>> hostedCommands(ServerWebExchange exchange) {
        return hosted(exchange, SlackInbox.Kind.COMMAND);
    }

    private Mono<ResponseEntity<Object>> own(
            String hookId, ServerWebExchange exchange, SlackInbox.Kind kind) {
        ServerHttpRequest request = exchange.getRequest();
        return safely(
                HookBody.of(request)
                        .flatMap(body ->
                                hooks.handle(new ResolveHook.Query(hookId, TYPE))
                                        .flatMap(hook -> own(hook, request, body, kind))
                                        .defaultIfEmpty(status(HttpStatus.NOT_FOUND))));
    }

    private Mono<ResponseEntity<Object>> own(
            Hook hook, ServerHttpRequest request, byte[] body, SlackInbox.Kind kind) {
        boolean valid =
                hook.signingSecrets().stream()
                        .anyMatch(secret -> signature.isValid(request.getHeaders(), body, secret));
        return valid
                ? inbox.take(hook, kind, body).map(SlackHook::ok)
                : rejected.handle(hook).thenReturn(status(HttpStatus.UNAUTHORIZED));
    }

    private Mono<ResponseEntity<Object>> hosted(ServerWebExchange exchange, SlackInbox.Kind kind) {
        ServerHttpRequest request = exchange.getRequest();
        return hostedSecret
                .map(secret ->
                        safely(
                                HookBody.of(request)
                                        .flatMap(body ->
                                                signature.isValid(
                                                                request.getHeaders(), body, secret)
                                                        ? inbox.take(kind, body).map(SlackHook::ok)
                                                        : Mono.just(
                                                                status(HttpStatus.UNAUTHORIZED)))))
                .orElseGet(() -> Mono.just(status(HttpStatus.NOT_FOUND)));
    }

    private static Mono<ResponseEntity<Object>> safely(Mono<ResponseEntity<Object>> answer) {
        return answer.onErrorResume(error -> Mono.just(status(HookDoor.failed(error, TYPE))));
    }

    private static ResponseEntity<Object> ok(Map<String, Object> body) {
        return body.isEmpty()
                ? ResponseEntity.ok().build()
                : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
    }

    private static ResponseEntity<Object> status(HttpStatus status) {
        return ResponseEntity.status(status).build();
    }
}
