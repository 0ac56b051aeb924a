package io.leaddispatcher.adapter.salesforce;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionSessions;
import io.leaddispatcher.application.connection.Session;
import io.leaddispatcher.application.connection.port.SessionGrants;
import io.leaddispatcher.application.connection.port.SessionInHandException;
import io.leaddispatcher.application.connection.port.SessionRefusedException;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.http.CircuitBreakers;
import io.leaddispatcher.http.ErrorBody;
import io.leaddispatcher.http.Pace;
import io.leaddispatcher.http.RetryAfter;
import io.leaddispatcher.http.ShortRetries;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Calls Salesforce's REST API: with a session that all nodes share and renew once when it is
 * refused, within the organisation's budget of calls, with a timeout and a circuit breaker per
 * connection. Budget and breaker are this node's own.
 */
final class SalesforceApi {

    /** Nothing was sent: the turns of the next seconds are taken, or the budget is. */
    static final String BUSY = "SALESFORCE_BUSY";

    private static final String VERSION = "62.0";
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    /** Flows and triggers of the organisation run within a write. */
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(20);

    private static final Duration BUDGET_PAUSE = Duration.ofMinutes(10);

    private final WebClient client;
    private final ConnectionSessions sessions;
    private final SessionGrants grants;
    private final InstantSource clock;
    private final Scheduler time;
    private final Map<String, ApiBudget> budgets = new ConcurrentHashMap<>();
    private final CircuitBreakers breakers =
            new CircuitBreakers(
                    Set.of(SalesforceFailures.UNREACHABLE, SalesforceFailures.UNAVAILABLE),
                    "SALESFORCE_CIRCUIT_OPEN",
                    "Salesforce has failed often and is left alone for a while");

    /**
     * @param time for pace, retries and timeouts
     */
    SalesforceApi(
            WebClient client,
            ConnectionSessions sessions,
            SessionGrants grants,
            InstantSource clock,
            Scheduler time) {
        this.client = client;
        this.sessions = sessions;
        this.grants = grants;
        this.clock = clock;
        this.time = time;
    }

    /** Whose account is called: budget and breaker are kept by it. */
    record Account(TenantId tenant, ConnectionAccess connection) {
        private String name() {
            return tenant + "/" + connection.key();
        }
    }

    private record Call(
            HttpMethod method,
            List<String> segments,
            Map<String, String> query,
            @Nullable Map<String, ?> body) {}

    /** Reads, with a few tries of its own. Fails with {@link TranslationFailedException}. */
    Mono<JsonNode> get(Account account, String... segments) {
        return once(account, new Call(HttpMethod.GET, List.of(segments), Map.of(), null))
                .retryWhen(ShortRetries.of(time));
    }

    /** Reads, once: whoever asks has an outbox or a cursor, and tries again by it. */
    Mono<JsonNode> lookUp(Account account, String... segments) {
        return once(account, new Call(HttpMethod.GET, List.of(segments), Map.of(), null));
    }

    /** Runs a query, once. Everything that comes from outside is put into it by {@link Soql}. */
    Mono<JsonNode> query(Account account, String soql) {
        return once(account, new Call(HttpMethod.GET, List.of("query"), Map.of("q", soql), null));
    }

    /** Likewise, for what can wait: not while few calls are left for the work itself. */
    Mono<JsonNode> backgroundQuery(Account account, String soql) {
        return Mono.defer(() ->
                budget(account).leavesRoom(clock.instant())
                        ? query(account, soql)
                        : Mono.error(
                                SalesforceFailures.passing(
                                        BUDGET_PAUSE,
                                        BUSY,
                                        "the last API calls of the day are kept for" + " owners")));
    }

    /** Writes, once. */
    Mono<JsonNode> send(
            Account account, HttpMethod method, Map<String, ?> body, String... segments) {
        return once(account, new Call(method, List.of(segments), Map.of(), body));
    }

    /** As whom the connection acts; blank when Salesforce does not tell. */
    Mono<String> user(Account account) {
        return session(account, null).map(Session::user);
    }

    private Mono<JsonNode> once(Account account, Call call) {
        return Mono.defer(
                        () -> {
                            ApiBudget budget = budget(account);
                            Duration wait = budget.ahead(clock.instant());
                            return wait.compareTo(Pace.LONGEST_WAIT_IN_PLACE) > 0
                                    ? Mono.error(
                                            SalesforceFailures.passing(
                                                    wait,
                                                    BUSY,
                                                    "the next turns for calls are taken"))
                                    : Mono.delay(budget.next(clock.instant()), time);
                        })
                .then(breakers.guard(account.name(), Mono.defer(() -> withSession(account, call))));
    }

    private Mono<JsonNode> withSession(Account account, Call call) {
        return session(account, null)
                .flatMap(session ->
                        call(account, session, call)
                                .onErrorResume(
                                        SalesforceApi::isUnauthorized,
                                        _ ->
                                                session(account, session)
                                                        .flatMap(next ->
                                                                call(account, next, call))));
    }

    private Mono<Session> session(Account account, @Nullable Session refused) {
        return sessions.session(account.tenant(), account.connection().key(), refused, grants)
                .onErrorMap(SessionRefusedException.class, SalesforceFailures::of)
                .onErrorMap(SessionInHandException.class, SalesforceFailures::of);
    }

    private Mono<JsonNode> call(Account account, Session session, Call call) {
        URI uri = uri(account.connection(), session, call);
        var request = client.method(call.method()).uri(uri);
        if (call.body() != null) {
            request.contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(SalesforceJson.JSON.write(call.body()));
        }
        return request.headers(
                        headers -> {
                            headers.setBearerAuth(session.token().reveal());
                            // Names us in the organisation's logs and in its change events.
                            headers.set("Sforce-Call-Options", "client=LeadDispatcher");
                            // Else the organisation's assignment rules would undo our owner.
                            headers.set("Sforce-Auto-Assign", "FALSE");
                        })
                .exchangeToMono(answer -> read(answer, budget(account)))
                .timeout(call.body() == null ? READ_TIMEOUT : WRITE_TIMEOUT, time)
                .onErrorMap(
                        error -> !(error instanceof TranslationFailedException),
                        SalesforceFailures::unread);
    }

    private Mono<JsonNode> read(ClientResponse answer, ApiBudget budget) {
        HttpHeaders headers = answer.headers().asHttpHeaders();
        budget.told(headers.getFirst("Sforce-Limit-Info"));
        if (answer.statusCode().is2xxSuccessful()) {
            return answer.bodyToMono(byte[].class)
                    .defaultIfEmpty(new byte[0])
                    .map(SalesforceJson.JSON::readOrNothing)
                    .onErrorMap(JacksonException.class, SalesforceFailures::unreadable);
        }
        return ErrorBody.of(answer)
                .flatMap(bytes -> {
                    var failure =
                            SalesforceFailures.of(
                                    answer.statusCode().value(),
                                    RetryAfter.of(headers, clock.instant()).orElse(null),
                                    bytes);
                    if (failure.code().equals(SalesforceFailures.LIMIT)) {
                        budget.spent();
                    }
                    return Mono.error(failure);
                });
    }

    private static URI uri(ConnectionAccess connection, Session session, Call call) {
        String version =
                connection
                        .text("apiVersion")
                        .map(text -> text.startsWith("v") ? text.substring(1) : text)
                        .filter(text -> text.matches("[0-9]{2,3}(\\.0)?"))
                        .map(text -> text.contains(".") ? text : text + ".0")
                        .orElse(VERSION);
        var uri =
                UriComponentsBuilder.fromUriString(session.base())
                        .pathSegment("services", "data", "v" + version)
                        .pathSegment(call.segments().toArray(String[]::new));
        call.query().keySet().forEach(name -> uri.queryParam(name, "{" + name + "}"));
        return uri.encode().buildAndExpand(call.query()).toUri();
    }

    private static boolean isUnauthorized(Throwable error) {
        return error instanceof TranslationFailedException failure
                && failure.code().equals(SalesforceFailures.UNAUTHORIZED);
    }

    private ApiBudget budget(Account account) {
        return budgets.computeIfAbsent(account.name(), _ -> new ApiBudget());
    }
}
