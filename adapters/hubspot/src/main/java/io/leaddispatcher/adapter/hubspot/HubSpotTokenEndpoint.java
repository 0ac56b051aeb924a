package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.http.PeerJson.text;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.Session;
import io.leaddispatcher.application.connection.port.SessionGrants;
import io.leaddispatcher.application.connection.port.SessionRefusedException;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.http.PeerJson;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Where HubSpot gives tokens for codes and for refresh tokens, and says whose they are. */
final class HubSpotTokenEndpoint implements SessionGrants {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** It is half an hour; what is beyond a year is no answer to rely on. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(365);

    private static final ImmutableSet<Integer> JUDGES = ImmutableSet.of(400, 401, 403);

    /**
     * With these the token endpoint has judged what it was shown; HubSpot's own words beside those
     * of OAuth. Whatever else is no success comes of what is in between, or passes.
     */
    private static final ImmutableSet<String> VERDICTS =
            ImmutableSet.of(
                    "INVALID_GRANT",
                    "INVALID_CLIENT",
                    "INVALID_REQUEST",
                    "INVALID_SCOPE",
                    "UNAUTHORIZED_CLIENT",
                    "UNSUPPORTED_GRANT_TYPE",
                    "ACCESS_DENIED",
                    "BAD_REFRESH_TOKEN",
                    "BAD_CLIENT_ID",
                    "BAD_CLIENT_SECRET",
                    "BAD_GRANT_TYPE");

    private final WebClient client;
    private final String address;
    private final Scheduler time;

    /**
     * @param address of the token endpoint
     * @param time for timeouts
     */
    HubSpotTokenEndpoint(WebClient client, String address, Scheduler time) {
        this.client = client;
        this.address = address;
        this.time = time;
    }

    /** What HubSpot answered. */
    record Said(int status, JsonNode body) {
        boolean isGood() {
            return status / 100 == 2;
        }

        /** HubSpot's word for why not, in upper case; blank when it gave none. */
        String error() {
            return words().findFirst().orElse("");
        }

        /** The word by which it is refused for good. */
        private Optional<String> verdict() {
            return JUDGES.contains(status)
                    ? words().filter(VERDICTS::contains).findFirst()
                    : Optional.empty();
        }

        private Stream<String> words() {
            return Stream.of("error", "status", "category")
                    .flatMap(name -> text(body, name).stream())
                    .map(word -> word.toUpperCase(Locale.ROOT))
                    .filter(word -> word.matches("[A-Z_]{1,60}"));
        }
    }

    /** Posts a form with the app's id and secret. Fails when there is no answer, or no JSON. */
    Mono<Said> post(ConnectionAccess connection, String under, Map<String, String> fields) {
        return Mono.defer(() -> {
            var form = new LinkedMultiValueMap<String, String>();
            fields.forEach(form::add);
            form.add("client_id", secret(connection, "clientId"));
            form.add("client_secret", secret(connection, "clientSecret"));
            return client.post()
                    .uri(URI.create(address + under))
                    .body(BodyInserters.fromFormData(form))
                    .exchangeToMono(HubSpotTokenEndpoint::read)
                    .timeout(TIMEOUT, time);
        });
    }

    private static Mono<Said> read(ClientResponse answer) {
        int status = answer.statusCode().value();
        return answer.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(bytes -> new Said(status, json(bytes, status)));
    }

    private static JsonNode json(byte[] bytes, int status) {
        try {
            return PeerJson.USUAL.read(bytes);
        } catch (JacksonException e) {
            if (status / 100 == 2) {
                throw e;
            }
            // A proxy's page, say: the status speaks for itself.
            return PeerJson.USUAL.read(new byte[] {'{', '}'});
        }
    }

    @Override
    public Mono<Grant> grant(ConnectionAccess connection) {
        return post(
                        connection,
                        "",
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                HubSpotConsent.REFRESH_TOKEN,
                                secret(connection, HubSpotTokens.REFRESH_TOKEN)))
                .onErrorMap(
                        error -> !(error instanceof SessionRefusedException),
                        error ->
                                new TranslationFailedException(
                                        true,
                                        null,
                                        HubSpotFailures.UNREACHABLE,
                                        "HubSpot's token endpoint could not be reached",
                                        error))
                .map(said -> granted(said, connection));
    }

    private static Grant granted(Said said, ConnectionAccess connection) {
        said.verdict()
                .ifPresent(word -> {
                    throw new SessionRefusedException(
                            HubSpotFailures.UNAUTHORIZED,
                            "HubSpot grants no token (%s): somebody has to log in there again"
                                    .formatted(word));
                });
        String token =
                text(said.body(), "access_token")
                        .filter(given -> said.isGood() && !given.contains("\n"))
                        .orElseThrow(() ->
                                new TranslationFailedException(
                                        true,
                                        null,
                                        HubSpotFailures.UNAVAILABLE,
                                        "HubSpot's token endpoint answered with "
                                                + said.status()
                                                + " and no token"));
        Map<String, Secret> rotated =
                text(said.body(), HubSpotConsent.REFRESH_TOKEN)
                        .filter(next ->
                                !next.equals(secret(connection, HubSpotTokens.REFRESH_TOKEN)))
                        .map(next -> Map.of(HubSpotTokens.REFRESH_TOKEN, new Secret(next)))
                        .orElse(Map.of());
        return new Grant(new Session(new Secret(token), "", ""), rotated, lifetime(said.body()));
    }

    private static @Nullable Duration lifetime(JsonNode answer) {
        long seconds = answer.path("expires_in").asLong(0);
        return seconds <= 0 ? null : Comparators.min(Duration.ofSeconds(seconds), LONGEST_LIFE);
    }

    private static String secret(ConnectionAccess connection, String name) {
        return connection
                .secret(name)
                .map(Secret::reveal)
                .orElseThrow(() ->
                        new SessionRefusedException(
                                "HUBSPOT_INCOMPLETE",
                                "the connection has no secret '%s'".formatted(name)));
    }
}
