package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A founder's first day: from the sign-up to the first lead that reaches a rep, and back. */
@ExtendWith(InBrowser.class)
class FirstDayIT {

    private static final List<String> REPS = List.of("Ana", "Bo", "Cleo");

    private final DemoProgram program;
    private final Chromium chromium;

    FirstDayIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void aWorkspaceIsFoundedDescribedAndRoutesItsFirstLead() {
        try (var founder = chromium.stranger(program, Screen.DESK_LIGHT)) {
            signUp(founder);
            addReps(founder);
            connectSlack(founder);
            buildPolicy(founder);
            tryAndPublish(founder);

            founder.open("/");
            founder.find("first-lead-do").click();
            assertThat(founder.find("winning-rule")).hasText("Tests");
            assertThat(founder.find("lead-holder")).containsText("Ana");
            var told =
                    program.slack()
                            .await(call ->
                                    call.method().equals("chat.postMessage")
                                            && call.channel().equals("U-ana"));
            assertThat(told.shown()).contains("Frida");
            founder.open("/");
            assertThat(founder.find("first-steps")).hasCount(0);

            founder.open("/policy/history");
            founder.find("version").nth(1).getByTestId("rollback-open").click();
            founder.find("version").nth(1).getByTestId("rollback-submit").click();
            assertThat(founder.find("version").first()).containsText("Back to version");
            // A condition that is not finished yet is refused as it is saved, and browsers tell of
            // it.
            assertThat(founder.complaints()).allMatch(complaint -> complaint.contains("422"));
        }
    }

    private static void signUp(Visitor founder) {
        founder.open("/signup");
        founder.find("workspace").fill("First Day");
        founder.find("name").fill("Frida Founder");
        founder.find("email").fill("frida@first.example");
        founder.find("password").fill("correct-horse-battery");
        founder.find("signup-submit").click();
        assertThat(founder.find("first-reps")).isVisible();
    }

    private static void addReps(Visitor founder) {
        for (var name : REPS) {
            var rep = name.toLowerCase(Locale.ROOT);
            founder.open("/reps/_new");
            founder.find("field-name").fill(name);
            founder.find("field-email").fill(rep + "@first.example");
            founder.find("field-slackUserId").fill("U-" + rep);
            founder.find("save").click();
            assertThat(founder.find("note")).containsText("Created");
        }
        founder.open("/pools/_new");
        founder.find("field-name").fill("Closers");
        for (int row = 0; row < REPS.size(); row++) {
            if (row > 0) {
                founder.find("member-add").click();
            }
            founder.find("field-members.%d.rep".formatted(row))
                    .selectOption(REPS.get(row).toLowerCase(Locale.ROOT));
        }
        founder.find("save").click();
        assertThat(founder.find("note")).containsText("Created");
    }

    private static void connectSlack(Visitor founder) {
        founder.open("/connections");
        founder.find("add-slack").click();
        founder.find("field-key").fill("slack");
        founder.find("field-signingSecret").fill("the-secret-of-the-first-day");
        founder.find("field-botToken").fill("xoxb-of-the-first-day");
        founder.find("save-connection").click();
        assertThat(founder.page()).hasURL(Pattern.compile(".*/connections\\?saved$"));
        founder.find("test-connection").click();
        assertThat(founder.find("test-answer")).hasAttribute("data-ok", "true");
    }

    /** Four rules; the sentence, the order and the warning are looked at on the way. */
    private static void buildPolicy(Visitor founder) {
        founder.open("/");
        founder.find("first-policy-do").click();
        founder.page().waitForSelector("[data-policy][data-ready]");
        int before = founder.find("rule-card").count();
        founder.find("add-tier").click();
        for (var name : List.of("Small", "Large or French", "Never", "Tests")) {
            founder.find("add-rule").last().click();
            founder.find("rule-name").fill(name);
            founder.find("rule-name").press("Tab");
            // It takes nothing until it is said whom it is for, or that it is for everybody.
            assertThat(founder.find("rule-off")).containsText("no leads yet");
            founder.find("switch-on").click();
        }
        // By the keyboard: the last one to the front of its tier, three steps.
        var tests = card(founder, "Tests");
        founder.find("close-panel").click();
        for (int i = 0; i < 3; i++) {
            tests.press("Alt+ArrowUp");
        }
        assertThat(tests).isFocused();
        // What the analysis finds comes a moment later and moves the cards: hands wait for it.
        assertThat(tests.getByTestId("finding")).hasCount(0);
        assertThat(card(founder, "Small").getByTestId("finding").first()).isVisible();
        // By the mouse: the second of them before it.
        card(founder, "Small")
                .getByTestId("grip")
                .dragTo(tests, new Locator.DragToOptions().setTargetPosition(200, 4));
        assertThat(founder.page().locator(".policy-rule-name").nth(before)).hasText("Small");
        nest(founder);
        assertThat(founder.find("rule-editor").locator(".rule-sentence"))
                .hasText(
                        "If Company country is one of FR, BE or (Company country is DE and Employees is at least 7,001), give it to somebody of Closers.");
        // Rules without a condition take all that comes after them.
        assertThat(card(founder, "Never").getByTestId("finding").first()).isVisible();
        founder.find("close-panel").click();
        card(founder, "Small").getByTestId("rule-delete").click();
        card(founder, "Never").getByTestId("rule-delete").click();
        founder.find("undo").click();
        assertThat(card(founder, "Never")).hasCount(1);
    }

    /** Any of: a country, and all of another country and a size. */
    private static void nest(Visitor founder) {
        card(founder, "Large or French").getByTestId("rule-edit").click();
        founder.find("group-kind").first().selectOption("any");
        founder.find("add-condition").first().click();
        for (var country : List.of("FR", "BE")) {
            founder.find("condition-value").last().fill(country);
            founder.find("condition-value").last().press("Enter");
        }
        // What adds to the outer group stands after what adds to those in it.
        founder.find("add-group").last().click();
        var inner = founder.find("condition-group").nth(1);
        inner.getByTestId("group-kind").selectOption("all");
        inner.getByTestId("condition-op").last().selectOption("eq");
        inner.getByTestId("condition-value").last().fill("DE");
        inner.getByTestId("condition-value").last().press("Tab");
        inner.getByTestId("add-condition").click();
        inner.getByTestId("condition-field").last().selectOption("company.employees");
        inner.getByTestId("condition-op").last().selectOption("gte");
        inner.getByTestId("condition-value").last().fill("many");
        inner.getByTestId("condition-value").last().press("Tab");
        assertThat(inner.locator(".field-problem")).hasText("This is no number.");
        inner.getByTestId("condition-value").last().fill("7001");
        inner.getByTestId("condition-value").last().press("Tab");
    }

    private static void tryAndPublish(Visitor founder) {
        founder.find("try").click();
        founder.page().locator(".policy-way:has([data-testid=trial-form]) > summary").click();
        var form = founder.find("trial-form");
        form.getByTestId("input-contact.firstName").fill("Odile");
        form.getByTestId("input-company.country").selectOption("FR");
        founder.find("trial-run").click();
        assertThat(founder.find("trial")).containsText("Ana");
        founder.find("close-panel").click();
        founder.find("publish").click();
        assertThat(founder.find("changes")).containsText("Large or French");
        founder.find("publish-comment").fill("The first day");
        founder.find("publish-submit").click();
        assertThat(founder.find("policy-note")).containsText("Published.");
    }

    private static Locator card(Visitor founder, String name) {
        return founder.find("rule-card")
                .filter(
                        new Locator.FilterOptions()
                                .setHas(
                                        founder.page()
                                                .locator(
                                                        ".policy-rule-name:text-is(\"%s\")"
                                                                .formatted(name))));
    }
}
