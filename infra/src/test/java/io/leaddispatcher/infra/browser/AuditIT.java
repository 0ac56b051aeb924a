package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leaddispatcher.domain.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An admin looks up who did what. */
@ExtendWith(InBrowser.class)
class AuditIT {

    private static final Pattern LOOPBACK = Pattern.compile("127\\.0\\.0\\.1|0:0:0:0:0:0:0:1");

    private final DemoProgram program;
    private final Chromium chromium;

    AuditIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void whatWasDoneIsFoundWithWhoFromWhereAndWhatItWasBefore() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            addForm(owner, "audited", "=1+1 <b>First</b>");
            owner.open("/connections/audited");
            owner.page().locator("#name").fill("Second");
            owner.find("save-connection").click();
            assertThat(owner.page()).hasURL(Pattern.compile(".*\\?saved$"));

            owner.open("/");
            owner.find("nav-audit").click();
            owner.find("audit-search").fill("connection:audited");
            owner.find("audit-search").press("Enter");
            assertThat(owner.find("audit-entry")).hasCount(2);
            var changed = owner.find("audit-entry").first();
            assertThat(changed).containsText("Connection changed");
            assertThat(changed.locator("time[data-time]").first())
                    .hasAttribute("title", Pattern.compile(".+ \\(Pacific/Auckland\\)"));
            changed.getByTestId("audit-open").click();
            assertThat(changed).containsText(LOOPBACK);
            assertThat(changed.getByTestId("audit-change"))
                    .containsText(new String[] {"<b>First</b>"});
            assertThat(changed.getByTestId("audit-change")).containsText(new String[] {"Second"});

            owner.find("audit-action").selectOption("connection.created");
            assertThat(owner.page()).hasURL(Pattern.compile(".*action=connection.created.*"));
            assertThat(owner.find("audit-entry")).hasCount(1);
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void aPasswordThatIsGuessedAtTheSignUpIsToldAsAtTheLogIn() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT);
                var thief = chromium.stranger(program, Screen.DESK_LIGHT)) {
            owner.open("/audit?action=session.refused");
            int before = owner.find("audit-entry").count();
            thief.open("/signup");
            thief.find("workspace").fill("Mine");
            thief.find("name").fill("Thief");
            thief.find("email").fill(program.owner().email());
            thief.find("password").fill("guessed-and-long-enough");
            thief.find("signup-submit").click();
            thief.page().waitForLoadState();

            owner.open("/audit?action=session.refused");
            assertThat(owner.find("audit-entry")).hasCount(before + 1);
        }
    }

    @Test
    void theExportHoldsWhatIsShownAndNoFormula() throws IOException {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            addForm(owner, "exported", "=cmd|calc");
            owner.open("/audit?q=connection:exported");
            var file = owner.page().waitForDownload(() -> owner.find("audit-export").click());

            assertThat(file.suggestedFilename()).isEqualTo("audit-log.csv");
            assertThat(Files.readString(file.path()).lines())
                    .satisfiesExactly(
                            heading ->
                                    assertThat(heading)
                                            .isEqualTo(
                                                    "\"at\",\"actor\",\"address\",\"action\",\"target\",\"detail\",\"id\""),
                            line ->
                                    assertThat(line)
                                            .containsPattern(LOOPBACK)
                                            .contains(
                                                    "\"connection.created\",\"connection:exported\""));
            owner.open("/audit?action=audit.exported");
            assertThat(owner.find("audit-entry").first()).containsText("Audit log exported");
        }
    }

    @Test
    void whoeverIsRefusedIsInTheLog() {
        try (var rep =
                chromium.visitor(program, program.join(Role.REP, "mia"), Screen.DESK_LIGHT)) {
            assertThat(rep.open("/audit?q=private").status()).isEqualTo(403);
            assertThat(rep.open("/audit/export").status()).isEqualTo(403);
        }
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/audit?action=access.denied&q=GET%20/audit");
            assertThat(owner.find("audit-entry").first()).containsText("Vic Tester");
            assertThat(owner.find("audit-list")).not().containsText("private");
            owner.open("/audit?action=session.opened");
            assertThat(owner.find("audit-entry").first()).containsText("Logged in");
        }
    }

    @ParameterizedTest
    @EnumSource
    void itIsReadableOnEveryScreen(Screen screen) {
        try (var owner = chromium.visitor(program, program.owner(), screen)) {
            addForm(
                    owner,
                    "seen-" + screen.name().toLowerCase(Locale.ROOT).replace("_", "-"),
                    "Seen by everybody");
            owner.open("/audit");
            owner.find("audit-open").first().click();
            assertThat(owner.find("audit-entry").first()).isVisible();
            assertThat(owner.page().evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .isEqualTo(0);
            var folder = System.getProperty("shots");
            if (folder != null) {
                owner.page()
                        .screenshot(
                                new Page.ScreenshotOptions()
                                        .setPath(Path.of(folder, "audit-" + screen + ".png")));
            }
            assertThat(owner.complaints()).isEmpty();
        }
    }

    private static void addForm(Visitor owner, String key, String name) {
        owner.open("/connections/add/form");
        owner.page().locator("#name").fill(name);
        owner.find("field-key").fill(key);
        owner.find("save-connection").click();
        assertThat(owner.page()).hasURL(Pattern.compile(".*\\?saved$"));
    }
}
