package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.leaddispatcher.domain.access.Role;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How an admin describes the people of a workspace and how they share leads. */
@ExtendWith(InBrowser.class)
class SetupIT {

    private final DemoProgram program;
    private final Chromium chromium;

    SetupIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void threeRepsAndAPoolAreMadeMendedAndTakenBack() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/reps");
            owner.find("add").click();
            owner.find("field-name").fill("<b>Ida</b> Quist");
            owner.find("field-email").fill("no address");
            owner.find("field-workingHours.MON").fill("9:00-12:30, 25:00-26:00");
            owner.find("save").click();
            assertThat(owner.find("problem-email")).isVisible();
            assertThat(owner.find("problem-workingHours.MON")).isVisible();
            assertThat(owner.find("field-name")).hasValue("<b>Ida</b> Quist");

            owner.find("field-email").fill("ida@setup.example");
            owner.find("field-workingHours.MON").fill("9:00-12:30, 22:00-02:00");
            assertThat(owner.page().locator(".week-block")).hasCount(3);
            pressWhileTheDayIsRead(owner, owner.find("week-copy"));
            owner.find("field-key").fill("ida");
            owner.find("save").click();
            assertThat(owner.page().locator("h1")).hasText("<b>Ida</b> Quist");
            created(owner, "/reps/ida");
            assertThat(owner.find("field-workingHours.FRI")).hasValue("09:00-12:30, 22:00-02:00");
            rep(owner, "Jon Berg");
            rep(owner, "Kim Sand");

            owner.open("/pools/_new");
            owner.find("field-name").fill("Setup pool");
            member(owner, 0, "ida", "3");
            owner.find("member-add").click();
            member(owner, 1, "jon-berg", "1");
            owner.find("save").click();
            created(owner, "/pools/setup-pool");
            assertThat(owner.find("ledger-row")).hasCount(2);
            assertThat(owner.find("ledger-row").first()).containsText("75 %");
            owner.find("ledger-edit").locator("summary").click();
            owner.find("ledger-turns").fill("2");
            owner.find("ledger-reason").fill("was at a fair");
            owner.find("ledger-save").click();
            // Of two turns more, the share of whoever gets them is three quarters anyway.
            assertThat(owner.find("ledger-row").first()).containsText("0.5 owed");
            assertThat(owner.find("ledger-row").last()).containsText("0.5 ahead");
            assertThat(owner.find("ledger-upcoming").locator("li")).hasCount(20);

            owner.open("/reps/ida/delete");
            assertThat(owner.find("needed")).isVisible();
            assertThat(owner.page().locator("main")).containsText("Setup pool");
            assertThat(owner.find("confirm-delete")).hasCount(0);

            owner.open("/reps/kim-sand");
            owner.find("delete").click();
            owner.find("confirm-delete").click();
            assertThat(owner.find("note")).containsText("Kim Sand is deleted");
            assertThat(owner.page()).hasURL(Pattern.compile(".*/reps"));
            owner.find("undo").click();
            assertThat(owner.find("note")).containsText("Taken back");
            assertThat(owner.find("field-email")).hasValue("kim-sand@setup.example");
        }
    }

    /** What is told of the day that was left must not move the button from under the pointer. */
    private static void pressWhileTheDayIsRead(Visitor visitor, Locator button) {
        Page page = visitor.page();
        button.hover();
        page.waitForResponse(Pattern.compile(".*/setup/hours.*"), () -> page.mouse().down());
        page.evaluate(
                "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        page.mouse().up();
    }

    @Test
    void nobodyOverwritesWhatSomebodyElseHasSavedAndViewersOnlyLook() {
        try (var one = chromium.visitor(program, program.owner(), Screen.PHONE_DARK);
                var other = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            one.open("/lists/_new");
            one.find("field-name").fill("Setup list");
            one.find("field-values").fill("acme.de");
            one.find("save").click();
            created(one, "/lists/setup-list");
            other.open("/lists/setup-list");
            one.find("csv-file").setInputFiles(file("list.xlsx", "PK\3\4", StandardCharsets.UTF_8));
            assertThat(one.find("problem-csv-file")).isVisible();
            assertThat(one.find("csv")).hasValue("");
            for (var charset : List.of("windows-1252", "UTF-8", "UTF-16")) {
                var file =
                        file(
                                "list.csv",
                                "Firma\nMüller & Söhne " + charset,
                                Charset.forName(charset));
                one.find("csv-file").setInputFiles(file);
                assertThat(one.find("csv")).hasValue("Firma\nMüller & Söhne " + charset);
            }
            assertThat(one.find("problem-csv-file")).isHidden();
            one.find("csv").fill("Domain\nglobex.com\nacme.de\n\"open");
            one.find("csv-preview").click();
            assertThat(one.find("note")).containsText("One value is new");
            assertThat(one.find("note")).containsText("Line 4");
            one.find("save").click();
            assertThat(one.find("undo")).isVisible();

            other.find("field-values").fill("initech.at");
            other.find("save").click();
            assertThat(other.find("note")).containsText("Somebody else has saved");
            assertThat(other.find("note").locator("li")).hasText("Values");
            assertThat(other.find("field-values")).hasValue("initech.at");
            other.open("/lists/setup-list");
            assertThat(other.find("field-values")).hasValue("acme.de\nglobex.com");
        }
        try (var viewer =
                chromium.visitor(program, program.join(Role.VIEWER, null), Screen.DESK_LIGHT)) {
            viewer.open("/lists/setup-list");
            assertThat(viewer.find("read-only")).isVisible();
            assertThat(viewer.find("field-values")).isDisabled();
            assertThat(viewer.find("save")).hasCount(0);
            assertThat(viewer.open("/lists/_new").status()).isEqualTo(403);
            assertThat(viewer.open("/lists/nothing-here").status()).isEqualTo(404);
        }
        try (var rep =
                chromium.visitor(program, program.join(Role.REP, "mia"), Screen.DESK_LIGHT)) {
            rep.open("/");
            assertThat(rep.find("nav-people")).hasCount(0);
            assertThat(rep.open("/reps").status()).isEqualTo(403);
        }
    }

    private static FilePayload file(String name, String text, Charset charset) {
        return new FilePayload(name, "text/csv", text.getBytes(charset));
    }

    @Test
    void aStepThatReachesNobodyNowIsSaidBesideIt() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/sla/_new");
            owner.find("field-name").fill("Unheard");
            owner.find("field-targets.ACCEPTED").fill("1 h");
            owner.find("field-escalations.0.at").fill("50%");
            owner.find("field-escalations.0.target").selectOption("ACCEPTED");
            var said = owner.page().locator("[data-testid=unreached]:visible");
            owner.find("field-escalations.0.do").selectOption("NOTIFY_CHANNEL");
            assertThat(said).containsText("Slack");
            owner.find("field-escalations.0.do").selectOption("REMIND");
            assertThat(said).hasCount(0);
            owner.find("step-add").click();
            owner.find("field-escalations.1.do").selectOption("NOTIFY_CHANNEL");
            assertThat(said).hasCount(1);
            owner.find("step-row").nth(1).locator("[data-row-drop]").click();
            owner.find("field-escalations.0.do").selectOption("NOTIFY_CHANNEL");
            owner.find("save").click();
            created(owner, "/sla/unheard");

            assertThat(said).hasCount(1);
            assertThat(said).containsText("Slack");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void countriesAreChosenByNameAndAMailIsSeenWhileItIsWritten() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/territories/_new");
            owner.find("field-name").fill("Icy islands");
            owner.find("field-countries-add").fill("Iceland");
            owner.page().keyboard().press("Enter");
            owner.find("field-countries-add").fill("FO, Greenland,");
            assertThat(owner.page().locator(".code-chip")).hasCount(3);
            owner.page().locator(".code-chip button").nth(1).click();
            // What nobody confirmed is sent as well.
            owner.find("field-states-add").fill("NO-21");
            owner.find("save").click();
            created(owner, "/territories/icy-islands");
            assertThat(owner.page().locator(".code-chip")).hasCount(3);
            owner.open("/territories");
            assertThat(owner.page().locator("[data-country=IS] title"))
                    .hasText("Iceland: Icy islands");
            assertThat(owner.find("map")).containsText("Greenland, Iceland \u00b7 parts of Norway");

            owner.open("/templates/_new");
            owner.find("field-texts.0.subject").fill("Hi");
            owner.find("field-texts.0.body").fill("Hello {{contact.shoe}}");
            assertThat(owner.page().locator("[data-preview-problem]")).containsText("contact.shoe");
            owner.find("field-texts.0.body").fill("Hello {{contact.firstName}}");
            assertThat(owner.find("preview-mail")).containsText("Hello Ana");
            assertThat(owner.page().locator("[data-preview-problem]")).hasCount(0);
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void whatIsWrongIsLedToAndAbsencesKeepTheirHoursThroughRefusals() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/reps/_new");
            owner.find("field-name").fill("Lia Fern");
            owner.find("field-email").fill("no address");
            owner.find("field-timeZone").fill("America/New_York");
            owner.find("field-outOfOffice.0.from").fill("2027-12-24T09:00");
            owner.find("field-outOfOffice.0.to").fill("2028-01-02T09:00");
            owner.find("field-skills").fill("no pair");
            owner.find("field-phone").fill("bad");
            for (int refusal = 0; refusal < 3; refusal++) {
                owner.find("save").click();
                assertThat(owner.find("problems").locator("a"))
                        .hasText(new String[] {"E-mail", "Skills"});
                assertThat(owner.find("problems")).isFocused();
                assertThat(owner.find("field-outOfOffice.0.from")).hasValue("2027-12-24T09:00");
            }
            assertThat(owner.find("field-skills"))
                    .hasAttribute("aria-describedby", "skills-problem skills-help");
            assertThat(owner.page().locator("#skills-problem")).isVisible();
            owner.find("problems").locator("a").nth(1).press("Enter");
            assertThat(owner.find("field-skills")).isFocused();
            assertThat(owner.find("field-skills")).isInViewport();

            owner.find("field-skills").fill("");
            owner.find("field-email").fill("lia@setup.example");
            owner.find("save").click();
            assertThat(owner.find("problems").locator("a")).hasText("Phone");
            owner.find("field-phone").fill("");
            owner.find("save").click();
            created(owner, "/reps/lia-fern");
            assertThat(owner.find("field-outOfOffice.0.from")).hasValue("2027-12-24T09:00");
        }
    }

    @Test
    void whoeverLeavesAFormWithChangesIsAskedAndNobodyElse() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            var asked = new ArrayList<String>();
            owner.page()
                    .onDialog(dialog -> {
                        asked.add(dialog.type());
                        dialog.accept();
                    });
            owner.open("/lists/_new");
            owner.find("field-name").fill("Left alone");
            owner.find("field-name").fill("");
            owner.find("nav-leads").click();
            assertThat(owner.page()).hasURL(Pattern.compile(".*/leads"));
            assertThat(asked).isEmpty();

            owner.open("/lists/_new");
            owner.find("field-name").fill("Never kept");
            owner.find("nav-leads").click();
            assertThat(owner.page()).hasURL(Pattern.compile(".*/leads"));
            assertThat(asked).containsExactly("beforeunload");

            asked.clear();
            owner.open("/lists/_new");
            owner.find("field-name").fill("Kept list");
            owner.find("field-values").fill("acme.de");
            owner.find("save").click();
            created(owner, "/lists/kept-list");
            owner.find("nav-leads").click();
            assertThat(owner.page()).hasURL(Pattern.compile(".*/leads"));
            assertThat(asked).isEmpty();

            owner.open("/reps/_new");
            owner.find("field-name").fill("Refused");
            owner.find("field-email").fill("no address");
            owner.find("save").click();
            assertThat(owner.find("problems")).isVisible();
            owner.find("nav-leads").click();
            assertThat(owner.page()).hasURL(Pattern.compile(".*/leads"));
            assertThat(asked).containsExactly("beforeunload");
        }
    }

    @Test
    void aMemberOfManyIsFoundWithoutLeavingTheForm() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/pools/_new");
            owner.find("field-name").fill("Many");
            for (int row = 0; row < 21; row++) {
                if (row > 0) {
                    owner.find("member-add").click();
                }
                member(owner, row, row == 20 ? "ben" : "mia", "1");
            }
            // Nobody is in a pool twice: it is shown again, with as many rows.
            owner.find("save").click();
            assertThat(owner.find("problem-members.1.rep")).containsText("in this pool already");
            owner.find("members-filter").fill("BEN");
            assertThat(owner.find("member-row").filter(visible())).hasCount(1);
            assertThat(owner.find("members-shown")).hasText("1 of 21 are shown");
            owner.find("members-filter").press("Enter");
            assertThat(owner.find("field-members.20.rep")).isFocused();
            owner.find("problems").locator("a").first().click();
            assertThat(owner.find("member-row").filter(visible())).hasCount(21);
            assertThat(owner.complaints().stream().filter(each -> !each.contains("422"))).isEmpty();
        }
    }

    private static Locator.FilterOptions visible() {
        return new Locator.FilterOptions().setVisible(true);
    }

    /** The note goes from the address once it is read. */
    private static void created(Visitor somebody, String path) {
        assertThat(somebody.find("note")).containsText("Created");
        assertThat(somebody.page()).hasURL(Pattern.compile(".*" + path));
    }

    private static void rep(Visitor owner, String name) {
        owner.open("/reps/_new");
        var key = name.toLowerCase(Locale.ROOT).replace(' ', '-');
        owner.find("field-name").fill(name);
        owner.find("field-email").fill(key + "@setup.example");
        owner.find("save").click();
        created(owner, "/reps/" + key);
    }

    private static void member(Visitor owner, int row, String rep, String weight) {
        Locator field = owner.find("field-members.%d.rep".formatted(row));
        field.selectOption(rep);
        owner.find("field-members.%d.weight".formatted(row)).fill(weight);
    }
}
