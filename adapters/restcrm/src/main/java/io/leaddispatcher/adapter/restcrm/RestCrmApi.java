package io.leaddispatcher.adapter.restcrm;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.http.Pace;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
    private static final Duration LONGEST_WAIT_IN_PLACE = Duration.ofSeconds(3);
    private static final Duration CIRCUIT_STAYS_OPEN = Duration.ofSeconds(30);
    private static final int CALLS_PER_SECOND = 10;
    private static final int LONGEST_PROBLEM = 64 * 1024;

    private final WebClient client;
    private final Scheduler time;
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();
    private final CircuitBreakerRegistry breakers =
            CircuitBreakerRegistry.of(
                    CircuitBreakerConfig.custom()
                            .slidingWindowSize(20)
                            .minimumNumberOfCalls(10)
                            .failureRateThreshold(50)
                            .waitDurationInOpenState(CIRCUIT_STAYS_OPEN)
                            .permittedNumberOfCallsInHalfOpenState(2)
                            .recordException(RestCrmApi::saysThatItIsDown)
                            .build());

    /**
     * @param time for pace and timeouts
     */
    RestCrmApi(WebClient client, Scheduler time) {
        this.client = client;
        this.time = time;
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
                            return wait.compareTo(LONGEST_WAIT_IN_PLACE) > 0
                                    ? Mono.error(
                                            RestCrmFailures.passing(
                                                    wait,
                                                    RestCrmFailures.BUSY,
                                                    "the next turns for calls are taken",
                                                    null))
                                    : Mono.delay(pace.next(), time);
                        })
                .then(
                        Mono.defer(() -> atOnce(account.connection(), call))
                                .transformDeferred(
                                        CircuitBreakerOperator.of(
                                                breakers.circuitBreaker(account.name()))))
                .onErrorMap(
                        CallNotPermittedException.class,
                        cause ->
                                RestCrmFailures.passing(
                                        CIRCUIT_STAYS_OPEN,
                                        "CRM_CIRCUIT_OPEN",
                                        "the CRM has failed often and is left alone for a while",
                                        cause));
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
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(Json.write(call.body()));
        }
        return request.headers(headers -> headers.setBearerAuth(token))
                .accept(MediaType.APPLICATION_JSON)
                .exchangeToMono(RestCrmApi::read)
                .timeout(TIMEOUT, time)
                .onErrorMap(
                        error -> !(error instanceof TranslationFailedException),
                        error ->
                                RestCrmFailures.passing(
                                        null,
                                        RestCrmFailures.UNREACHABLE,
                                        "the CRM cannot be reached",
                                        error));
    }

    private static Mono<JsonNode> read(ClientResponse answer) {
        Mono<byte[]> body = answer.bodyToMono(byte[].class).defaultIfEmpty(new byte[0]);
        if (answer.statusCode().is2xxSuccessful()) {
            return body.map(bytes -> Json.read(bytes.length == 0 ? new byte[] {'{', '}'} : bytes))
                    .onErrorMap(
                            JacksonException.class,
                            error ->
                                    RestCrmFailures.passing(
                                            null,
                                            "CRM_UNREADABLE",
                                            "the CRM's answer is no JSON",
                                            error));
        }
        return body.onErrorReturn(new byte[0])
                .flatMap(bytes ->
                        Mono.error(
                                RestCrmFailures.of(
                                        answer.statusCode().value(),
                                        answer.headers()
                                                .asHttpHeaders()
                                                .getFirst(HttpHeaders.RETRY_AFTER),
                                        bytes.length > LONGEST_PROBLEM ? new byte[0] : bytes)));
    }

    private static URI uri(ConnectionAccess connection, Call call) {
        String base = connection.text("baseUrl").orElse("");
        var uri =
                UriComponentsBuilder.fromUriString(base)
                        .pathSegment(call.path().toArray(String[]::new));
        call.query().keySet().forEach(name -> uri.queryParam(name, "{" + name + "}"));
        return uri.encode().buildAndExpand(call.query()).toUri();
    }

    private static boolean saysThatItIsDown(Throwable error) {
        return error instanceof TranslationFailedException failure
                && (failure.code().equals(RestCrmFailures.UNREACHABLE)
                        || failure.code().equals(RestCrmFailures.UNAVAILABLE));
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
