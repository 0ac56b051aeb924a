package io.leaddispatcher.adapter.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionSessions;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.InMemorySessions;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.consent.port.AuthorizationServer.Answer;
import io.leaddispatcher.application.consent.port.AuthorizationServer.Asked;
import io.leaddispatcher.application.consent.port.AuthorizationServer.Reason;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.scheduler.Schedulers;

class HubSpotConsentTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final ConnectionKey KEY = new ConnectionKey("hs");
    private static final URI BACK = URI.create("https://leads.example/connections/back");
    private static final String CHALLENGE =
            Base64.getUrlEncoder().withoutPadding().encodeToString(TokenHash.of("verifier"));

    private final StandInHubSpot hubSpot = new StandInHubSpot();
    private final HubSpotTokenEndpoint tokens =
            new HubSpotTokenEndpoint(
                    WebClient.create(), hubSpot.url() + "/oauth/v3/token", Schedulers.parallel());
    private final HubSpotConsent consent =
            new HubSpotConsent("https://app.hubspot.com/oauth/authorize", tokens);
    private final InMemoryConnections connections = new InMemoryConnections();
    private Instant now = NOW;

    @AfterEach
    void stop() {
        hubSpot.close();
    }

    private static ConnectionAccess connection(String third) {
        return new ConnectionAccess(
                KEY,
                "hubspot",
                Map.of("portalId", "62515"),
                Map.of(
                        "clientId",
                        new Secret("c-1"),
                        "clientSecret",
                        new Secret("cs-1"),
                        third,
                        new Secret("refresh-1")));
    }

    private Answer exchange(String code, String verifier) {
        return Objects.requireNonNull(
                consent.exchange(connection("other"), new Secret(code), BACK, new Secret(verifier))
                        .block());
    }

    @Test
    void aBrowserIsSentToHubSpotWithWhatItIsAskedFor() {
        URI page =
                consent.page(connection("other"), new Asked(BACK, "a&b", CHALLENGE)).orElseThrow();

        assertThat(page.toString())
                .startsWith("https://app.hubspot.com/oauth/authorize?client_id=c-1&redirect_uri=")
                .contains(
                        "&scope=oauth%20crm.objects.contacts.read%20",
                        "&state=a%26b&code_challenge=" + CHALLENGE);
        assertThat(
                        consent.page(
                                new ConnectionAccess(
                                        KEY,
                                        "hubspot",
                                        Map.of(),
                                        Map.of("clientSecret", new Secret("only"))),
                                new Asked(BACK, "s", CHALLENGE)))
                .isEmpty();
    }

    @Test
    void aCodeIsGoodOnceAndForTheAccountOfTheConnection() {
        String code = hubSpot.consent("62515", CHALLENGE);

        assertThat(exchange(code, "verifier"))
                .isInstanceOfSatisfying(
                        Answer.Granted.class,
                        granted ->
                                assertThat(granted.secrets().get("refreshToken"))
                                        .extracting(Secret::reveal)
                                        .isEqualTo("refresh-1"));
        assertThat(exchange(code, "verifier")).isEqualTo(new Answer.Refused(Reason.EXPIRED));
        assertThat(exchange(hubSpot.consent("62515", CHALLENGE), "another"))
                .isEqualTo(new Answer.Refused(Reason.EXPIRED));
        assertThat(exchange(hubSpot.consent("777", CHALLENGE), "verifier"))
                .isEqualTo(new Answer.OtherAccount());
    }

    @Test
    void anAccessTokenThatHasEndedIsRenewedOnceAndTheCallIsMadeAgain() {
        keep("refresh-1");
        HubSpotProbe probe = new HubSpotProbe(api());
        ConnectionAccess connection = connection("refreshToken");

        assertThat(probe.probe(TENANT, connection).block()).matches(each -> each.ok());
        hubSpot.takesOnly("another");
        assertThat(probe.probe(TENANT, connection).block()).matches(each -> each.ok());
        assertThat(hubSpot.calls())
                .containsEntry("POST /oauth/v3/token", 2)
                .containsEntry("GET /crm/v3/owners -> 401", 1)
                .containsEntry("GET /crm/v3/owners", 2);
    }

    @Test
    void anAccessTokenIsRenewedAMinuteBeforeItEndsWithoutACallThatIsRefused() {
        keep("refresh-1");
        HubSpotProbe probe = new HubSpotProbe(api());
        ConnectionAccess connection = connection("refreshToken");
        probe.probe(TENANT, connection).block();

        now = NOW.plusSeconds(1_739);
        probe.probe(TENANT, connection).block();
        assertThat(hubSpot.calls())
                .isEqualTo(Map.of("POST /oauth/v3/token", 1, "GET /crm/v3/owners", 2));
        now = NOW.plusSeconds(1_740);
        probe.probe(TENANT, connection).block();
        assertThat(hubSpot.calls())
                .isEqualTo(Map.of("POST /oauth/v3/token", 1, "GET /crm/v3/owners", 1));
    }

    @Test
    void aRefreshTokenThatWasTakenBackIsSaid() {
        keep("gone");

        assertThat(new HubSpotProbe(api()).probe(TENANT, connection("refreshToken")).block())
                .matches(each -> !each.ok() && each.message().contains("refuses"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 408, 423, 503})
    void whatIsNoWordOfTheTokenEndpointPasses(int status) {
        hubSpot.down(status);

        assertThat(
                        catchThrowableOfType(
                                TranslationFailedException.class,
                                () -> tokens.grant(connection("refreshToken")).block()))
                .matches(TranslationFailedException::isTransient)
                .hasMessageContaining("answered with " + status);
    }

    private HubSpotApi api() {
        var ids = new AtomicLong();
        InstantSource clock = () -> now;
        return new HubSpotApi(
                WebClient.create(),
                HubSpotTokens.of(
                        new ConnectionSessions(
                                connections,
                                new InMemorySessions(),
                                new ReversingCipher(),
                                new ImmediateUnitOfWork(),
                                () -> new UUID(9, ids.incrementAndGet()),
                                clock,
                                Schedulers.parallel()),
                        tokens),
                hubSpot.url(),
                clock,
                Schedulers.parallel());
    }

    private void keep(String refreshToken) {
        Map<String, String> secrets =
                Map.of("refreshToken", refreshToken, "clientId", "c-1", "clientSecret", "cs-1");
        var stored =
                new StoredConnection(
                        new UUID(0, 5),
                        KEY,
                        ConnectionType.HUBSPOT,
                        "HubSpot",
                        true,
                        Map.of("portalId", "62515"),
                        secrets.keySet().stream()
                                .collect(Collectors.toMap(Function.identity(), _ -> NOW)),
                        "hook",
                        1);
        var cipher = new ReversingCipher();
        connections
                .save(
                        TENANT,
                        stored,
                        secrets.entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                Map.Entry::getKey,
                                                each ->
                                                        Objects.requireNonNull(
                                                                cipher.encrypt(
                                                                                TENANT,
                                                                                each.getValue()
                                                                                        .getBytes(
                                                                                                StandardCharsets
                                                                                                        .UTF_8),
                                                                                stored.id()
                                                                                        + "/"
                                                                                        + each
                                                                                                .getKey())
                                                                        .block()))))
                .block();
    }
}
