package io.leaddispatcher.adapter.salesforce;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.SessionRefusedException;
import io.leaddispatcher.application.consent.port.AuthorizationServer;
import io.leaddispatcher.domain.connection.ConnectionType;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Salesforce's log-in: by the web server flow, for the organisation that the connection is of. */
final class SalesforceConsent implements AuthorizationServer {

    private static final Logger LOG = LoggerFactory.getLogger(SalesforceConsent.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String REFRESH_TOKEN = "refresh_token";

    private final WebClient client;
    private final String loginUrl;
    private final Scheduler time;

    /**
     * @param loginUrl where connections that name no other place log in
     */
    SalesforceConsent(WebClient client, String loginUrl, Scheduler time) {
        this.client = client;
        this.loginUrl = loginUrl;
        this.time = time;
    }

    @Override
    public ConnectionType type() {
        return ConnectionType.SALESFORCE;
    }

    @Override
    public Optional<URI> page(ConnectionAccess connection, Asked asked) {
        return connection
                .secret("clientId")
                .flatMap(id -> host(connection).map(host -> page(host, id, asked)));
    }

    private static URI page(String host, Secret id, Asked asked) {
        return UriComponentsBuilder.fromUriString(host + "/services/oauth2/authorize")
                .queryParam("response_type", "code")
                .queryParam("client_id", "{client}")
                .queryParam("redirect_uri", "{redirect}")
                .queryParam("scope", "{scope}")
                .queryParam("state", "{state}")
                .queryParam("code_challenge", "{challenge}")
                .queryParam("code_challenge_method", "S256")
                .encode()
                .buildAndExpand(
                        Map.of(
                                "client", id.reveal(),
                                "redirect", asked.redirect().toString(),
                                "scope", "api refresh_token",
                                "state", asked.state(),
                                "challenge", asked.challenge()))
                .toUri();
    }

    /** Empty when the connection's address is none. */
    private Optional<String> host(ConnectionAccess connection) {
        try {
            return Optional.of(SalesforceGrants.login(connection, loginUrl));
        } catch (SessionRefusedException _) {
            return Optional.empty();
        }
    }

    @Override
    public Mono<Answer> exchange(
            ConnectionAccess connection, Secret code, URI redirect, Secret verifier) {
        return Mono.defer(
                        () -> {
                            var form = new LinkedMultiValueMap<String, String>();
                            form.add("grant_type", "authorization_code");
                            form.add("code", code.reveal());
                            form.add("redirect_uri", redirect.toString());
                            form.add("code_verifier", verifier.reveal());
                            connection
                                    .secret("clientId")
                                    .ifPresent(id -> form.add("client_id", id.reveal()));
                            connection
                                    .secret("clientSecret")
                                    .ifPresent(
                                            secret -> form.add("client_secret", secret.reveal()));
                            String host = SalesforceGrants.login(connection, loginUrl);
                            return client.post()
                                    .uri(URI.create(host + "/services/oauth2/token"))
                                    .body(BodyInserters.fromFormData(form))
                                    .exchangeToMono(answer -> read(answer, connection))
                                    .timeout(TIMEOUT, time);
                        })
                .onErrorResume(error -> {
                    LOG.warn(
                            "log-in at Salesforce, connection={}: {}",
                            connection.key(),
                            error.toString());
                    return Mono.just(new Answer.Refused(Reason.SILENT));
                });
    }

    private static Mono<Answer> read(ClientResponse answer, ConnectionAccess connection) {
        boolean good = answer.statusCode().is2xxSuccessful();
        int status = answer.statusCode().value();
        return answer.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(bytes ->
                        good
                                ? granted(SalesforceJson.JSON.readOrNothing(bytes), connection)
                                : new Answer.Refused(reason(status, bytes)));
    }

    private static Answer granted(JsonNode said, ConnectionAccess connection) {
        Optional<String> refreshToken = text(said, REFRESH_TOKEN);
        if (refreshToken.isEmpty()) {
            // The app does not have the scope by which we may come back.
            return new Answer.Refused(Reason.WRONG_APP);
        }
        Optional<SalesforceId> ours = connection.text("organizationId").flatMap(SalesforceId::of);
        return ours.isPresent() && ours.equals(organization(said))
                ? new Answer.Granted(Map.of("refreshToken", new Secret(refreshToken.get())))
                : new Answer.OtherAccount();
    }

    /** Of {@code https://login.salesforce.com/id/<organisation>/<user>}. */
    private static Optional<SalesforceId> organization(JsonNode said) {
        return text(said, "id")
                .map(id -> id.split("/", -1))
                .filter(parts -> parts.length > 2)
                .flatMap(parts -> SalesforceId.of(parts[parts.length - 2]));
    }

    private static Reason reason(int status, byte[] bytes) {
        if (status >= 500 || status == 429) {
            return Reason.SILENT;
        }
        return switch (error(bytes)) {
            case "invalid_grant" -> Reason.EXPIRED;
            case "invalid_client_id", "invalid_client", "invalid_app_access" -> Reason.WRONG_APP;
            case "redirect_uri_mismatch" -> Reason.WRONG_ADDRESS;
            default -> Reason.OTHER;
        };
    }

    private static String error(byte[] bytes) {
        try {
            return text(SalesforceJson.JSON.readOrNothing(bytes), "error").orElse("");
        } catch (JacksonException _) {
            // A proxy's page, say.
            return "";
        }
    }
}
