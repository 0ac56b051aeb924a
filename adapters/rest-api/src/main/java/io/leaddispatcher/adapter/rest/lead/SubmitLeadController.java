package io.leaddispatcher.adapter.rest.lead;

import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.idempotency.IdempotencyKey;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.AssignmentAnswer;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.SubmitLead;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A program puts a lead in. */
@RestController
@RequestMapping("/api/v1/leads")
final class SubmitLeadController {

    private static final Pattern WAIT =
            Pattern.compile(
                    // RFC 7240 lets the value stand in quotes, and blanks around the sign.
                    "(?:^|[,;\\s])wait\\s*+=\\s*+(\"?)0*+([0-9]*+)\\1(?:$|[,;\\s])",
                    Pattern.CASE_INSENSITIVE);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    // One spelling for one content, so that a repeated body is recognised.
    private static final JsonMapper CANONICAL =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private final SubmitLead submitLead;
    private final RequestBodies bodies;
    private final Ids ids;
    private final InstantSource clock;

    SubmitLeadController(
            SubmitLead submitLead, RequestBodies bodies, Ids ids, InstantSource clock) {
        this.submitLead = submitLead;
        this.bodies = bodies;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    Mono<ResponseEntity<Map<String, Object>>> submit(Caller caller, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        Duration patience = patience(request);
        return bodies.object(request)
                .flatMap(body ->
                        submitLead.handle(
                                new SubmitLead.Command(
                                        caller, event(caller, exchange, body), body, patience)))
                .map(SubmitLeadController::answer)
                .doOnNext(_ -> {
                    if (!patience.isZero()) {
                        exchange.getResponse()
                                .getHeaders()
                                .set("Preference-Applied", "wait=" + patience.toSeconds());
                    }
                });
    }

    private InboundEvent event(
            Caller caller, ServerWebExchange exchange, Map<String, Object> body) {
        byte[] raw = CANONICAL.writeValueAsBytes(body);
        exchange.getAttributes().put(IdempotencyKey.CONTENT, raw);
        return new InboundEvent(
                caller.tenant(),
                null,
                "api",
                idempotencyKey(exchange.getRequest(), body, raw),
                "application/json",
                raw,
                clock.instant());
    }

    /**
     * The sender's key; else the sender's id of the lead with the content; else none of its kind.
     */
    private String idempotencyKey(ServerHttpRequest request, Map<String, Object> body, byte[] raw) {
        Optional<String> sent = IdempotencyKey.of(request);
        if (sent.isPresent()) {
            return "key:" + sent.get();
        }
        return externalId(body)
                .map(id ->
                        "external:"
                                + sha256(id.getBytes(StandardCharsets.UTF_8))
                                + ":"
                                + sha256(raw))
                .orElseGet(() -> "event:" + ids.next());
    }

    /** Programs send numbers of customers as numbers: those are read as ids as well. */
    private static Optional<String> externalId(Map<String, Object> body) {
        return switch (body.get("externalId")) {
            case String text when !text.isBlank() -> Optional.of(text);
            case Number number -> Optional.of(number.toString());
            case null, default -> Optional.empty();
        };
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static Duration patience(ServerHttpRequest request) {
        List<String> preferences = request.getHeaders().getOrEmpty("Prefer");
        for (String preference : preferences) {
            Matcher wait = WAIT.matcher(preference);
            if (wait.find()) {
                String digits = wait.group(2);
                if (digits.isEmpty()) {
                    return Duration.ZERO;
                }
                // More digits are more than may be asked for.
                long asked = digits.length() > 2 ? 99 : Long.parseLong(digits);
                return asked > LONGEST_WAIT.toSeconds() ? LONGEST_WAIT : Duration.ofSeconds(asked);
            }
        }
        return Duration.ZERO;
    }

    private static ResponseEntity<Map<String, Object>> answer(SubmitLead.Outcome outcome) {
        return switch (outcome) {
            case SubmitLead.Outcome.Accepted(var lead, var event, var merged, var assignment) -> {
                Map<String, Object> accepted = new LinkedHashMap<>();
                accepted.put("leadId", lead.toString());
                accepted.put("eventId", event.toString());
                accepted.put("status", "ACCEPTED");
                if (merged) {
                    accepted.put("merged", true);
                }
                if (assignment != null) {
                    accepted.put("assignment", AssignmentAnswer.of(assignment));
                }
                yield ResponseEntity.status(HttpStatus.ACCEPTED).body(accepted);
            }
            case SubmitLead.Outcome.Routed(var result) ->
                    ResponseEntity.status(HttpStatus.CREATED).body(result);
            case SubmitLead.Outcome.KeyUsedBefore() -> throw IdempotencyKey.usedBefore();
        };
    }
}
