package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An admin connects Lead Dispatcher with the rest of the world. */
@ExtendWith(InBrowser.class)
class ConnectionsIT {

    private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private final DemoProgram program;
    private final Chromium chromium;

    ConnectionsIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void aWebhookIsAddedShowsItsAddressAndKeepsItsSecret() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/connections");
            owner.find("add-generic").click();
            owner.page().locator("#name").fill("<b>Data team</b>");
            owner.find("field-key").fill("data-team");
            owner.find("field-signingSecret").fill(SECRET);
            owner.find("save-connection").click();

            assertThat(owner.page()).hasURL(Pattern.compile(".*/connections\\?saved$"));
            assertThat(owner.find("saved")).isVisible();
            var card = owner.page().locator("[data-testid=connection][data-key=data-team]");
            assertThat(card).containsText("<b>Data team</b>");
            assertThat(card.getByTestId("hook-url"))
                    .hasValue(Pattern.compile("http.*/hooks/generic/.+"));
            assertThat(card.getByTestId("health")).isVisible();
            card.getByTestId("test-connection").click();
            assertThat(owner.find("test-answer")).isVisible();

            owner.open("/connections/data-team");
            assertThat(owner.find("set-signingSecret")).isVisible();
            assertThat(owner.find("field-signingSecret")).hasValue("");
            assertThat(owner.page().content()).doesNotContain(SECRET, SECRET.substring(6));
            owner.page().locator("#name").fill("Data team");
            owner.find("save-connection").click();
            assertThat(owner.page().locator("[data-key=data-team] h2")).hasText("Data team");
            owner.open("/connections/data-team");
            assertThat(owner.find("set-signingSecret")).isVisible();
            assertThat(owner.find("previous-signingSecret")).hasCount(0);
            owner.find("field-signingSecret").fill(SECRET.replace('M', 'N'));
            owner.find("save-connection").click();
            assertThat(owner.find("saved")).isVisible();
            owner.open("/connections/data-team");
            assertThat(owner.find("previous-signingSecret"))
                    .containsText("The one before still works. It ends ");
            assertThat(owner.page().content()).doesNotContain(SECRET.substring(6));
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void whatIsWrongIsSaidBesideTheFieldAndWhatWasTypedStays() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/connections/add/smtp");
            owner.page().locator("#name").fill("Mail");
            owner.find("field-key").fill("mail server");
            owner.find("save-connection").click();
            assertThat(owner.find("problem-key")).isVisible();
            assertThat(owner.page().locator("#name")).hasValue("Mail");

            owner.find("field-key").fill("mail");
            owner.find("field-host").fill("");
            owner.find("field-port").fill("many");
            owner.find("field-password").fill("not-to-be-shown");
            owner.find("save-connection").click();
            assertThat(owner.find("problem-host")).isVisible();
            assertThat(owner.find("problem-port")).isVisible();
            assertThat(owner.find("field-port")).hasValue("many");
            assertThat(owner.find("field-host")).hasAttribute("aria-invalid", "true");
            assertThat(owner.page().content()).doesNotContain("not-to-be-shown");
            assertThat(owner.open("/connections/mail").status()).isEqualTo(404);
        }
    }

    @Test
    void aTestThatFailsSaysSoWithoutDetail() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/connections/add/hubspot");
            owner.find("field-key").fill("nowhere");
            owner.find("field-portalId").fill("4711");
            owner.find("field-accessToken").fill("pat-of-nobody");
            owner.find("field-clientSecret").fill("secret-of-nobody");
            owner.find("save-connection").click();
            owner.page().locator("[data-key=nowhere]").getByTestId("test-connection").click();

            assertThat(owner.find("test-answer")).hasAttribute("data-ok", "false");
            assertThat(owner.page().content()).doesNotContain("pat-of-nobody", "localhost:1/");
        }
    }

    @Test
    void aConnectionIsDeletedAfterAQuestion() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.PHONE_DARK)) {
            owner.open("/connections/add/form");
            owner.find("field-key").fill("old-site");
            owner.find("save-connection").click();
            owner.open("/connections/old-site");
            assertThat(owner.find("snippet"))
                    .hasValue(
                            Pattern.compile(
                                    "<form method=\"post\" action=\"http[^\"]*/hooks/forms/[^\"]+\">[\\s\\S]*name=\"contact.email\"[\\s\\S]*</form>\\s*"));
            owner.find("delete-connection").click();
            assertThat(owner.find("connection-delete")).containsText("Delete Web form?");
            owner.find("confirm-delete").click();

            assertThat(owner.find("deleted")).isVisible();
            assertThat(owner.page().locator("[data-key=old-site]")).hasCount(0);
            assertThat(owner.complaints()).isEmpty();
            assertThat(owner.open("/connections/old-site").status()).isEqualTo(404);
            assertThat(owner.open("/connections/old-site/delete").status()).isEqualTo(404);
        }
    }

    @Test
    void fieldsOfAFormThatGoNowhereAreMappedOnItsPage() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/connections/add/form");
            owner.find("field-key").fill("wordpress");
            owner.find("save-connection").click();
            owner.open("/connections/wordpress");
            assertThat(owner.find("left-out")).hasCount(0);
            String hook = owner.find("hook-url").inputValue();
            String door = program.at(URI.create(hook).getPath()).toString();
            assertThat(sent(owner, door)).isEqualTo(422);

            owner.open("/connections/wordpress");
            assertThat(owner.find("left-out-row")).hasCount(2);
            assertThat(owner.find("map:your-email")).hasValue("contact.email");
            assertThat(owner.find("map:field_3")).hasValue("");
            owner.find("map:field_3").selectOption("lead.product");
            owner.find("save-left-out").click();
            assertThat(owner.find("saved")).isVisible();

            assertThat(sent(owner, door)).isEqualTo(202);
            owner.open("/connections/wordpress");
            assertThat(owner.find("left-out")).hasCount(0);
            assertThat(owner.find("field-mapping").inputValue().lines())
                    .containsExactlyInAnyOrder(
                            "your-email = contact.email", "field_3 = lead.product");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    private static int sent(Visitor visitor, String door) {
        return visitor.page()
                .request()
                .post(
                        door,
                        RequestOptions.create()
                                .setForm(
                                        FormData.create()
                                                .set("your-email", "ana@wordpress.example")
                                                .set("field_3", "GPU")))
                .status();
    }
}
