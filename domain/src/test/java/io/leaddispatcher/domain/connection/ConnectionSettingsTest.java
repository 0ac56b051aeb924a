package io.leaddispatcher.domain.connection;

import static io.leaddispatcher.domain.connection.SentConnections.HUBSPOT;
import static io.leaddispatcher.domain.connection.SentConnections.accepted;
import static io.leaddispatcher.domain.connection.SentConnections.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of connections: their shapes, and what is refused. */
class ConnectionSettingsTest {

    private static Map<String, Object> smtp(String setting, Object value) {
        Map<String, Object> settings =
                new java.util.HashMap<>(Map.of("host", "smtp.x.test", "from", "leads@x.test"));
        settings.put(setting, value);
        return Map.of("type", "smtp", "settings", settings);
    }

    private static Map<String, Object> form(String setting, Object value) {
        return Map.of("type", "form", "settings", Map.of(setting, value));
    }

    private static Map<String, Object> calendly(Map<String, String> mapping) {
        return Map.of(
                "type",
                "calendly",
                "settings",
                Map.of("mapping", mapping),
                "secrets",
                Map.of("signingKey", "s"));
    }

    @Test
    void aPasswordIsOnTheWayToAnotherMachineWithoutTls() {
        assertThat(showsPassword("mail.x.test", false, 25)).isTrue();
        assertThat(showsPassword("192.0.2.7", false, 587)).isTrue();
        assertThat(showsPassword("mail.x.test", true, 25)).isFalse();
        assertThat(showsPassword("mail.x.test", false, 465)).isFalse();
        for (String here : List.of("localhost", "LOCALHOST", "127.0.0.1", "::1")) {
            assertThat(showsPassword(here, false, 25)).as(here).isFalse();
        }
        assertThat(accepted(HUBSPOT, null).showsPasswordOnTheWay(Set.of())).isFalse();
    }

    @Test
    void aPasswordThatIsKeptIsOnTheWayAsWell() {
        var plain = accepted(smtp("startTls", false), null);

        assertThat(plain.showsPasswordOnTheWay(Set.of())).isFalse();
        assertThat(plain.showsPasswordOnTheWay(Set.of("password"))).isTrue();
    }

    private static boolean showsPassword(String host, boolean startTls, int port) {
        return accepted(
                        Map.of(
                                "type",
                                "smtp",
                                "settings",
                                Map.of(
                                        "host",
                                        host,
                                        "from",
                                        "leads@x.test",
                                        "startTls",
                                        startTls,
                                        "port",
                                        BigDecimal.valueOf(port)),
                                "secrets",
                                Map.of("username", "u", "password", "p")),
                        null)
                .showsPasswordOnTheWay(Set.of());
    }

    @Test
    void settingsHaveTheirShapes() {
        accepted(smtp("port", new BigDecimal(587)), null);
        accepted(smtp("startTls", true), null);
        accepted(smtp("from", "Leads <leads@x.test>"), null);
        assertThat(refused(smtp("port", new BigDecimal(70_000)), null))
                .containsExactly("/settings/port OUT_OF_RANGE");
        assertThat(refused(smtp("startTls", "yes"), null))
                .containsExactly("/settings/startTls WRONG_TYPE");
        assertThat(refused(smtp("from", "a@b, c@d"), null))
                .containsExactly("/settings/from MALFORMED");
        assertThat(refused(smtp("host", "smtp x"), null))
                .containsExactly("/settings/host MALFORMED");

        accepted(
                form("allowedOrigins", List.of("https://www.acme.test", "http://x.test:8080")),
                null);
        accepted(form("redirectUrl", "https://www.acme.test/thanks?a=b#c"), null);
        accepted(form("mapping", Map.of("your-email", "contact.email")), null);
        accepted(form("honeypot", "website"), null);
        assertThat(refused(form("mapping", "x"), null))
                .containsExactly("/settings/mapping WRONG_TYPE");
        assertThat(refused(form("mapping", Map.of("a", true)), null))
                .containsExactly("/settings/mapping/a WRONG_TYPE");
        assertThat(refused(form("mapping", Map.of("a", "contact.mail")), null))
                .containsExactly("/settings/mapping/a UNKNOWN_FIELD");
        accepted(calendly(Map.of("Seats?", "custom.seats")), null);
        assertThat(refused(calendly(Map.of("Number?", "externalId")), null))
                .containsExactly("/settings/mapping/Number? UNKNOWN_FIELD");
        accepted(
                Map.of(
                        "type",
                        "hubspot",
                        "settings",
                        Map.of("portalId", new BigDecimal(1), "callsPerSecond", new BigDecimal(9)),
                        "secrets",
                        Map.of("clientSecret", "s")),
                null);
    }

    @Test
    void aLeadWaitsForACrmForSecondsAtMost() {
        accepted(hubSpot(LookUpLimit.SETTING, new BigDecimal(0)), null);
        accepted(hubSpot(LookUpLimit.SETTING, new BigDecimal(5_000)), null);
        assertThat(refused(hubSpot(LookUpLimit.SETTING, new BigDecimal(5_001)), null))
                .containsExactly("/settings/lookUpWithinMs OUT_OF_RANGE");
    }

    @Test
    void leadsHaveDefaultsForFieldsThatDoNotTellThemApart() {
        accepted(hubSpot("defaults", Map.of("lead.source", "HubSpot")), null);
        assertThat(refused(hubSpot("defaults", Map.of("contact.email", "a@x.test")), null))
                .containsExactly("/settings/defaults/contact.email UNKNOWN_PROPERTY");
        assertThat(refused(hubSpot("defaults", Map.of("lead.origin", "HubSpot")), null))
                .containsExactly("/settings/defaults/lead.origin UNKNOWN_PROPERTY");
        assertThat(refused(hubSpot("defaults", "lead.source"), null))
                .containsExactly("/settings/defaults WRONG_TYPE");
    }

    private static Map<String, Object> hubSpot(String setting, Object value) {
        return Map.of(
                "type",
                "hubspot",
                "settings",
                Map.of("portalId", "1", setting, value),
                "secrets",
                Map.of("clientSecret", "s"));
    }

    @Test
    void whatIsWrittenToACrmIsNamedPropertyByProperty() {
        accepted(hubSpot("writeFields", Map.of("rule", "ld_rule", "status", "Status__c")), null);
        assertThat(refused(hubSpot("writeFields", Map.of("owner", "x")), null))
                .containsExactly("/settings/writeFields/owner UNKNOWN_PROPERTY");
        assertThat(refused(hubSpot("writeFields", Map.of("rule", "no property")), null))
                .containsExactly("/settings/writeFields/rule MALFORMED");
        assertThat(refused(hubSpot("writeFields", "x"), null))
                .contains("/settings/writeFields WRONG_TYPE");
        accepted(hubSpot("statusValues", Map.of("ASSIGNED", "NEW", "ACCEPTED", "OPEN")), null);
        assertThat(refused(hubSpot("statusValues", Map.of("WON", "x")), null))
                .containsExactly("/settings/statusValues/WON UNKNOWN_PROPERTY");
        accepted(hubSpot("writeNote", true), null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://x.test/path",
                "https://x.test?q=1",
                "https://x.test#f",
                "ftp://x.test",
                "x.test",
                "https://u:p@x.test",
                "mailto:a@x.test",
                "https:///",
                "https://x y"
            })
    void anOriginIsSchemeHostAndPort(String text) {
        assertThat(refused(form("allowedOrigins", List.of(text)), null))
                .containsExactly("/settings/allowedOrigins/0 MALFORMED");
    }

    @Test
    void bookingsAloneFillFieldsByWhatTheirQuestionsAreCalled() {
        assertThat(ConnectionType.values())
                .filteredOn(ConnectionType::guesses)
                .containsExactlyInAnyOrder(ConnectionType.CALENDLY, ConnectionType.CALCOM);
    }
}
