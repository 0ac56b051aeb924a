package io.leaddispatcher.adapter.rest.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.hook.TakeDelivery;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes web forms, sent by the page itself or by a script on it. */
@RestController
final class FormHook {

    static final String TYPE = "form";

    /** Before a key that is good for one content. */
    private static final String OF_SENDER = "key:";

    private static final int LONGEST_KEY = 255;

    private final ResolveHook hooks;
    private final TakeDelivery deliveries;
    private final UnmappedFieldNotes unmapped;
    private final Ids ids;
    private final InstantSource clock;

    FormHook(
            ResolveHook hooks,
            TakeDelivery deliveries,
            UnmappedFieldNotes unmapped,
            Ids ids,
            InstantSource clock) {
        this.hooks = hooks;
        this.deliveries = deliveries;
        this.unmapped = unmapped;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping("/hooks/forms/{hookId}")
    Mono<ResponseEntity<Object>> receive(@PathVariable String hookId, ServerWebExchange exchange) {
        return RawBody.of(exchange.getRequest())
                .onErrorResume(
                        RefusedDeliveryException.class,
                        refused -> allowed(hookId, exchange).then(Mono.error(refused)))
                .flatMap(body ->
                        hooks.handle(new ResolveHook.Query(hookId, TYPE))
                                .switchIfEmpty(Mono.error(HookAnswers::unknown))
                                .flatMap(hook -> {
                                    FormOrigins.of(hook.connection()).allow(exchange);
                                    return answer(hook, exchange.getRequest(), body);
                                }))
                .onErrorResume(error -> Mono.just(HookAnswers.failed(error)))
                .map(answer -> FormPage.of(exchange.getRequest(), answer));
    }

    /** Also why a body was not read is something that a script may read on an allowed page. */
    private Mono<Void> allowed(String hookId, ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getOrigin() == null
                ? Mono.empty()
                : hooks.handle(new ResolveHook.Query(hookId, TYPE))
                        .doOnNext(hook -> FormOrigins.of(hook.connection()).allow(exchange))
                        .then();
    }

    private Mono<ResponseEntity<Object>> answer(Hook hook, ServerHttpRequest request, byte[] raw) {
        String contentType =
                Optional.ofNullable(request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE))
                        .orElse("");
        Optional<FormReader.Kind> kind = FormReader.kindOf(contentType);
        if (kind.isEmpty()) {
            return Mono.error(
                    new RefusedDeliveryException(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "a form is sent urlencoded, as multipart/form-data or as JSON"));
        }
        return FormReader.read(kind.get(), contentType, raw)
                .flatMap(fields ->
                        isTrapped(hook.connection(), fields)
                                ? Mono.just(ids.next())
                                : store(
                                        hook,
                                        request.getHeaders(),
                                        new Sent(kind.get(), contentType, fields),
                                        raw))
                .map(eventId -> thanks(hook.connection(), kind.get(), eventId));
    }

    /** Only a machine fills in the field that people do not see. It is not told. */
    private static boolean isTrapped(ConnectionAccess connection, FormFields fields) {
        return connection.text("honeypot").filter(fields::isFilled).isPresent();
    }

    private record Sent(FormReader.Kind kind, String contentType, FormFields fields) {}

    private Mono<UUID> store(Hook hook, HttpHeaders headers, Sent sent, byte[] raw) {
        ConnectionAccess connection = hook.connection();
        FormMapping mapping = FormMapping.of(connection.settings().get("mapping"));
        Map<String, Object> body = mapping.leadBody(sent.fields());
        Mono<Void> noted = unmapped.of(hook, mapping.leftOut(sent.fields()));
        if (!FormMapping.identifies(body)) {
            return noted.then(Mono.error(FormHook::unidentified));
        }
        String filledIn = sent.fields().values().toString();
        String key = idempotencyKey(headers, body, filledIn);
        var event =
                new InboundEvent(
                        hook.tenant(),
                        connection.key(),
                        TYPE,
                        key,
                        sent.contentType(),
                        raw,
                        // A multipart form has another boundary each time.
                        sent.kind() == FormReader.Kind.MULTIPART ? filledIn.getBytes(UTF_8) : raw,
                        clock.instant());
        return noted.then(Mono.defer(() -> deliveries.handle(hook, event)))
                .flatMap(stored ->
                        stored.sameContent() || !key.startsWith(OF_SENDER)
                                ? Mono.just(stored.eventId())
                                : Mono.error(
                                        new RefusedDeliveryException(
                                                HttpStatus.CONFLICT,
                                                "this Idempotency-Key was used before with another body")));
    }

    private static InvalidInputException unidentified() {
        return new InvalidInputException(
                "/contact/email",
                Violation.Code.REQUIRED,
                "one of contact.email, contact.phone and externalId is needed");
    }

    /**
     * The sender's own, or else made of the external id and what was filled in; without either each
     * submission is an event. Not made of the bytes, since a multipart form has others each time.
     */
    private String idempotencyKey(HttpHeaders headers, Map<String, Object> body, String filledIn) {
        String key = headers.getFirst("Idempotency-Key");
        if (key != null && !key.isBlank()) {
            if (key.length() > LONGEST_KEY) {
                throw new RefusedDeliveryException(
                        HttpStatus.BAD_REQUEST,
                        "an Idempotency-Key has at most %d characters".formatted(LONGEST_KEY));
            }
            return OF_SENDER + key;
        }
        return FormMapping.externalId(body)
                .map(id -> "external:" + sha256(id) + ":" + sha256(filledIn))
                .orElseGet(() -> "event:" + ids.next());
    }

    private static String sha256(String text) {
        return Hashing.sha256().hashString(text, UTF_8).toString();
    }

    private static ResponseEntity<Object> thanks(
            ConnectionAccess connection, FormReader.Kind kind, UUID eventId) {
        return switch (kind) {
            case JSON -> HookAnswers.accepted(eventId);
            case URLENCODED, MULTIPART ->
                    redirectUrl(connection)
                            .map(url ->
                                    ResponseEntity.status(HttpStatus.SEE_OTHER)
                                            .location(url)
                                            .<Object>build())
                            .orElseGet(() -> HookAnswers.accepted(eventId));
        };
    }

    private static Optional<URI> redirectUrl(ConnectionAccess connection) {
        return connection
                .text("redirectUrl")
                .flatMap(text -> {
                    try {
                        URI url = URI.create(text);
                        boolean web =
                                "https".equalsIgnoreCase(url.getScheme())
                                        || "http".equalsIgnoreCase(url.getScheme());
                        return web ? Optional.of(url) : Optional.empty();
                    } catch (IllegalArgumentException _) {
                        return Optional.empty();
                    }
                });
    }
}
