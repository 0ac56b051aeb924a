package io.leaddispatcher.web.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class ConnectionFormTest {

    private static final Instant UNTIL = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aReplacedSigningSecretIsToldOfAsLongAsItWorks() {
        When until = input("clientSecret", UNTIL.minusSeconds(3_600)).previousUntil();

        assertThat(until).isNotNull();
        assertThat(until == null ? "" : until.iso()).isEqualTo(UNTIL.toString());
        assertThat(input("clientSecret", UNTIL).previousUntil()).isNull();
        assertThat(input("accessToken", UNTIL.minusSeconds(1)).previousUntil()).isNull();
    }

    @Test
    void onlyOfASigningSecretThatIsSetItSaysWhatReplacingMeans() {
        assertThat(input("clientSecret", UNTIL).help()).contains("24 hours longer");
        assertThat(input("accessToken", UNTIL).help()).doesNotContain("24 hours");
        assertThat(input(form(UNTIL, null), "clientSecret").help()).doesNotContain("24 hours");
    }

    @Test
    void whatIsWrongIsSaidInTheLanguageOfTheReader() {
        var violations =
                List.of(
                        new Violation(
                                "/settings/portalId", Code.REQUIRED, "'portalId' is required"),
                        new Violation("/settings/other", Code.REQUIRED, "'other' is required"));
        ConnectionForm form =
                ConnectionForm.of(
                        ConnectionType.HUBSPOT,
                        "hub",
                        "HubSpot",
                        new Tree(Map.of("key", "hub")),
                        violations,
                        at(UNTIL, Locale.GERMAN));

        assertThat(input(form, "portalId").problem()).doesNotContain("required").isNotBlank();
        assertThat(form.problems())
                .singleElement()
                .asString()
                .contains("other")
                .doesNotContain("required");
    }

    private static ConnectionForm.Input input(String name, Instant now) {
        Map<String, Object> state =
                Map.of(
                        "clientSecret",
                        Map.of(
                                "set",
                                true,
                                "at",
                                "2026-11-21T12:00:00Z",
                                "previousUntil",
                                UNTIL.toString()),
                        "accessToken",
                        Map.of("set", true, "at", "2026-11-21T12:00:00Z"));
        return input(form(now, state), name);
    }

    private static ConnectionForm.Input input(ConnectionForm form, String name) {
        return form.inputs().stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ConnectionForm form(Instant now, @Nullable Map<String, Object> secrets) {
        Map<String, Object> connection =
                secrets == null ? Map.of("key", "hub") : Map.of("key", "hub", "secrets", secrets);
        return ConnectionForm.of(
                ConnectionType.HUBSPOT, "hub", "HubSpot", new Tree(connection), List.of(), at(now));
    }

    private static Words at(Instant now) {
        return at(now, Locale.ENGLISH);
    }

    private static Words at(Instant now, Locale reader) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return new Wording(messages, InstantSource.fixed(now)).in(reader);
    }
}
