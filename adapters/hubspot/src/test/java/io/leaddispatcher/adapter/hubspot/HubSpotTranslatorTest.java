package io.leaddispatcher.adapter.hubspot;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class HubSpotTranslatorTest {

    private static final Instant NOW = Instant.parse("2026-03-02T22:00:00Z");
    private static final String CONTACT = "/crm/v3/objects/contacts/120034";
    private static final String COMPANY = "/crm/v3/objects/companies/77";

    private final WireMockServer hubSpot = new WireMockServer(options().dynamicPort());

    @BeforeEach
    void start() {
        hubSpot.start();
    }

    @AfterEach
    void stop() {
        hubSpot.stop();
    }

    @Test
    void aNewContactBecomesALeadWithItsPrimaryCompany() {
        contactIs(
                """
                {"id":"120034","properties":{"email":"ana@acme.de","firstname":"Ana",
                 "lastname":"Ruiz","phone":null,"jobtitle":"CTO","company":"Typed by hand",
                 "gpu_count":"8"},
                 "associations":{"companies":{"results":[
                  {"id":"76","type":"contact_to_company_unlabeled"},
                  {"id":"77","type":"contact_to_company"}]}}}
                """);
        hubSpot.stubFor(
                get(urlPathEqualTo(COMPANY))
                        .willReturn(
                                okJson(
                                        """
                                        {"id":"77","properties":{"name":"Acme GmbH",
                                         "domain":"acme.de","country":"Germany","zip":"10115",
                                         "numberofemployees":"240"}}
                                        """)));

        assertThat(translate("contact.creation"))
                .isEqualTo(
                        new Translation.Body(
                                Map.of(
                                        "externalId",
                                        "120034",
                                        "contact",
                                        Map.of(
                                                "email", "ana@acme.de",
                                                "firstName", "Ana",
                                                "lastName", "Ruiz",
                                                "title", "CTO"),
                                        "company",
                                        Map.of(
                                                "name", "Acme GmbH",
                                                "domain", "acme.de",
                                                "country", "Germany",
                                                "postalCode", "10115",
                                                "employees", "240",
                                                "externalIds", Map.of("hubspot-main", "77")),
                                        "custom",
                                        Map.of("gpuCount", "8")),
                                "120034"));
        hubSpot.verify(
                getRequestedFor(urlPathEqualTo(CONTACT))
                        .withHeader("Authorization", equalTo("Bearer pat-1"))
                        .withQueryParam("associations", equalTo("companies"))
                        .withQueryParam(
                                "properties",
                                equalTo(
                                        "company,country,email,firstname,gpu_count,"
                                                + "hubspot_owner_id,industry,jobtitle,lastname,"
                                                + "phone")));
    }

    @Test
    void aContactWithoutCompanySaysItselfWhereItWorks() {
        contactIs(
                """
                {"id":"120034","properties":{"email":"ana@acme.de","company":"Acme",
                 "country":"DE","industry":"fintech"}}
                """);

        assertThat(translate("object.creation\",\"objectTypeId\":\"0-1"))
                .isEqualTo(
                        new Translation.Body(
                                Map.of(
                                        "externalId",
                                        "120034",
                                        "contact",
                                        Map.of("email", "ana@acme.de"),
                                        "company",
                                        Map.of(
                                                "name", "Acme",
                                                "country", "DE",
                                                "industry", "fintech")),
                                "120034"));
    }

    @Test
    void aCompanyThatMayNotBeReadDoesNotHoldTheLeadUp() {
        contactIs(
                """
                {"id":"120034","properties":{"email":"ana@acme.de"},
                 "associations":{"companies":{"results":[{"id":"77","type":"x"}]}}}
                """);
        hubSpot.stubFor(get(urlPathEqualTo(COMPANY)).willReturn(aResponse().withStatus(403)));

        assertThat(translate("contact.creation")).isInstanceOf(Translation.Body.class);
    }

    @Test
    void aChangedPropertyIsAnUpdate() {
        contactIs("{\"id\":\"120034\",\"properties\":{\"email\":\"ana@acme.de\"}}");

        assertThat(translate("contact.propertyChange")).isInstanceOf(Translation.Update.class);
        assertThat(translate("object.propertyChange\",\"objectTypeId\":\"0-1"))
                .isInstanceOf(Translation.Update.class);
    }

    @Test
    void whoeverIsDeletedForPrivacyIsToBeForgottenHereToo() {
        assertThat(translate("contact.privacyDeletion"))
                .isEqualTo(new Translation.Erasure("120034", "HubSpot: contact.privacyDeletion"));
    }

    @Test
    void ourOwnChangeAndWhatIsNoContactAreIgnoredWithoutACall() {
        String own = "\",\"changeSource\":\"INTEGRATION\",\"sourceId\":\"88001";

        assertThat(translate("contact.propertyChange" + own))
                .isInstanceOf(Translation.Ignored.class);
        assertThat(translate("contact.deletion")).isInstanceOf(Translation.Ignored.class);
        assertThat(translate("object.creation\",\"objectTypeId\":\"0-3"))
                .isInstanceOf(Translation.Ignored.class);
        assertThat(translate("")).isInstanceOf(Translation.Ignored.class);
        assertThat(hubSpot.getAllServeEvents()).isEmpty();
    }

    @Test
    void whoOwnsTheContactNowIsWhatCountsOfAChangeOfOwner() {
        contactIs(
                """
                {"id":"120034","properties":{"email":"ana@acme.de","hubspot_owner_id":"78"}}
                """);

        assertThat(
                        translate(
                                "contact.propertyChange\",\"propertyName\":\"hubspot_owner_id\","
                                        + "\"propertyValue\":\"77"))
                .isEqualTo(
                        new Translation.OwnerChanged(
                                Map.of(
                                        "externalId",
                                        "120034",
                                        "contact",
                                        Map.of("email", "ana@acme.de")),
                                "120034",
                                "78"));
    }

    @Test
    void companiesAreOnlyNamedAndThoseOfAMergeAll() {
        assertThat(translate("company.propertyChange"))
                .isEqualTo(new Translation.CompaniesChanged(Set.of("120034")));
        assertThat(
                        translate(
                                "object.merge\",\"objectTypeId\":\"0-2\",\"newObjectId\":9,"
                                        + "\"mergedObjectIds\":[7,8],\"x\":\""))
                .isEqualTo(new Translation.CompaniesChanged(Set.of("120034", "7", "8", "9")));
        assertThat(hubSpot.getAllServeEvents()).isEmpty();
    }

    @Test
    void aMergeNamesWhatIsLeftAndWhatIsGone() {
        assertThat(
                        translate(
                                "contact.merge\",\"primaryObjectId\":1,\"newObjectId\":3,"
                                        + "\"mergedObjectIds\":[1,2],\"x\":\""))
                .isEqualTo(new Translation.Merged("3", List.of("1", "2")));
        assertThat(
                        translate(
                                "contact.merge\",\"primaryObjectId\":1,"
                                        + "\"mergedObjectIds\":[2],\"x\":\""))
                .isEqualTo(new Translation.Merged("1", List.of("2")));
        assertThat(hubSpot.getAllServeEvents()).isEmpty();
    }

    @Test
    void anotherAppsChangeIsNotOurs() {
        contactIs("{\"id\":\"120034\",\"properties\":{\"email\":\"ana@acme.de\"}}");

        assertThat(
                        translate(
                                "contact.propertyChange\",\"changeSource\":\"INTEGRATION\","
                                        + "\"sourceId\":\"5"))
                .isInstanceOf(Translation.Update.class);
    }

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
        "404, false, HUBSPOT_NOT_FOUND, 1",
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

    private void contactIs(String json) {
        hubSpot.stubFor(get(urlPathEqualTo(CONTACT)).willReturn(okJson(json)));
    }

    @Test
    void aMeetingThatIsBookedIsALeadOfItsContactWithTheHostOfTheCalendar() {
        contactIs("{\"id\":\"120034\",\"properties\":{\"email\":\"ana@acme.de\"}}");
        hubSpot.stubFor(
                get(urlPathEqualTo("/crm/v3/objects/meetings/120034"))
                        .withQueryParam("associations", equalTo("contacts"))
                        .withQueryParam("propertiesWithHistory", equalTo("hs_meeting_start_time"))
                        .willReturn(
                                okJson(
                                        """
                                        {"properties":{"hs_meeting_start_time":"2026-03-03T09:00:00Z",
                                          "hs_meeting_outcome":"SCHEDULED","hubspot_owner_id":"7"},
                                         "associations":{"contacts":{"results":[{"id":"120034"}]}}}
                                        """)));
        hubSpot.stubFor(
                get(urlPathEqualTo("/crm/v3/owners/7"))
                        .willReturn(okJson("{\"id\":\"7\",\"email\":\"Mia@X.test\"}")));

        var translation =
                (Translation.Meeting) translate("object.creation\",\"objectTypeId\":\"0-47");

        assertThat(translation.leadBody())
                .containsEntry("kind", "meeting")
                .containsEntry("externalId", "120034")
                .containsEntry("meeting", Map.of("host", "mia@x.test"));
        assertThat(translation.news().toldAt()).isEqualTo(NOW);
        assertThat(translate("object.deletion\",\"objectTypeId\":\"0-47"))
                .isInstanceOf(Translation.Ignored.class);
    }

    private Translation translate(String type) {
        return translator()
                .translate(event(type), connection())
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow();
    }

    private TranslationFailedException failure() {
        return failure(translator());
    }

    private static TranslationFailedException failure(HubSpotTranslator translator) {
        return translator
                .translate(event("contact.creation"), connection())
                .map(found -> new TranslationFailedException(false, null, "NONE", "" + found))
                .onErrorResume(TranslationFailedException.class, Mono::just)
                .blockOptional(Duration.ofSeconds(20))
                .orElseThrow();
    }

    private HubSpotTranslator translator() {
        return new HubSpotTranslator(api());
    }

    private HubSpotApi api() {
        return new HubSpotApi(
                WebClient.create(),
                HubSpotTokens.pasted(),
                hubSpot.baseUrl(),
                InstantSource.fixed(NOW),
                Schedulers.parallel());
    }

    private static ConnectionAccess connection() {
        return new ConnectionAccess(
                new ConnectionKey("hubspot-main"),
                "hubspot",
                Map.of(
                        "portalId", "4455",
                        "appId", "88001",
                        "timeZone", "Europe/Berlin",
                        "callsPerSecond", "100",
                        "mappings", Map.of("gpu_count", "custom.gpuCount")),
                Map.of("accessToken", new Secret("pat-1")));
    }

    private static InboundEvent event(String type) {
        return new InboundEvent(
                new TenantId(new UUID(0, 1)),
                new ConnectionKey("hubspot-main"),
                "hubspot",
                "key",
                "application/json",
                "{\"objectId\":120034,\"appId\":1,\"subscriptionType\":\"%s\"}"
                        .formatted(type)
                        .getBytes(UTF_8),
                NOW);
    }
}
