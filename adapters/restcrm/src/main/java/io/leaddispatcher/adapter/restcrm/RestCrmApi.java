package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.http.CircuitBreakers;
import io.leaddispatcher.http.ErrorBody;
import io.leaddispatcher.http.Pace;
import io.leaddispatcher.http.PeerJson;
import io.leaddispatcher.http.RetryAfter;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Calls the CRM of a connection, each call once: at a pace, with a timeout and a circuit breaker
 * per connection, which are this node's own.
 */
final class RestCrmApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int CALLS_PER_SECOND = 10;

    private final WebClient client;
    private final Scheduler time;
    private final InstantSource clock;
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();
    private final CircuitBreakers breakers =
            new CircuitBreakers(
                    Set.of(RestCrmFailures.UNREACHABLE, RestCrmFailures.UNAVAILABLE),
                    "CRM_CIRCUIT_OPEN",
                    "the CRM has failed often and is left alone for a while");

    /**
     * @param time for pace and timeouts
     * @param clock for waits that the CRM gives as a point in time
     */
    RestCrmApi(WebClient client, Scheduler time, InstantSource clock) {
        this.client = client;
        this.time = time;
        this.clock = clock;
    }

    /** Whose CRM is called. */
    record Account(TenantId tenant, ConnectionAccess connection) {
        private String name() {
            return tenant + "/" + connection.key();
        }
    }

    /**
     * A call.
     *
     * @param path segments under the base address, not yet escaped
     * @param body null for none
     */
    record Call(
            HttpMethod method,
            List<String> path,
            Map<String, String> query,
            @Nullable Map<String, ?> body) {

        static Call get(Map<String, String> query, String... path) {
            return new Call(HttpMethod.GET, List.of(path), query, null);
        }

        static Call send(HttpMethod method, Map<String, ?> body, String... path) {
            return new Call(method, List.of(path), Map.of(), body);
        }
    }

    /** Fails with {@link TranslationFailedException}; an answer without content is no object. */
    Mono<JsonNode> call(Account account, Call call) {
        return Mono.defer(
                        () -> {
                            Pace pace = pace(account);
                            Duration wait = pace.ahead();
                            return wait.compareTo(Pace.LONGEST_WAIT_IN_PLACE) > 0
                                    ? Mono.error(
                                            RestCrmFailures.passing(
                                                    wait,
                                                    RestCrmFailures.BUSY,
                                                    "the next turns for calls are taken",
                                                    null))
                                    : Mono.delay(pace.next(), time);
                        })
                .then(
                        breakers.guard(
                                account.name(),
                                Mono.defer(() -> atOnce(account.connection(), call))));
    }

    /** Likewise; fails with {@link CrmRefusedException}. */
    Mono<JsonNode> ask(Account account, Call call) {
        return call(account, call)
                .onErrorMap(TranslationFailedException.class, RestCrmFailures::refused);
    }

    /** Likewise, but empty when there is no such thing. */
    Mono<JsonNode> find(Account account, Call call) {
        return ask(account, call)
                .onErrorResume(
                        CrmRefusedException.class,
                        refused ->
                                refused.attempt() instanceof Attempt.WrongTarget
                                        ? Mono.empty()
                                        : Mono.error(refused));
    }

    /** Neither waits behind the work nor disturbs it. */
    Mono<JsonNode> atOnce(ConnectionAccess connection, Call call) {
        String token =
                connection
                        .secret("accessToken")
                        .map(Secret::reveal)
                        .orElseThrow(() ->
                                RestCrmFailures.passing(
                                        Duration.ofMinutes(5),
                                        RestCrmFailures.UNAUTHORIZED,
                                        "the connection has no access token",
                                        null));
        var request = client.method(call.method()).uri(uri(connection, call));
        if (call.body() != null) {
            request.contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(PeerJson.USUAL.write(call.body()));
        }
        return request.headers(headers -> headers.setBearerAuth(token))
                .accept(MediaType.APPLICATION_JSON)
                .exchangeToMono(this::read)
                .timeout(TIMEOUT, time)
                .onErrorMap(
                        error -> !(error instanceof TranslationFailedException),
                        RestCrmFailures::unread);
    }

    private Mono<JsonNode> read(ClientResponse answer) {
        if (answer.statusCode().is2xxSuccessful()) {
            return answer.bodyToMono(byte[].class)
                    .defaultIfEmpty(new byte[0])
                    .map(bytes ->
                            PeerJson.USUAL.read(bytes.length == 0 ? new byte[] {'{', '}'} : bytes))
                    .onErrorMap(
                            JacksonException.class,
                            error ->
                                    RestCrmFailures.passing(
                                            null,
                                            "CRM_UNREADABLE",
                                            "the CRM's answer is no JSON",
                                            error));
        }
        return ErrorBody.of(answer)
                .flatMap(bytes ->
                        Mono.error(
                                RestCrmFailures.of(
                                        answer.statusCode().value(),
                                        RetryAfter.of(
                                                        answer.headers().asHttpHeaders(),
                                                        clock.instant())
                                                .orElse(null),
                                        bytes)));
    }

    private static URI uri(ConnectionAccess connection, Call call) {
        String base = connection.text("baseUrl").orElse("");
        var uri =
                UriComponentsBuilder.fromUriString(base)
                        .pathSegment(call.path().toArray(String[]::new));
        call.query().keySet().forEach(name -> uri.queryParam(name, "{" + name + "}"));
        return uri.encode().buildAndExpand(call.query()).toUri();
    }

    private Pace pace(Account account) {
        int perSecond =
                account.connection()
                        .text("callsPerSecond")
                        .filter(text -> text.matches("[1-9][0-9]{0,3}"))
                        .map(Integer::valueOf)
                        .orElse(CALLS_PER_SECOND);
        return paces.computeIfAbsent(
                account.name() + "/" + perSecond, _ -> new Pace(perSecond, time));
    }
}
