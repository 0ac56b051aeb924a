package io.leaddispatcher.adapter.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.consent.port.AuthorizationServer.Answer;
import io.leaddispatcher.application.consent.port.AuthorizationServer.Asked;
import io.leaddispatcher.application.consent.port.AuthorizationServer.Reason;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.scheduler.Schedulers;

class SalesforceConsentTest {

    private static final URI BACK = URI.create("https://leads.example/connections/back");
    private static final String CHALLENGE =
            Base64.getUrlEncoder().withoutPadding().encodeToString(TokenHash.of("verifier"));

    private final StandInSalesforce salesforce = new StandInSalesforce();
    private final Desk desk = new Desk(salesforce);
    private final SalesforceConsent consent =
            new SalesforceConsent(WebClient.create(), salesforce.url(), Schedulers.parallel());

    @AfterEach
    void stop() {
        salesforce.close();
    }

    private Answer exchange(String code, String verifier) {
        return Objects.requireNonNull(
                consent.exchange(desk.connection(), new Secret(code), BACK, new Secret(verifier))
                        .block());
    }

    @Test
    void aBrowserIsSentToTheHostOfTheConnectionWithTheChallenge() {
        desk.set("loginUrl", "https://test.salesforce.com/");

        assertThat(consent.page(desk.connection(), new Asked(BACK, "a&b", CHALLENGE)))
                .hasValue(
                        URI.create(
                                "https://test.salesforce.com/services/oauth2/authorize?response_type=code&client_id=c-1&redirect_uri=https%3A%2F%2Fleads.example%2Fconnections%2Fback&scope=api%20refresh_token&state=a%26b&code_challenge="
                                        + CHALLENGE
                                        + "&code_challenge_method=S256"));
        desk.secrets(Map.of("privateKey", "k"));
        assertThat(consent.page(desk.connection(), new Asked(BACK, "s", CHALLENGE))).isEmpty();
    }

    @Test
    void aCodeIsGoodOnceAndForWhoeverAskedForIt() {
        String code = salesforce.consent(CHALLENGE);
        assertThat(exchange(code, "another")).isEqualTo(new Answer.Refused(Reason.EXPIRED));
        code = salesforce.consent(CHALLENGE);

        assertThat(exchange(code, "verifier"))
                .isInstanceOfSatisfying(
                        Answer.Granted.class,
                        granted ->
                                assertThat(granted.secrets().get("refreshToken"))
                                        .extracting(Secret::reveal)
                                        .isEqualTo("refresh-1"));
        assertThat(exchange(code, "verifier")).isEqualTo(new Answer.Refused(Reason.EXPIRED));
    }

    @Test
    void anotherOrganisationIsNotTaken() {
        desk.set("organizationId", "00D5g000000OTHREAA");

        assertThat(exchange(salesforce.consent(CHALLENGE), "verifier"))
                .isEqualTo(new Answer.OtherAccount());
    }

    @Test
    void whoDoesNotAnswerIsSilent() {
        salesforce.close();

        assertThat(exchange("c", "verifier")).isEqualTo(new Answer.Refused(Reason.SILENT));
    }
}
