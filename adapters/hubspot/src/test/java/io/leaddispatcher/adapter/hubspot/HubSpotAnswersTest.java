package io.leaddispatcher.adapter.hubspot;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What HubSpot answers besides what was asked for, and what that means. */
class HubSpotAnswersTest extends HubSpotDesk {

    @Test
    void whatPassesIsTriedAgain() {
        hubSpot.stubFor(
                get(urlPathEqualTo(CONTACT))
                        .inScenario("passing")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willReturn(aResponse().withStatus(502))
                        .willSetStateTo("up"));
        hubSpot.stubFor(
                get(urlPathEqualTo(CONTACT))
                        .inScenario("passing")
                        .whenScenarioStateIs("up")
                        .willReturn(okJson("{\"properties\":{\"email\":\"ana@acme.de\"}}")));

        assertThat(translate("contact.creation")).isInstanceOf(Translation.Body.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, false, HUBSPOT_REFUSED, 1",
        "401, true, HUBSPOT_UNAUTHORIZED, 1",
        "403, true, HUBSPOT_MISSING_SCOPES, 1",
        "409, false, HUBSPOT_REFUSED, 1",
        "422, false, HUBSPOT_REFUSED, 1",
        "503, true, HUBSPOT_UNAVAILABLE, 3",
    })
    void eachAnswerHasItsMeaning(int status, boolean passing, String code, int calls) {
        hubSpot.stubFor(get(urlPathEqualTo(CONTACT)).willReturn(aResponse().withStatus(status)));

        var failure = failure();

        assertThat(failure.isTransient()).isEqualTo(passing);
        assertThat(failure.code()).isEqualTo(code);
        hubSpot.verify(calls, getRequestedFor(urlPathEqualTo(CONTACT)));
    }

    @Test
    void anAnswerThatIsTooLargeSaysNothingOfWhetherHubSpotIsThere() {
        contactIs("{\"properties\":{\"email\":\"%s\"}}".formatted("a".repeat(3_000_000)));
        var translator = translator();

        for (int i = 0; i < 12; i++) {
            var failure = failure(translator);
            assertThat(failure.code()).isEqualTo("HUBSPOT_TOO_LARGE");
            assertThat(failure.isTransient()).isFalse();
        }
    }

    @Test
    void whatIsGoneBeforeItIsReadIsNoFailure() {
        hubSpot.stubFor(get(urlPathEqualTo(CONTACT)).willReturn(aResponse().withStatus(404)));
        hubSpot.stubFor(
                get(urlPathEqualTo("/crm/v3/objects/meetings/120034"))
                        .willReturn(aResponse().withStatus(404)));

        assertThat(translate("contact.creation"))
                .isEqualTo(new Translation.Ignored("the record is gone"));
        assertThat(translate("contact.propertyChange"))
                .isEqualTo(new Translation.Ignored("the record is gone"));
        assertThat(translate("object.creation\",\"objectTypeId\":\"0-47"))
                .isEqualTo(new Translation.Ignored("the record is gone"));
    }

    @Test
    void aSpentRateSaysHowLongToWait() {
        assertThat(waitAfter(limited("TEN_SECONDLY_ROLLING"))).isEqualTo(Duration.ofSeconds(10));
        assertThat(waitAfter(limited("SECONDLY"))).isEqualTo(Duration.ofSeconds(1));
        // In Berlin it is eleven at night.
        assertThat(waitAfter(limited("DAILY"))).isEqualTo(Duration.ofHours(1));
        assertThat(waitAfter(limited("DAILY").withHeader("Retry-After", "7")))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(waitAfter(aResponse().withStatus(477).withHeader("Retry-After", "999999")))
                .isEqualTo(Duration.ofHours(24));
    }

    @Test
    void aProviderThatIsDownIsLeftAlone() {
        hubSpot.stubFor(get(urlPathEqualTo(CONTACT)).willReturn(aResponse().withStatus(503)));
        var translator = translator();
        for (int i = 0; i < 4; i++) {
            failure(translator);
        }
        int calls = hubSpot.getAllServeEvents().size();

        assertThat(failure(translator).code()).isEqualTo("HUBSPOT_CIRCUIT_OPEN");
        assertThat(hubSpot.getAllServeEvents()).hasSize(calls);
    }

    @Test
    void theProbeSaysWhetherTheTokenIsGood() {
        hubSpot.stubFor(get(urlPathEqualTo("/crm/v3/owners")).willReturn(okJson("{}")));
        var probe = new HubSpotProbe(api());
        assertThat(
                        probe.probe(new TenantId(new UUID(0, 1)), connection())
                                .block(Duration.ofSeconds(10)))
                .extracting(ConnectionProbe.Finding::ok)
                .isEqualTo(true);

        hubSpot.stubFor(
                get(urlPathEqualTo("/crm/v3/owners")).willReturn(aResponse().withStatus(401)));
        assertThat(
                        probe.probe(new TenantId(new UUID(0, 1)), connection())
                                .block(Duration.ofSeconds(10)))
                .isEqualTo(new ConnectionProbe.Finding(false, "HubSpot refuses the access token."));
    }

    private Duration waitAfter(ResponseDefinitionBuilder answer) {
        hubSpot.stubFor(get(urlPathEqualTo(CONTACT)).willReturn(answer));
        return failure().retryAfter().orElseThrow();
    }

    private static ResponseDefinitionBuilder limited(String policy) {
        return aResponse()
                .withStatus(429)
                .withBody(
                        "{\"status\":\"error\",\"policyName\":\"%s\",\"message\":\"limit\"}"
                                .formatted(policy));
    }
}
