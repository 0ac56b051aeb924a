package io.leaddispatcher.adapter.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.egress.EgressGuard;
import io.leaddispatcher.application.egress.RefusedAddressException;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessages;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;

class WebApiSlackMessengerTest {

    private static final String POST = "/api/chat.postMessage";
    private static final String LOOK_UP = "/api/users.lookupByEmail";
    private static final DeliveryId DELIVERY = new DeliveryId(new UUID(0, 7));
    private static final Address MIA = new Address(Address.Kind.SLACK_USER, "U1");
    private static final SlackChannel SLACK =
            new SlackChannel(
                    new TenantId(new UUID(0, 1)),
                    new ConnectionKey("slack"),
                    "T1",
                    null,
                    new Secret("xoxb-secret"),
                    true);
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-27T09:00:00Z"));
    private static final WireMockServer SERVER =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void reset() {
        SERVER.resetAll();
    }

    @Test
    void aPostCarriesTheTokenTheCardAndTheDedupeKey() {
        answer("{\"ok\":true,\"channel\":\"D1\",\"ts\":\"1.2\"}");

        assertThat(attempt(MIA)).isEqualTo(new Attempt.Delivered("D1/1.2"));

        SERVER.verify(
                postRequestedFor(urlEqualTo(POST))
                        .withHeader("Authorization", equalTo("Bearer xoxb-secret"))
                        .withFormParam("channel", equalTo("U1"))
                        .withFormParam("client_msg_id", equalTo(DELIVERY.toString()))
                        .withFormParam("unfurl_links", equalTo("false"))
                        .withFormParam("metadata", containing("\"event_type\":\"lead_dispatch\""))
                        .withFormParam("blocks", containing("\"action_id\":\"lead_accept\"")));
        SERVER.verify(exactly(0), postRequestedFor(urlEqualTo("/api/auth.test")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid_auth",
                "not_authed",
                "account_inactive",
                "token_revoked",
                "token_expired",
                "missing_scope",
                "not_allowed_token_type",
                "app_access_restricted",
                "access_denied",
                "no_permission",
                "ekm_access_denied_team",
                "enterprise_is_restricted",
                "two_factor_setup_required"
            })
    void aRefusedTokenKillsTheConnection(String error) {
        answer("{\"ok\":false,\"error\":\"%s\"}".formatted(error));

        assertThat(attempt(MIA)).isInstanceOf(Attempt.ConnectionDead.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "channel_not_found",
                "not_in_channel",
                "is_archived",
                "user_not_found",
                "users_not_found",
                "user_disabled",
                "user_not_visible",
                "messages_tab_disabled",
                "cannot_dm_bot",
                "message_limit_exceeded",
                "ekm_access_denied",
                "restricted_action_read_only_channel"
            })
    void aWrongTargetIsSaidSo(String error) {
        answer("{\"ok\":false,\"error\":\"%s\"}".formatted(error));

        assertThat(attempt(MIA)).isInstanceOf(Attempt.WrongTarget.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"internal_error", "fatal_error", "service_unavailable", "brand_new"})
    void whatMayPassIsTriedAgain(String error) {
        answer("{\"ok\":false,\"error\":\"%s\"}".formatted(error));

        assertThat(attempt(MIA))
                .isInstanceOfSatisfying(
                        Attempt.Retry.class,
                        retry -> {
                            assertThat(retry.after()).isNull();
                            assertThat(retry.cause().code()).isEqualTo(error);
                        });
    }

    @Test
    void tooManyRequestsWaitAsLongAsSlackSays() {
        SERVER.stubFor(
                post(POST)
                        .willReturn(
                                aResponse()
                                        .withStatus(429)
                                        .withHeader("Retry-After", "7")
                                        .withBody("{\"ok\":false,\"error\":\"ratelimited\"}")));
        assertThat(wait(attempt(MIA))).isEqualTo(Duration.ofSeconds(7));

        SERVER.stubFor(post(POST).willReturn(aResponse().withStatus(429)));
        assertThat(wait(attempt(MIA))).isEqualTo(Duration.ofSeconds(30));

        answer("{\"ok\":false,\"error\":\"rate_limited\"}");
        assertThat(wait(attempt(MIA))).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|PT30S",
                "soon|PT30S",
                "3599|PT59M59S",
                "3600|PT1H",
                "86400|PT1H",
                "Fri, 27 Nov 2026 09:01:00 GMT|PT1M"
            })
    void theLongerSlackWantsToBeLeftAloneTheLongerItIsButForAnHourAtMost(
            String header, Duration wait) {
        SERVER.stubFor(
                post(POST)
                        .willReturn(aResponse().withStatus(429).withHeader("Retry-After", header)));

        assertThat(wait(attempt(MIA))).isEqualTo(wait);
    }

    @Test
    void whatIsNotSlackIsTriedAgain() {
        SERVER.stubFor(
                post(POST).willReturn(aResponse().withStatus(502).withBody("<html>bad</html>")));
        assertThat(attempt(MIA)).isInstanceOf(Attempt.Retry.class);

        SERVER.stubFor(post(POST).willReturn(aResponse().withBody("<html>hello</html>")));
        assertThat(attempt(MIA)).isInstanceOf(Attempt.Retry.class);

        SERVER.stubFor(post(POST).willReturn(aResponse().withBody("")));
        assertThat(attempt(MIA)).isInstanceOf(Attempt.Retry.class);

        SERVER.stubFor(post(POST).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        assertThat(attempt(MIA)).isInstanceOf(Attempt.Retry.class);

        SERVER.stubFor(
                post(POST)
                        .willReturn(
                                aResponse()
                                        .withStatus(302)
                                        .withHeader("Location", SERVER.url("/elsewhere"))));
        assertThat(attempt(MIA)).isInstanceOf(Attempt.Retry.class);
        SERVER.verify(exactly(0), postRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void aCardThatSlackRefusesIsSentOnceMoreInWords() {
        SERVER.stubFor(
                post(POST)
                        .inScenario("card")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willReturn(okJson("{\"ok\":false,\"error\":\"invalid_blocks\"}"))
                        .willSetStateTo("refused"));
        SERVER.stubFor(
                post(POST)
                        .inScenario("card")
                        .whenScenarioStateIs("refused")
                        .willReturn(okJson("{\"ok\":true,\"channel\":\"D1\",\"ts\":\"1.3\"}")));

        assertThat(attempt(MIA)).isEqualTo(new Attempt.Delivered("D1/1.3"));

        SERVER.resetAll();
        answer("{\"ok\":false,\"error\":\"invalid_blocks\"}");
        assertThat(attempt(MIA)).isInstanceOf(Attempt.Dead.class);
        SERVER.verify(exactly(2), postRequestedFor(urlEqualTo(POST)));
    }

    @Test
    void aRepIsLookedUpByEmailOnce() {
        answer("{\"ok\":true,\"channel\":\"D1\",\"ts\":\"1.2\"}");
        SERVER.stubFor(post(LOOK_UP).willReturn(okJson("{\"ok\":true,\"user\":{\"id\":\"U77\"}}")));
        Address mia = new Address(Address.Kind.SLACK_USER_BY_EMAIL, "mia@x.test");
        WebApiSlackMessenger messenger = messenger(Duration.ofSeconds(5));

        assertThat(attempt(messenger, mia)).isInstanceOf(Attempt.Delivered.class);
        assertThat(attempt(messenger, mia)).isInstanceOf(Attempt.Delivered.class);

        SERVER.verify(
                exactly(1),
                postRequestedFor(urlEqualTo(LOOK_UP))
                        .withFormParam("email", equalTo("mia@x.test")));
        SERVER.verify(
                exactly(2),
                postRequestedFor(urlEqualTo(POST)).withFormParam("channel", equalTo("U77")));
    }

    @Test
    void anotherTokenMayBeOfAnotherTeamWhichHasOtherUsers() {
        answer("{\"ok\":true,\"channel\":\"D1\",\"ts\":\"1.2\"}");
        Address mia = new Address(Address.Kind.SLACK_USER_BY_EMAIL, "mia@x.test");
        WebApiSlackMessenger messenger = messenger(Duration.ofSeconds(5));
        SERVER.stubFor(post(LOOK_UP).willReturn(okJson("{\"ok\":true,\"user\":{\"id\":\"U77\"}}")));
        attempt(messenger, mia);
        SERVER.stubFor(post(LOOK_UP).willReturn(okJson("{\"ok\":true,\"user\":{\"id\":\"U88\"}}")));

        var moved =
                new SlackChannel(
                        SLACK.tenant(),
                        SLACK.connection(),
                        "T2",
                        null,
                        new Secret("xoxb-other"),
                        true);
        messenger.post(moved, mia, DispatchMessages.ana(), DELIVERY).block();

        SERVER.verify(
                exactly(1),
                postRequestedFor(urlEqualTo(POST))
                        .withHeader("Authorization", equalTo("Bearer xoxb-other"))
                        .withFormParam("channel", equalTo("U88")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ok\":false,\"error\":\"users_not_found\"}", "{\"ok\":true}"})
    void whomSlackDoesNotKnowIsAWrongTarget(String answer) {
        SERVER.stubFor(post(LOOK_UP).willReturn(okJson(answer)));

        assertThat(attempt(new Address(Address.Kind.SLACK_USER_BY_EMAIL, "mia@x.test")))
                .isInstanceOf(Attempt.WrongTarget.class);
    }

    @Test
    void aSlowSlackIsTriedAgain() {
        SERVER.stubFor(post(POST).willReturn(aResponse().withFixedDelay(3_000)));

        assertThat(attempt(messenger(Duration.ofMillis(200)), MIA))
                .isInstanceOf(Attempt.Retry.class);
    }

    @Test
    void anAddressThatTheGuardRefusesIsNotCalled() throws Exception {
        answer("{\"ok\":true,\"channel\":\"D1\",\"ts\":\"1.2\"}");
        for (String host : List.of("localhost", "127.0.0.1")) {
            try (SlackClient refused =
                    new SlackClient(
                            "http://%s:%d/api/".formatted(host, SERVER.port()),
                            (_, _) -> {
                                throw new RefusedAddressException("no");
                            },
                            Duration.ofSeconds(5))) {
                assertThat(
                                attempt(
                                        new WebApiSlackMessenger(
                                                refused, Schedulers.boundedElastic(), CLOCK),
                                        MIA))
                        .isInstanceOf(Attempt.ConnectionDead.class);
            }
        }
        SERVER.verify(exactly(0), postRequestedFor(urlEqualTo(POST)));
    }

    @Test
    void pain49_whatCannotBeLookedUpForAMomentIsTriedAgain() throws Exception {
        EgressGuard lost =
                (host, _) -> {
                    throw new UnknownHostException(host);
                };
        try (SlackClient client =
                new SlackClient("https://slack.test/api/", lost, Duration.ofSeconds(5))) {
            var messenger = new WebApiSlackMessenger(client, Schedulers.boundedElastic(), CLOCK);
            assertThat(attempt(messenger, MIA))
                    .isInstanceOfSatisfying(
                            Attempt.Retry.class,
                            retry -> assertThat(retry.cause().code()).isEqualTo("unreachable"));
        }
    }

    private static void answer(String json) {
        SERVER.stubFor(post(POST).willReturn(okJson(json)));
    }

    private static Duration wait(Attempt attempt) {
        assertThat(attempt).isInstanceOf(Attempt.Patience.class);
        return ((Attempt.Patience) attempt).time();
    }

    private static Attempt attempt(Address to) {
        return attempt(messenger(Duration.ofSeconds(5)), to);
    }

    private static Attempt attempt(WebApiSlackMessenger messenger, Address to) {
        return Objects.requireNonNull(
                messenger.post(SLACK, to, DispatchMessages.ana(), DELIVERY).block());
    }

    private static WebApiSlackMessenger messenger(Duration timeout) {
        SlackClient client =
                new SlackClient(
                        SERVER.url("/api"),
                        (_, _) -> List.of(InetAddress.getLoopbackAddress()),
                        timeout);
        return new WebApiSlackMessenger(client, Schedulers.boundedElastic(), CLOCK);
    }
}
