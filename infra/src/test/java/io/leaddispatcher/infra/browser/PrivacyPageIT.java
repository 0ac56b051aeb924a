package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an owner does for whoever asks what is known of them, or to be forgotten. */
@ExtendWith(InBrowser.class)
class PrivacyPageIT {

    private static final String ANA = "ana.away@erased.example";

    private final DemoProgram program;
    private final Chromium chromium;

    PrivacyPageIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void aPersonIsLookedUpTakenAlongAndErased() throws IOException {
        String lead =
                program.submit(
                        Map.of(
                                "contact",
                                Map.of("email", ANA, "firstName", "Ana", "lastName", "Away"),
                                "company",
                                Map.of("name", "Away GmbH")));
        try (var owner = chromium.visitor(program, program.owner(), Screen.PHONE_LIGHT)) {
            owner.open("/settings");
            owner.find("tab-privacy").click();
            owner.find("person-by").selectOption("phone");
            owner.find("person-value").fill("030 123");
            owner.find("look-up").click();
            assertThat(owner.find("problem-value")).containsText("country code");
            assertThat(owner.find("person-value")).hasValue("030 123");
            assertThat(owner.find("person-by")).hasValue("phone");

            lookUp(owner);
            assertThat(owner.find("found-row")).hasCount(1);
            assertThat(owner.find("found-row")).containsText("Ana Away");
            assertThat(owner.find("found-row")).containsText("Away GmbH");
            assertThat(owner.path()).isEqualTo("/settings/privacy");

            var lines = owner.page().waitForDownload(() -> owner.find("export-csv").click());
            assertThat(lines.suggestedFilename()).isEqualTo("person.csv");
            assertThat(Files.readString(lines.path()))
                    .startsWith("\"kind\",\"record\"")
                    .contains(ANA);
            var json = owner.page().waitForDownload(() -> owner.find("export-json").click());
            assertThat(json.suggestedFilename()).isEqualTo("person.json");
            assertThat(Files.readString(json.path())).startsWith("{").contains(lead);

            owner.find("erase-reason").fill("asked by letter");
            owner.find("erase-confirmation").fill("somebody@erased.example");
            owner.find("erase").click();
            assertThat(owner.find("problem-confirmation")).isVisible();
            assertThat(owner.find("erase-reason")).hasValue("asked by letter");
            assertThat(owner.find("found-row")).hasCount(1);

            owner.find("erase-confirmation").fill(ANA);
            owner.find("erase").click();
            assertThat(owner.find("erased")).containsText("Leads");
            assertThat(owner.open("/leads/" + lead).status()).isEqualTo(404);
            owner.open("/settings/privacy");
            lookUp(owner);
            assertThat(owner.find("found-none")).isVisible();
            owner.open("/audit");
            assertThat(owner.page().content()).contains("asked by letter").doesNotContain(ANA);
        }
    }

    private static void lookUp(Visitor owner) {
        owner.find("person-by").selectOption("email");
        owner.find("person-value").fill(ANA);
        owner.find("look-up").click();
    }
}
