package io.leaddispatcher.adapter.salesforce;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.Session;
import io.leaddispatcher.application.connection.port.SessionGrants;
import io.leaddispatcher.application.connection.port.SessionRefusedException;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.http.RetryAfter;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Asks Salesforce for an access token, in the way that the connection's secrets allow: by a refresh
 * token of the web server flow, by a signed assertion, or by the client's credentials alone.
 */
final class SalesforceGrants implements SessionGrants {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String REFRESH_TOKEN = "refreshToken";

    private final WebClient client;
    private final String loginUrl;
    private final InstantSource clock;
    private final Scheduler time;

    /**
     * @param loginUrl where connections that name no other place log in
     */
    SalesforceGrants(WebClient client, String loginUrl, InstantSource clock, Scheduler time) {
        this.client = client;
        this.loginUrl = loginUrl;
        this.clock = clock;
        this.time = time;
    }

    @Override
    public Mono<Grant> grant(ConnectionAccess connection) {
        return Mono.defer(() -> {
            var form = new LinkedMultiValueMap<String, String>();
            form.add("client_id", secret(connection, "clientId"));
            String login = fill(form, connection);
            return client.post()
                    .uri(URI.create(login + "/services/oauth2/token"))
                    .body(BodyInserters.fromFormData(form))
                    .exchangeToMono(answer -> read(answer, connection))
                    .timeout(TIMEOUT, time)
                    .onErrorMap(
                            error ->
                                    !(error instanceof TranslationFailedException)
                                            && !(error instanceof SessionRefusedException),
                            SalesforceFailures::unreachable);
        });
    }

    /** Adds what proves who we are, and answers where it is to be shown. */
    private String fill(MultiValueMap<String, String> form, ConnectionAccess connection) {
        Optional<String> login = connection.text("loginUrl").map(SalesforceGrants::origin);
        Optional<String> instance = connection.text("instanceUrl").map(SalesforceGrants::origin);
        Optional<Secret> refreshToken = connection.secret(REFRESH_TOKEN);
        if (refreshToken.isPresent()) {
            form.add("grant_type", "refresh_token");
            form.add("refresh_token", refreshToken.get().reveal());
            connection
                    .secret("clientSecret")
                    .ifPresent(secret -> form.add("client_secret", secret.reveal()));
            return login.orElse(origin(loginUrl));
        }
        if (connection.secret("privateKey").isPresent()) {
            String host = login.orElse(origin(loginUrl));
            String user =
                    connection
                            .text("username")
                            .orElseThrow(
                                    () -> incomplete("a private key needs the setting 'username'"));
            form.set("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
            form.set(
                    "assertion",
                    JwtAssertion.signed(
                            secret(connection, "privateKey"),
                            secret(connection, "clientId"),
                            user,
                            JwtAssertion.audience(host),
                            clock.instant()));
            form.remove("client_id");
            return host;
        }
        form.add("grant_type", "client_credentials");
        form.add("client_secret", secret(connection, "clientSecret"));
        // Salesforce takes these at the organisation's own host only.
        return login.or(() -> instance).orElse(origin(loginUrl));
    }

    private Mono<Grant> read(ClientResponse answer, ConnectionAccess connection) {
        Mono<byte[]> body = answer.bodyToMono(byte[].class).defaultIfEmpty(new byte[0]);
        return answer.statusCode().is2xxSuccessful()
                ? body.map(bytes -> granted(SalesforceJson.JSON.readOrNothing(bytes), connection))
                        .onErrorMap(JacksonException.class, SalesforceFailures::unreadable)
                : body.onErrorReturn(new byte[0])
                        .flatMap(bytes ->
                                Mono.error(
                                        SalesforceFailures.ofGrant(
                                                answer.statusCode().value(),
                                                RetryAfter.of(
                                                                answer.headers().asHttpHeaders(),
                                                                clock.instant())
                                                        .orElse(null),
                                                bytes)));
    }

    private Grant granted(JsonNode answer, ConnectionAccess connection) {
        String token =
                text(answer, "access_token")
                        .filter(given -> !given.contains("\n"))
                        .orElseThrow(() ->
                                SalesforceFailures.passing(
                                        null,
                                        SalesforceFailures.UNAVAILABLE,
                                        "Salesforce's log-in answered without an access token"));
        String base =
                text(answer, "instance_url")
                        .or(() -> connection.text("instanceUrl"))
                        .map(SalesforceGrants::origin)
                        .orElseThrow(() -> incomplete("Salesforce's answer has no instance URL"));
        if (!TokenPlaces.include(base, own(connection))) {
            throw new SessionRefusedException(
                    "SALESFORCE_INSTANCE_URL",
                    "Salesforce's answer names %s, which is neither Salesforce's nor the connection's own: if it is yours, make it the setting 'instanceUrl'"
                            .formatted(base));
        }
        Map<String, Secret> rotated = new HashMap<>();
        text(answer, "refresh_token")
                .filter(next ->
                        connection
                                .secret(REFRESH_TOKEN)
                                .filter(before -> !before.reveal().equals(next))
                                .isPresent())
                .ifPresent(next -> rotated.put(REFRESH_TOKEN, new Secret(next)));
        // Salesforce tells no end: a session lives on while it is used.
        return new Grant(new Session(new Secret(token), base, user(answer)), rotated, null);
    }

    private Stream<String> own(ConnectionAccess connection) {
        return Stream.concat(
                connection.text("instanceUrl").stream().map(SalesforceGrants::origin),
                Stream.of(login(connection, loginUrl)));
    }

    /** The last part of {@code https://login.salesforce.com/id/<organisation>/<user>}. */
    private static String user(JsonNode answer) {
        return text(answer, "id")
                .map(id -> id.substring(id.lastIndexOf('/') + 1))
                .flatMap(SalesforceId::of)
                .map(SalesforceId::value)
                .orElse("");
    }

    private static String secret(ConnectionAccess connection, String name) {
        return connection
                .secret(name)
                .map(Secret::reveal)
                .orElseThrow(() -> incomplete("the connection has no secret '%s'".formatted(name)));
    }

    private static SessionRefusedException incomplete(String message) {
        return new SessionRefusedException("SALESFORCE_INCOMPLETE", message);
    }

    /**
     * Where a connection's users log in: a sandbox or the organisation's own host by its setting.
     * Fails when that is no address.
     */
    static String login(ConnectionAccess connection, String otherwise) {
        return origin(connection.text("loginUrl").orElse(otherwise));
    }

    /** Scheme, host and port. */
    private static String origin(String url) {
        try {
            URI read = URI.create(url.strip());
            if (read.getScheme() != null && read.getHost() != null && read.getUserInfo() == null) {
                return read.getScheme()
                        + "://"
                        + read.getHost()
                        + (read.getPort() < 0 ? "" : ":" + read.getPort());
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw incomplete("an address of the connection is none");
    }
}
