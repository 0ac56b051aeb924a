package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An admin makes a lead up, in a form or as JSON, to see what the draft does with it. */
@ExtendWith(InBrowser.class)
class TryItIT {

    private final DemoProgram program;
    private final Chromium chromium;

    TryItIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @BeforeEach
    void ownFields() {
        program.put(
                ConfigurationKind.FIELD, "seatCount", Map.of("name", "Seats", "type", "NUMBER"));
        program.put(ConfigurationKind.FIELD, "needs", Map.of("name", "Needs", "type", "LIST"));
        program.put(ConfigurationKind.FIELD, "vip", Map.of("name", "VIP", "type", "BOOLEAN"));
    }

    @Test
    void theFormAndTheJsonSayTheSame() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            open(owner);
            assertThat(owner.find("input-contact.email")).hasValue("ana@example.com");
            assertThat(owner.find("input-company.employees")).hasValue("300");
            owner.find("input-contact.phone").fill("+49 30 1234567");
            owner.find("input-company.employees").fill("1,250");
            owner.find("input-contact.firstName").fill("");
            owner.find("input-custom.seatCount").fill("12.5");
            owner.find("input-custom.needs").fill("crm, phone");
            owner.find("input-custom.vip").selectOption("true");
            var json = owner.find("trial-lead");
            assertThat(json.inputValue())
                    .contains(
                            "\"phone\": \"+49 30 1234567\"",
                            "\"employees\": 1250",
                            "\"seatCount\": 12.5",
                            "\"crm\",",
                            "\"vip\": true")
                    .doesNotContain("firstName");

            owner.find("trial-json").locator("summary").click();
            json.fill("{\"contact\": {\"email\": ");
            assertThat(owner.find("problem-json")).containsText("This is no JSON");
            assertThat(owner.find("input-contact.email")).isDisabled();
            json.fill("[]");
            assertThat(owner.find("problem-json")).containsText("in braces");
            json.fill(
                    """
                    {"contact": {"email": "odile@example.fr", "lastName": "Roux"},
                     "company": {"country": "FR", "employees": 7},
                     "custom": {"needs": ["chat"], "vip": false},
                     "lead": {"source": "fair", "score": 9}}\
                    """);
            assertThat(owner.find("problem-json")).isHidden();
            assertThat(owner.find("input-contact.email")).hasValue("odile@example.fr");
            assertThat(owner.find("input-contact.phone")).hasValue("");
            assertThat(owner.find("input-company.country")).hasValue("FR");
            assertThat(owner.find("input-custom.needs")).hasValue("chat");
            assertThat(owner.find("input-custom.vip")).hasValue("false");
            // What the form has no field for stays.
            owner.find("input-lead.source").fill("expo");
            assertThat(json.inputValue()).contains("\"score\": 9", "\"source\": \"expo\"");
            owner.find("input-lead.source").press("Enter");
            assertThat(owner.find("verdict")).isVisible();
            assertThat(EveryPageIT.violations(owner)).isEmpty();
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void whatIsWrongStandsBesideTheField() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.PHONE_DARK)) {
            open(owner);
            owner.find("input-company.employees").fill("many");
            owner.find("trial-run").click();
            // It is tried, as a real one would be routed, without what cannot be read.
            assertThat(owner.find("verdict")).isVisible();
            assertThat(owner.find("problem-company.employees")).isVisible();
            assertThat(owner.find("trial-problems")).isHidden();

            owner.find("input-company.employees").fill("12");
            assertThat(owner.find("problem-company.employees")).isHidden();
            owner.find("input-contact.email").fill("");
            owner.find("trial-run").click();
            assertThat(owner.find("problem-contact.email")).isVisible();
            assertThat(owner.find("input-contact.email")).isFocused();
            assertThat(owner.find("trial-problems")).containsText("mend what is marked");
            assertThat(owner.find("verdict")).isHidden();

            owner.find("input-contact.email").fill("ana@example.com");
            owner.find("trial-json").locator("summary").click();
            owner.find("trial-lead")
                    .fill("{\"contact\": {\"email\": \"a@b.example\", \"shoe\": 43}}");
            owner.find("trial-run").click();
            assertThat(owner.find("trial-problems")).containsText("contact.shoe");
            assertThat(owner.find("verdict")).isVisible();
            assertThat(EveryPageIT.violations(owner)).isEmpty();
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void aFormInGermanTakesGermanNumbers() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT, "de-DE")) {
            open(owner);
            owner.find("input-company.employees").fill("1.250");
            owner.find("input-custom.seatCount").fill("12,5");
            assertThat(owner.find("trial-lead").inputValue())
                    .contains("\"employees\": 1250", "\"seatCount\": 12.5");
            // As somebody writes it who is used to the other sign: fifteen it can not be.
            owner.find("input-custom.seatCount").fill("1.5");
            assertThat(owner.find("trial-lead").inputValue()).contains("\"seatCount\": 1.5");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    private static void open(Visitor owner) {
        owner.open("/policy");
        owner.page().waitForSelector("[data-policy][data-ready]");
        owner.find("try").click();
        owner.page().locator(".policy-way:has([data-testid=trial-form]) > summary").click();
        assertThat(owner.find("input-contact.email")).isVisible();
    }
}
