package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.domain.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Leads that people put in, correct and reopen. */
@ExtendWith(InBrowser.class)
class AddedLeadsIT {

    private final DemoProgram program;
    private final Chromium chromium;

    AddedLeadsIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void whatIsTypedInIsRouted() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads");
            owner.find("add-lead").click();
            owner.find("input-contact.firstName").fill("Typed");
            owner.find("add-lead").click();
            assertThat(owner.find("problem-contact.email")).isVisible();
            assertThat(owner.find("input-contact.firstName")).hasValue("Typed");

            owner.find("input-contact.email").fill("typed@added.example");
            owner.find("input-company.country").selectOption("DE");
            owner.find("add-lead").click();
            assertThat(owner.find("act-done")).isVisible();
            assertThat(owner.find("lead-title")).hasText("Typed");
            assertThat(owner.page().locator("[data-type=LEAD_SUBMITTED]")).hasCount(1);
        }
    }

    @Test
    void aFormThatIsSentTwiceMakesOneLead() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads/new");
            owner.find("input-contact.email").fill("twice@added.example");
            var went =
                    owner.page()
                            .evaluate(
                                    """
                                    async () => {
                                      const form = document.querySelector('[data-testid=new-lead-form]');
                                      const body = new URLSearchParams(new FormData(form));
                                      const send = () => fetch(form.action, {method: 'POST', body});
                                      const answers = [await send(), await send()];
                                      return answers.map((answer) => new URL(answer.url).pathname).join(' ');
                                    }
                                    """)
                            .toString();
            var leads = List.of(went.split(" ", 2));
            assertThat(leads.getFirst()).matches("/leads/[0-9a-f-]{36}");
            assertThat(leads.getLast()).isEqualTo(leads.getFirst());
            owner.open(leads.getFirst());
            assertThat(owner.page().locator("[data-type=LEAD_SUBMITTED]")).hasCount(1);
        }
    }

    @Test
    void aTableIsTakenInRowByRowAndOnlyOnce(@TempDir Path folder) throws IOException {
        var file = folder.resolve("fair.csv");
        Files.writeString(
                file,
                """
                E-Mail;Vorname;Land;Notiz
                one@table.example;One;DE;"asks; twice"
                nobody;Two;DE;
                three@table.example;Three;Deutschland;
                """);
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads");
            owner.find("import-leads").click();
            bring(owner, file);
            assertThat(owner.find("column-field").nth(3)).hasValue("lead.message");
            owner.find("column-field").first().selectOption("");
            owner.find("import").click();
            assertThat(owner.find("nobody")).isVisible();

            owner.find("column-field").first().selectOption("contact.email");
            owner.find("source").fill("fair");
            owner.find("import").click();
            assertThat(owner.find("imported")).isVisible();
            assertThat(owner.find("import-point").filter(shown()))
                    .hasText(
                            new Pattern[] {
                                Pattern.compile("2 new.*"),
                                Pattern.compile("None.*"),
                                Pattern.compile("None.*"),
                                Pattern.compile("One refused.*")
                            });
            assertThat(owner.find("import-refused")).hasText(Pattern.compile("Row 3:.*"));

            owner.find("imported").click();
            assertThat(owner.find("leads")).containsText("Three");
            owner.page().getByText("One", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(owner.find("lead")).containsText("asks; twice");
            assertThat(owner.page().locator("[data-type=LEAD_SUBMITTED]")).containsText("fair.csv");

            owner.open("/leads/import");
            bring(owner, file);
            owner.find("source").fill("fair");
            owner.find("import").click();
            assertThat(owner.find("imported")).isVisible();
            assertThat(owner.find("import-point").filter(shown()).nth(2))
                    .hasText(Pattern.compile("2 left out.*"));
        }
    }

    @Test
    void aTableBringsNobodyBackWhoWasErased(@TempDir Path folder) throws IOException {
        var file = folder.resolve("old.csv");
        Files.writeString(file, "Email\nstays@old.example\ngoes@old.example\n");
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads/import");
            bring(owner, file);
            owner.find("import").click();
            assertThat(owner.find("imported")).isVisible();

            owner.open("/settings/privacy");
            owner.find("person-by").selectOption("email");
            owner.find("person-value").fill("goes@old.example");
            owner.find("look-up").click();
            owner.find("erase-reason").fill("asked by letter");
            owner.find("erase-confirmation").fill("goes@old.example");
            owner.find("erase").click();
            assertThat(owner.find("erased")).isVisible();

            Files.writeString(file, "comes@old.example\n", StandardOpenOption.APPEND);
            owner.open("/leads/import");
            bring(owner, file);
            owner.find("import").click();
            assertThat(owner.find("imported")).isVisible();
            assertThat(owner.find("import-point").filter(shown()).first()).hasText("One new lead");
            assertThat(owner.find("import-refused"))
                    .hasText(Pattern.compile("Row 3:.*was erased.*"));
            owner.open("/leads?q=old.example");
            assertThat(owner.find("lead-row")).hasCount(2);
        }
    }

    private static void bring(Visitor who, Path file) {
        who.find("file").setInputFiles(file);
        who.find("check-file").click();
        assertThat(who.find("columns-form")).isVisible();
    }

    private static Locator.FilterOptions shown() {
        return new Locator.FilterOptions().setVisible(true);
    }

    @Test
    void whoPutsNoLeadsInIsOfferedNoForm() {
        try (var rep =
                chromium.visitor(program, program.join(Role.REP, "omar"), Screen.DESK_LIGHT)) {
            rep.open("/leads");
            assertThat(rep.find("add-lead")).hasCount(0);
            assertThat(rep.find("import-leads")).hasCount(0);
        }
    }

    @Test
    void aLeadIsCorrectedAndAnAddressOfAnotherIsRefused() {
        var lead = program.submit(Leads.of("Edna", "edna@edited.example"));
        program.submit(Leads.of("Edgar", "edgar@edited.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads/" + lead);
            owner.find("edit-lead").click();
            owner.find("input-contact.email").fill("edgar@edited.example");
            owner.find("save-lead").click();
            assertThat(owner.find("edit-note")).isVisible();
            assertThat(owner.find("edit-other")).isVisible();
            assertThat(owner.find("problem-contact.email")).isVisible();

            owner.find("input-contact.email").fill("edna.right@edited.example");
            owner.find("input-company.employees").fill("1,200");
            owner.find("save-lead").click();
            assertThat(owner.find("act-done")).isVisible();
            assertThat(owner.find("lead")).containsText("edna.right@edited.example");
            assertThat(owner.find("lead")).containsText("1,200");
        }
    }

    @Test
    void theLinesOfAFieldThatNobodyTouchesStay() {
        program.put(ConfigurationKind.FIELD, "remarks", Map.of("name", "Remarks", "type", "TEXT"));
        var body = new LinkedHashMap<String, Object>(Leads.of("Lina", "lina@edited.example"));
        body.put("custom", Map.of("remarks", "first\nsecond"));
        var lead = program.submit(body);
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads/%s/edit".formatted(lead));
            assertThat(owner.find("input-custom.remarks")).hasValue("first\nsecond");
            owner.find("input-contact.title").fill("CTO");
            owner.find("save-lead").click();
            assertThat(owner.find("act-done")).isVisible();

            owner.open("/leads/%s/edit".formatted(lead));
            assertThat(owner.find("input-custom.remarks")).hasValue("first\nsecond");
        }
    }

    @Test
    void ofTwoWhoCorrectTheSameTheSecondIsTold() {
        var lead = program.submit(Leads.of("Twain", "twain@edited.example"));
        try (var one = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT);
                var other = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            one.open("/leads/%s/edit".formatted(lead));
            other.open("/leads/%s/edit".formatted(lead));
            one.find("input-contact.title").fill("CTO");
            one.find("save-lead").click();
            assertThat(one.find("act-done")).isVisible();
            other.find("input-contact.title").fill("CEO");
            other.find("save-lead").click();

            assertThat(other.find("problem-contact.title")).containsText("CTO");
            assertThat(other.find("input-contact.title")).hasValue("CEO");
            other.find("save-lead").click();
            assertThat(other.find("act-done")).isVisible();
        }
    }

    @Test
    void aLeadThatWasClosedByMistakeIsReopened() {
        var lead = program.submit(Leads.of("Rita", "rita@reopened.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads/" + lead);
            owner.find("act-outcomes").locator("summary").click();
            owner.find("form-outcomes").locator("select").selectOption("LOST");
            owner.find("form-outcomes").locator("button").click();
            assertThat(owner.find("closing")).isVisible();

            owner.find("act-reopen").locator("summary").click();
            owner.find("reopen-reason").fill("it was somebody else");
            owner.find("form-reopen").locator("button").click();

            assertThat(owner.page()).hasURL(Pattern.compile(".*done=reopen$"));
            assertThat(owner.find("closing")).hasCount(0);
            assertThat(owner.find("act-reopen")).hasCount(0);
            assertThat(owner.complaints()).isEmpty();
        }
    }
}
