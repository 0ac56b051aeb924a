package io.leaddispatcher.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrmLinkTest {

    private static final String LEAD = "00Q5g00000ABCDeEAH";

    private static Map<String, ?> salesforce(Object instance) {
        return Map.of("organizationId", "00D", "instanceUrl", instance);
    }

    @Test
    void aContactOfHubSpotIsInItsPortal() {
        var link = CrmLink.to(ConnectionType.HUBSPOT, Map.of("portalId", "62515"), "51");

        assertThat(link)
                .contains(
                        new CrmLink(
                                "HubSpot",
                                URI.create(
                                        "https://app.hubspot.com/contacts/62515/record/0-1/51")));
        assertThat(
                        CrmLink.to(
                                ConnectionType.HUBSPOT,
                                Map.of("portalId", new BigDecimal("62515")),
                                "51"))
                .isEqualTo(link);
    }

    @Test
    void aRecordOfAnyCrmIsBelowTheAddressThatTheConnectionNames() {
        assertThat(
                        CrmLink.to(
                                        ConnectionType.CRM,
                                        Map.of("recordUrl", "https://crm.acme.test/people/"),
                                        "p-7.1")
                                .map(CrmLink::url))
                .contains(URI.create("https://crm.acme.test/people/p-7.1"));
        assertThat(CrmLink.exists(ConnectionType.CRM)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://crm.acme.test/people, p7",
        "HTTPS://crm.acme.test/people, p7",
        "https://somebody@crm.acme.test, p7",
        "https://crm.acme.test/people?id=, p7",
        "https://crm.acme.test/people#x, p7",
        "https:/people, p7",
        "https://crm.acme.test/people, ../p7",
        "https://crm.acme.test/people, p7?x",
        "no address, p7"
    })
    void aRecordOfAnyCrmThatIsNotSafelyFoundHasNoLink(String address, String record) {
        assertThat(CrmLink.to(ConnectionType.CRM, Map.of("recordUrl", address), record)).isEmpty();
        assertThat(CrmLink.to(ConnectionType.CRM, Map.of(), "p7")).isEmpty();
    }

    @Test
    void aLeadOfSalesforceIsAtTheInstanceOfTheConnection() {
        assertThat(
                        CrmLink.to(
                                        ConnectionType.SALESFORCE,
                                        salesforce("https://acme.my.salesforce.com/some/path?x=1"),
                                        LEAD)
                                .map(CrmLink::url))
                .contains(
                        URI.create(
                                "https://acme.my.salesforce.com/lightning/r/Lead/%s/view"
                                        .formatted(LEAD)));
        assertThat(
                        CrmLink.to(
                                        ConnectionType.SALESFORCE,
                                        salesforce("HTTPS://acme.test:8443"),
                                        LEAD.substring(0, 15))
                                .map(link -> link.url().getAuthority()))
                .contains("acme.test:8443");
        assertThat(
                        CrmLink.to(
                                        ConnectionType.SALESFORCE,
                                        salesforce("https://acme.test"),
                                        "0035g00000DEMO1")
                                .map(link -> link.url().getPath()))
                .contains("/lightning/r/Contact/0035g00000DEMO1/view");
    }

    @ParameterizedTest
    @CsvSource({"x,51", "62515,51/../1", "62515,", "62515@evil.test,51", "62515,51?x"})
    void whatIsNoNumberLeadsNowhereInHubSpot(String portal, String record) {
        assertThat(
                        CrmLink.to(
                                ConnectionType.HUBSPOT,
                                Map.of("portalId", portal),
                                record == null ? "" : record))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://acme.my.salesforce.com",
                "https://user@acme.test",
                "https:///nothing",
                "javascript:alert(1)",
                "https://not a host"
            })
    void aConnectionThatNamesNoSafeHostLeadsNowhere(String instance) {
        assertThat(CrmLink.to(ConnectionType.SALESFORCE, salesforce(instance), LEAD)).isEmpty();
    }

    @Test
    void nothingIsGuessed() {
        assertThat(CrmLink.to(ConnectionType.SALESFORCE, Map.of(), LEAD)).isEmpty();
        assertThat(CrmLink.to(ConnectionType.SALESFORCE, salesforce("https://a.test"), "00Q/.."))
                .isEmpty();
        assertThat(CrmLink.to(ConnectionType.HUBSPOT, Map.of(), "51")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ConnectionType.class,
            names = {"HUBSPOT", "SALESFORCE", "CRM"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatIsNoCrmHasNoRecord(ConnectionType type) {
        assertThat(CrmLink.exists(type)).isFalse();
        assertThat(CrmLink.to(type, Map.of("portalId", "1"), "51")).isEmpty();
    }

    @Test
    void whatWasWrittenIsReadAgainUnlessItIsUnsafe() {
        assertThat(CrmLink.exists(ConnectionType.HUBSPOT)).isTrue();
        assertThat(CrmLink.exists(ConnectionType.SALESFORCE)).isTrue();
        assertThat(CrmLink.of("HubSpot", "https://app.hubspot.com/x"))
                .contains(new CrmLink("HubSpot", URI.create("https://app.hubspot.com/x")));
        assertThat(CrmLink.of(null, "https://app.hubspot.com/x")).isEmpty();
        assertThat(CrmLink.of(" ", "https://app.hubspot.com/x")).isEmpty();
        assertThat(CrmLink.of("HubSpot", null)).isEmpty();
        assertThat(CrmLink.of("HubSpot", "http://app.hubspot.com/x")).isEmpty();
        assertThat(CrmLink.of("HubSpot", "https:x")).isEmpty();
        assertThat(CrmLink.of("HubSpot", "not a link")).isEmpty();
        assertThatThrownBy(() -> new CrmLink("X", URI.create("http://x.test")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CrmLink("X", URI.create("https:x")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
