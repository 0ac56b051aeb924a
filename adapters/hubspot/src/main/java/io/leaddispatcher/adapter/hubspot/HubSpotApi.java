package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Session;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.http.CircuitBreakers;
import io.leaddispatcher.http.ErrorBody;
import io.leaddispatcher.http.Pace;
import io.leaddispatcher.http.PeerJson;
import io.leaddispatcher.http.ShortRetries;
import io.leaddispatcher.http.TooLarge;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
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
 * Calls HubSpot's API: at a pace per account, with a timeout, a few retries for what passes, and a
 * circuit breaker per connection. Pace and breaker are this node's own.
 */
final class HubSpotApi {

    /** Nothing was sent: the turns of the next seconds are taken. */
    static final String BUSY = "HUBSPOT_BUSY";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT_TO_GO_ON = Duration.ofSeconds(15);
    private static final int CALLS_PER_SECOND = 9;
    private static final int MOST_CALLS_PER_SECOND = 100;

    /** HubSpot allows five, also to those who ask on other nodes. */
    private static final int MOST_SEARCHES_PER_SECOND = 4;

    private static final Duration NEXT_LOOK_AT_THE_DAY = Duration.ofMinutes(10);

    private final WebClient client;
    private final HubSpotTokens tokens;
    private final String baseUrl;
    private final InstantSource clock;
    private final Scheduler time;
    private final SpentDays days = new SpentDays();
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();
    private final CircuitBreakers breakers =
            new CircuitBreakers(
                    Set.of(HubSpotFailures.UNREACHABLE, HubSpotFailures.UNAVAILABLE),
                    HubSpotFailures.CIRCUIT_OPEN,
                    "HubSpot has failed often and is left alone for a while");

    /**
     * @param time for pace, retries and timeouts
     */
    HubSpotApi(
            WebClient client,
            HubSpotTokens tokens,
            String baseUrl,
            InstantSource clock,
            Scheduler time) {
        this.client = client;
        this.tokens = tokens;
        this.baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        this.clock = clock;
        this.time = time;
    }

    /** Whose account is called: pace and breaker are kept by it. */
    record Account(TenantId tenant, ConnectionAccess connection) {
        String name() {
            return tenant + "/" + connection.account();
        }
    }

    /**
     * Reads a resource. Fails with {@link TranslationFailedException}: where the account's turns
     * are taken for long, at once, with a turn of the account's later ones.
     *
     * @param segments of the path, not yet escaped
     */
    Mono<JsonNode> get(Account account, Map<String, String> query, String... segments) {
        return read(account, Pace.LONGEST_WAIT_IN_PLACE, query, segments);
    }

    /**
     * Like {@link #get}, for what was begun: it waits longer, since what was read before would have
     * to be read again.
     */
    Mono<JsonNode> goOn(Account account, Map<String, String> query, String... segments) {
        return read(account, LONGEST_WAIT_TO_GO_ON, query, segments);
    }

    private Mono<JsonNode> read(
            Account account, Duration longestWait, Map<String, String> query, String... segments) {
        Mono<JsonNode> call =
                Mono.defer(() -> call(account, () -> client.get().uri(uri(query, segments))));
        return Mono.defer(
                        () -> {
                            Duration wait = pace(account).ahead();
                            return wait.compareTo(longestWait) > 0
                                    ? Mono.error(busy(longer(wait, laterPace(account).next())))
                                    : Mono.delay(pace(account).next(), time);
                        })
                .then(breakers.guard(account.name(), call))
                .retryWhen(ShortRetries.of(time));
    }

    /**
     * Writes, once: whoever asks has an outbox, and tries again by it. Where the account's turns
     * are taken for long, it fails at once and says until when.
     */
    Mono<JsonNode> send(
            Account account, HttpMethod method, Map<String, ?> body, String... segments) {
        return once(
                account,
                isSearch(segments) ? searchPace(account) : null,
                () ->
                        client.method(method)
                                .uri(uri(Map.of(), segments))
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(PeerJson.USUAL.write(body)));
    }

    /** Reads, once, in the same manner. */
    Mono<JsonNode> lookUp(Account account, Map<String, String> query, String... segments) {
        return once(account, null, () -> client.get().uri(uri(query, segments)));
    }

    /**
     * Like {@link #send}, for what has time: at half the pace of the account, and not at all while
     * little is left of the account's day.
     */
    Mono<JsonNode> inTheBackground(
            Account account,
            HttpMethod method,
            Map<String, ?> body,
            Map<String, String> query,
            String... segments) {
        Supplier<WebClient.RequestHeadersSpec<?>> request =
                () -> {
                    var asked = client.method(method).uri(uri(query, segments));
                    return method.equals(HttpMethod.GET)
                            ? asked
                            : asked.contentType(MediaType.APPLICATION_JSON)
                                    .bodyValue(PeerJson.USUAL.write(body));
                };
        return Mono.defer(() ->
                days.isNearlySpent(account.name(), clock.instant())
                        ? Mono.error(spent())
                        : Mono.delay(backgroundPace(account, segments).next(), time)
                                .then(once(account, null, request)));
    }

    /**
     * @param also another pace that counts; null for none
     */
    private Mono<JsonNode> once(
            Account account,
            @Nullable Pace also,
            Supplier<WebClient.RequestHeadersSpec<?>> request) {
        return Mono.defer(
                        () -> {
                            Pace pace = pace(account);
                            Duration wait =
                                    longer(pace.ahead(), also == null ? null : also.ahead());
                            return wait.compareTo(Pace.LONGEST_WAIT_IN_PLACE) > 0
                                    ? Mono.error(busy(wait))
                                    : Mono.delay(
                                            longer(pace.next(), also == null ? null : also.next()),
                                            time);
                        })
                .then(breakers.guard(account.name(), Mono.defer(() -> call(account, request))));
    }

    /** Like {@link #get}, at once and once: it neither waits behind the work nor disturbs it. */
    Mono<JsonNode> tryOnce(Account account, Map<String, String> query, String... segments) {
        return Mono.defer(() -> call(account, () -> client.get().uri(uri(query, segments))));
    }

    /** With another token when one has come to its end: what is refused so was not done. */
    private Mono<JsonNode> call(
            Account account, Supplier<WebClient.RequestHeadersSpec<?>> request) {
        return tokens.session(account, null)
                .flatMap(session ->
                        call(account, session, request.get())
                                .onErrorResume(
                                        error ->
                                                isUnauthorized(error)
                                                        && HubSpotTokens.isGranted(account),
                                        _ ->
                                                tokens.session(account, session)
                                                        .flatMap(next ->
                                                                call(
                                                                        account,
                                                                        next,
                                                                        request.get()))));
    }

    private Mono<JsonNode> call(
            Account account, Session session, WebClient.RequestHeadersSpec<?> request) {
        ZoneId zone = HubSpotFailures.zone(account.connection().text("timeZone"));
        return request.headers(headers -> headers.setBearerAuth(session.token().reveal()))
                .exchangeToMono(answer -> {
                    days.note(account.name(), answer.headers().asHttpHeaders(), clock.instant());
                    return read(answer, zone);
                })
                .timeout(TIMEOUT, time)
                .onErrorMap(
                        error -> !(error instanceof TranslationFailedException),
                        HubSpotApi::unread);
    }

    private static boolean isUnauthorized(Throwable error) {
        return error instanceof TranslationFailedException failure
                && failure.code().equals(HubSpotFailures.UNAUTHORIZED);
    }

    private Mono<JsonNode> read(ClientResponse answer, ZoneId zone) {
        int status = answer.statusCode().value();
        if (answer.statusCode().is2xxSuccessful()) {
            return answer.bodyToMono(byte[].class)
                    .defaultIfEmpty(new byte[0])
                    .map(HubSpotJson.JSON::read)
                    .onErrorMap(
                            JacksonException.class,
                            e ->
                                    new TranslationFailedException(
                                            true,
                                            null,
                                            "HUBSPOT_UNREADABLE",
                                            "HubSpot's answer is no JSON",
                                            e));
        }
        return ErrorBody.of(answer)
                .flatMap(bytes ->
                        Mono.error(
                                HubSpotFailures.of(
                                        status,
                                        answer.headers().asHttpHeaders(),
                                        bytes,
                                        clock.instant(),
                                        zone)));
    }

    private URI uri(Map<String, String> query, String... segments) {
        var uri = UriComponentsBuilder.fromUriString(baseUrl).pathSegment(segments);
        query.keySet().forEach(name -> uri.queryParam(name, "{" + name + "}"));
        return uri.encode().buildAndExpand(query).toUri();
    }

    private static TranslationFailedException unread(Throwable cause) {
        return TooLarge.of(cause, "HUBSPOT_TOO_LARGE", "HubSpot's")
                .orElseGet(() -> unreachable(cause));
    }

    private static TranslationFailedException unreachable(Throwable cause) {
        return new TranslationFailedException(
                true, null, HubSpotFailures.UNREACHABLE, "HubSpot could not be reached", cause);
    }

    private static TranslationFailedException busy(Duration wait) {
        return TranslationFailedException.untried(
                wait, BUSY, "the account's calls of the next seconds are taken");
    }

    private static TranslationFailedException spent() {
        return new TranslationFailedException(
                true,
                NEXT_LOOK_AT_THE_DAY,
                BUSY,
                "what is left of the account's day is kept for owners and tasks");
    }

    private Pace pace(Account account) {
        return pace(account.name(), callsPerSecond(account.connection()));
    }

    /** In which those come again that found the turns taken, and not all of them at once. */
    private Pace laterPace(Account account) {
        return pace(account.name() + "/later", callsPerSecond(account.connection()));
    }

    private Pace backgroundPace(Account account, String... segments) {
        return isSearch(segments)
                ? searchPace(account)
                : pace(account.name() + "/background", half(account));
    }

    /** Whoever searches has the same few. */
    private Pace searchPace(Account account) {
        return pace(account.name() + "/search", Math.min(MOST_SEARCHES_PER_SECOND, half(account)));
    }

    private static boolean isSearch(String... segments) {
        return segments[segments.length - 1].equals("search");
    }

    private static int half(Account account) {
        return Math.max(1, callsPerSecond(account.connection()) / 2);
    }

    private static Duration longer(Duration one, @Nullable Duration other) {
        return other != null && other.compareTo(one) > 0 ? other : one;
    }

    private Pace pace(String name, int calls) {
        // A changed setting is another pace.
        return paces.computeIfAbsent(name + "@" + calls, _ -> new Pace(calls, time));
    }

    private static int callsPerSecond(ConnectionAccess connection) {
        int calls =
                connection
                        .text("callsPerSecond")
                        .filter(text -> text.matches("[0-9]{1,4}"))
                        .map(Integer::valueOf)
                        .orElse(CALLS_PER_SECOND);
        return Math.clamp(calls, 1, MOST_CALLS_PER_SECOND);
    }
}
