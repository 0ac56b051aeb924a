package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody breaks the glass before a sensitive value, in a workspace of their own. */
@ExtendWith(InBrowser.class)
class DisclosurePagesIT {

    private static final String DIAGNOSIS = "Influenza B";
    private static final String REASON = "The hospital calls back at noon";

    private final DemoProgram program;
    private final Chromium chromium;

    DisclosurePagesIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    /** With a sensitive field and a lead that has it. */
    private record Clinic(
            TenantId tenant,
            String token,
            DemoProgram.Account owner,
            DemoProgram.Account viewer,
            String lead) {}

    private Clinic clinic(String slug) throws Exception {
        String token = "ldp_" + slug.repeat(40).substring(0, 40);
        var tenant = program.workspace(slug, token);
        var viewer = program.withPhone(program.join(tenant, Role.VIEWER, null));
        var admin = program.withPhone(program.join(tenant, Role.ADMIN, null));
        send(
                token,
                "PUT",
                "/fields/diagnosis",
                "{\"name\":\"Diagnosis\",\"type\":\"TEXT\",\"sensitive\":true}");
        var answer =
                send(
                        token,
                        "POST",
                        "/leads",
                        "{\"contact\":{\"email\":\"ana@clinic.example\",\"firstName\":\"Ana\"},\"custom\":{\"diagnosis\":\"%s\"}}"
                                .formatted(DIAGNOSIS));
        var found = Pattern.compile("\"leadId\"\\s*:\\s*\"([0-9a-f-]{36})\"").matcher(answer);
        assertThat(found.find()).as(answer).isTrue();
        return new Clinic(tenant, token, admin, viewer, "/leads/" + found.group(1));
    }

    private String send(String token, String method, String path, String body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(program.at("/api/v1" + path))
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .header("Prefer", "wait=20")
                                    .method(method, BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE_LIGHT", "DESK_DARK"})
    void theValuesShowForAWhileAndEverybodyWhoShouldKnowDoes(Screen screen) throws Exception {
        var clinic = clinic("clinic-" + screen.width);
        try (var viewer = chromium.stranger(program, screen);
                var owner = chromium.stranger(program, screen)) {
            owner.logIn(clinic.owner());
            owner.open("/settings/security");
            assertThat(owner.find("sensitive-fields")).containsText("Diagnosis");
            assertThat(owner.find("disclosures-empty")).isVisible();
            fits(owner);

            viewer.logIn(clinic.viewer());
            viewer.open(clinic.lead());
            assertThat(viewer.find("fact-hidden")).containsText("•••");
            assertThat(viewer.find("fact-hidden").boundingBox().width).isGreaterThan(20);
            assertThat(viewer.find("disclose-form")).not().isVisible();
            fits(viewer);
            viewer.find("show-hidden").click();
            assertThat(viewer.find("disclose-reason")).isFocused();
            viewer.find("disclose-reason").fill(" ".repeat(20));
            fits(viewer);
            viewer.find("disclose-submit").click();
            assertThat(viewer.find("problem-reason")).isVisible();
            assertThat(viewer.find("disclose-reason")).isFocused();
            fits(viewer);

            viewer.find("disclose-reason").fill(REASON);
            viewer.find("disclose-submit").click();
            assertThat(viewer.find("disclosed")).isVisible();
            assertThat(viewer.find("fact-shown")).containsText(DIAGNOSIS);
            assertThat(viewer.find("countdown")).hasText(Pattern.compile("14:[0-5][0-9]"));
            fits(viewer);

            owner.open("/settings/security");
            assertThat(owner.find("disclosure-row")).containsText(REASON);
            fits(owner);
            owner.find("end-disclosure").click();
            assertThat(owner.find("ended")).isVisible();
            assertThat(owner.find("over")).isVisible();
            fits(owner);

            viewer.open(clinic.lead());
            assertThat(viewer.find("fact-hidden")).isVisible();
            disclose(viewer);
            viewer.find("end-disclosure").click();
            assertThat(viewer.find("fact-hidden")).isVisible();
            assertThat(viewer.find("disclosed")).hasCount(0);
            assertThat(viewer.complaints()).allMatch(told -> told.contains("422"));
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void whenTheTimeIsOverThePageHidesThemByItself() throws Exception {
        var clinic = clinic("clinicend");
        try (var viewer = chromium.stranger(program, Screen.DESK_LIGHT)) {
            viewer.logIn(clinic.viewer());
            viewer.open(clinic.lead());
            disclose(viewer);
            program.inDatabase("update disclosure set ends_at = now() + interval '5 seconds'");
            viewer.open(clinic.lead());
            assertThat(viewer.find("fact-shown")).containsText(DIAGNOSIS);

            viewer.find("fact-hidden").waitFor();
            assertThat(viewer.find("disclosed")).hasCount(0);
            assertThat(viewer.page().content()).doesNotContain(DIAGNOSIS);
        }
    }

    @Test
    void whenTheTimeIsOverWhatIsBeingWrittenStays() throws Exception {
        var clinic = clinic("clinicnote");
        var name = "{\"name\":\"Mia Arzt\",\"email\":\"mia@clinic.example\"}";
        send(clinic.token(), "PUT", "/reps/mia", name);
        var hers = "{\"to\":{\"rep\":\"mia\"},\"reason\":\"hers\"}";
        send(clinic.token(), "POST", clinic.lead() + "/reassign", hers);
        var mia = program.withPhone(program.join(clinic.tenant(), Role.REP, "mia"));
        try (var rep = chromium.stranger(program, Screen.DESK_LIGHT)) {
            rep.logIn(mia);
            rep.open(clinic.lead());
            rep.find("act-accept").click();
            disclose(rep);
            program.inDatabase("update disclosure set ends_at = now() + interval '8 seconds'");
            rep.open(clinic.lead());
            assertThat(rep.find("fact-shown")).containsText(DIAGNOSIS);
            rep.find("act-activities").locator("summary").click();
            rep.find("activities-note").fill("They want to know whether");

            rep.find("fact-hidden").waitFor();
            assertThat(rep.find("disclosed")).hasCount(0);
            assertThat(rep.find("disclose-open")).isVisible();
            assertThat(rep.find("activities-note")).hasValue("They want to know whether");
            assertThat(rep.page().content()).doesNotContain(DIAGNOSIS);
        }
    }

    private static void disclose(Visitor viewer) {
        viewer.find("disclose-open").click();
        viewer.find("disclose-reason").fill(REASON);
        viewer.find("disclose-submit").click();
        assertThat(viewer.find("disclosed")).isVisible();
    }

    private static void fits(Visitor visitor) {
        assertThat(EveryPageIT.violations(visitor)).as(visitor.path()).isEmpty();
        assertThat(visitor.page().evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("overflow of " + visitor.path())
                .isEqualTo(0);
    }
}
