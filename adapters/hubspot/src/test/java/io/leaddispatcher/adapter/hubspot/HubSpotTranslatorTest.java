package io.leaddispatcher.adapter.hubspot;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.domain.meeting.MeetingNews;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HubSpotTranslatorTest extends HubSpotDesk {

    private static final String MEETING_MADE = "object.creation\",\"objectTypeId\":\"0-47";
    private static final String MEETING_DELETED = "object.deletion\",\"objectTypeId\":\"0-47";

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

    /** The connection was made to lead elsewhere after the event had come. */
    @Test
    void whatAnotherPortalToldIsAboutNobodyInThisOne() {
        for (String type : List.of("contact.creation", "contact.privacyDeletion")) {
            assertThat(translate(type + "\",\"portalId\":4456,\"x\":\""))
                    .as(type)
                    .isInstanceOf(Translation.Ignored.class);
        }
        assertThat(hubSpot.getAllServeEvents()).isEmpty();
        assertThat(translate("contact.privacyDeletion\",\"portalId\":4455,\"x\":\""))
                .isInstanceOf(Translation.Erasure.class);
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
    void withoutTheSettingWhatWeChangedIsOfTheAppThatTheEventWasSentTo() {
        for (String type : List.of("contact.propertyChange", MEETING_MADE)) {
            var own = event(type + "\",\"changeSource\":\"INTEGRATION\",\"sourceId\":\"1");

            assertThat(translator().translate(own, connection(Map.of())).block())
                    .as(type)
                    .isInstanceOf(Translation.Ignored.class);
        }
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
    void aMeetingThatIsBookedIsALeadOfItsContactWithTheHostOfTheCalendar() {
        contactIs("{\"id\":\"120034\",\"properties\":{\"email\":\"ana@acme.de\"}}");
        hubSpot.stubFor(
                get(urlPathEqualTo("/crm/v3/objects/meetings/120034"))
                        .withQueryParam("associations", equalTo("contacts"))
                        .withQueryParam(
                                "propertiesWithHistory",
                                equalTo("hs_meeting_start_time,hs_meeting_outcome"))
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

        var translation = (Translation.Meeting) translate(MEETING_MADE);

        assertThat(translation.leadBody())
                .containsEntry("kind", "meeting")
                .containsEntry("externalId", "120034")
                .containsEntry("meeting", Map.of("host", "mia@x.test"));
        assertThat(translation.news().toldAt()).isEqualTo(NOW);
    }

    @Test
    void pain46_aMeetingThatIsDeletedInTheCalendarIsCancelled() {
        hubSpot.stubFor(
                get(urlPathEqualTo("/crm/v3/objects/meetings/120034"))
                        .withQueryParam("archived", equalTo("true"))
                        .willReturn(
                                okJson(
                                        """
                                        {"properties":{"hs_meeting_start_time":"2126-03-03T09:00:00Z",
                                          "hs_meeting_outcome":"SCHEDULED"},"archived":true}
                                        """)));

        assertThat(translate(MEETING_DELETED))
                .isEqualTo(
                        new Translation.Meeting(
                                Map.of(),
                                new MeetingNews(
                                        "120034@"
                                                + Instant.parse("2126-03-03T09:00:00Z")
                                                        .toEpochMilli(),
                                        MeetingNews.Kind.CANCELLED,
                                        NOW,
                                        null,
                                        null,
                                        null)));
    }

    @Test
    void whoeverTidiesUpWhatIsPastCancelsNothing() {
        hubSpot.stubFor(
                get(urlPathEqualTo("/crm/v3/objects/meetings/120034"))
                        .willReturn(
                                okJson(
                                        "{\"properties\":{\"hs_meeting_start_time\":\"2001-03-03T09:00:00Z\"}}")));

        assertThat(translate(MEETING_DELETED)).isInstanceOf(Translation.Ignored.class);
        hubSpot.resetAll();
        assertThat(translate(MEETING_DELETED))
                .as("one that is gone for good")
                .isInstanceOf(Translation.Ignored.class);
    }
}
