package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.leaddispatcher.domain.access.Role;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an admin does on the first day with the policy, by mouse and by keyboard. */
@ExtendWith(InBrowser.class)
class PolicyBuilderIT {

    private final DemoProgram program;
    private final Chromium chromium;

    PolicyBuilderIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void aPolicyIsBuiltWarnedOfPublishedReadInATraceAndTakenBack() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            open(owner);
            int before = owner.find("rule-card").count();
            owner.find("add-tier").click();
            for (var name : List.of("Small", "Large or French", "Never", "Rest")) {
                owner.find("add-rule").last().click();
                owner.find("rule-name").fill(name);
                owner.find("rule-name").press("Tab");
            }
            // By the keyboard: the last one to the front of its tier, three steps.
            var rest = card(owner, "Rest");
            owner.find("close-panel").click();
            for (int i = 0; i < 3; i++) {
                rest.press("Alt+ArrowUp");
            }
            assertThat(rest).isFocused();
            // By the mouse: the second of them before it.
            card(owner, "Small")
                    .getByTestId("grip")
                    .dragTo(rest, new Locator.DragToOptions().setTargetPosition(200, 4));
            assertThat(owner.page().locator(".policy-rule-name").nth(before)).hasText("Small");

            nest(owner);
            assertThat(owner.find("rule-editor").locator(".rule-sentence"))
                    .hasText(
                            "If Company country is one of FR, BE or (Company country is DE and Employees is at least 7,001), give it to somebody of "
                                    + pool(owner)
                                    + ".");
            // Rules without a condition take all that comes after them.
            assertThat(card(owner, "Never").getByTestId("finding").first()).isVisible();
            owner.find("close-panel").click();
            for (var shadow : List.of("Small", "Rest", "Never")) {
                card(owner, shadow).getByTestId("rule-delete").click();
            }
            owner.find("undo").click();
            assertThat(card(owner, "Never")).hasCount(1);
            toTheFront(owner);

            owner.find("publish").click();
            assertThat(owner.find("changes")).containsText("Large or French");
            owner.find("publish-comment").fill("A test");
            owner.find("publish-submit").click();
            assertThat(owner.find("policy-note")).containsText("Published.");

            var lead =
                    program.submit(
                            Map.of(
                                    "contact", Map.of("email", "paul@builder.example"),
                                    "company",
                                            Map.of(
                                                    "name", "Builder",
                                                    "domain", "builder.example",
                                                    "country", "FR")));
            owner.open("/leads/" + lead);
            assertThat(owner.find("winning-rule")).hasText("Large or French");

            owner.open("/policy/history");
            owner.find("version").nth(1).getByTestId("rollback-open").click();
            owner.find("version").nth(1).getByTestId("rollback-submit").click();
            assertThat(owner.find("version").first()).containsText("Back to version");
        }
    }

    @Test
    void theDraftIsTriedOnRealLeadsAndOthersAreSeen() {
        var lead =
                program.submit(
                        Map.of(
                                "contact",
                                Map.of("email", "zora@tried.example", "firstName", "Zora")));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            open(owner);
            try (var colleague =
                    chromium.visitor(program, program.join(Role.ADMIN, null), Screen.PHONE_DARK)) {
                open(colleague);
                assertThat(owner.find("people")).containsText("Vic Tester");
                // What one saves the other has at once, who has nothing unsaved.
                colleague.find("rule-toggle").first().click();
                assertThat(owner.find("rule-card").first()).hasClass(Pattern.compile("\\boff\\b"));
                assertThat(owner.find("people")).containsText("is editing");
                colleague.find("undo").click();
                assertThat(owner.find("rule-card").first())
                        .not()
                        .hasClass(Pattern.compile("\\boff\\b"));
            }
            assertThat(owner.find("people")).isHidden();

            owner.find("try").click();
            owner.find("trial-search").fill("zora");
            owner.find("trial-pick")
                    .filter(new Locator.FilterOptions().setHasText("zora@tried.example"))
                    .click();
            assertThat(owner.find("trial-compared")).isVisible();
            assertThat(owner.find("verdict")).isVisible();

            owner.page().locator(".policy-way > summary").last().click();
            owner.find("replay-run").click();
            assertThat(owner.find("replay-loads")).isVisible();
            assertThat(owner.find("estimate")).hasCount(2);
            var table = owner.page().waitForDownload(() -> owner.find("replay-csv").click()).path();
            assertThat(table).content().contains("\"leadId\"").contains(lead);
            assertThat(EveryPageIT.violations(owner)).isEmpty();
            owner.find("close-panel").click();

            int rules = owner.find("rule-card").count();
            owner.find("experiment").click();
            owner.find("experiment-begin").click();
            assertThat(owner.find("side-variant")).hasAttribute("aria-pressed", "true");
            assertThat(owner.find("rule-card")).hasCount(rules);
            assertThat(owner.find("experiment-report")).containsText("No lead has gone by it yet");
            owner.find("rule-toggle").first().click();
            owner.find("side-control").click();
            assertThat(owner.find("rule-card").first())
                    .not()
                    .hasClass(Pattern.compile("\\boff\\b"));
            owner.find("keep-variant").click();
            assertThat(owner.find("sides")).isHidden();
            assertThat(owner.find("rule-card").first()).hasClass(Pattern.compile("\\boff\\b"));
            owner.find("undo").click();
            owner.find("undo").click();
            owner.find("undo").click();
            assertThat(owner.find("sides")).isHidden();
            assertThat(owner.find("policy-state")).containsText("Draft saved");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void whoMayNotChangeItReadsItAndSendsNothing() {
        try (var viewer =
                chromium.visitor(program, program.join(Role.VIEWER, null), Screen.PHONE_DARK)) {
            open(viewer);
            assertThat(viewer.find("rule-card").first()).isVisible();
            for (var control : List.of("add-rule", "rule-edit", "publish", "grip", "undo")) {
                assertThat(viewer.find(control)).hasCount(0);
            }
            assertThat(viewer.complaints()).isEmpty();
            assertThat(
                            viewer.page()
                                    .evaluate(
                                            "fetch('/policy/draft', {method: 'POST', body: '{}', headers: {'X-CSRF-TOKEN':"
                                                    + " document.querySelector('input[name=_csrf]').value}}).then((each) => each.status)"))
                    .isEqualTo(403);
        }
    }

    private static void open(Visitor visitor) {
        visitor.open("/policy");
        visitor.page().waitForSelector("[data-policy][data-ready]");
    }

    /** Any of: a country, and all of another country and a size. */
    private static void nest(Visitor owner) {
        card(owner, "Large or French").getByTestId("rule-edit").click();
        owner.find("group-kind").first().selectOption("any");
        owner.find("add-condition").first().click();
        for (var country : List.of("FR", "BE")) {
            owner.find("condition-value").last().fill(country);
            owner.find("condition-value").last().press("Enter");
        }
        // What adds to the outer group stands after what adds to those in it.
        owner.find("add-group").last().click();
        var inner = owner.find("condition-group").nth(1);
        inner.getByTestId("group-kind").selectOption("all");
        inner.getByTestId("add-condition").click();
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

    private static String pool(Visitor owner) {
        return String.valueOf(
                owner.find("target-key")
                        .evaluate("(select) => select.selectedOptions[0].textContent"));
    }

    /** Before all rules that were there. */
    private static void toTheFront(Visitor owner) {
        for (int i = owner.find("tier").count() - 1; i > 0; i--) {
            owner.find("tier").nth(i).locator(".policy-tier-head button").first().click();
        }
        assertThat(owner.page().locator(".policy-rule-name").first()).hasText("Large or French");
    }

    private static Locator card(Visitor owner, String name) {
        return owner.find("rule-card")
                .filter(
                        new Locator.FilterOptions()
                                .setHas(
                                        owner.page()
                                                .locator(
                                                        ".policy-rule-name:text-is(\"%s\")"
                                                                .formatted(name))));
    }
}
