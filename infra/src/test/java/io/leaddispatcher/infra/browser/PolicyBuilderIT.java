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
    void theQueueForWhatNoRuleTakesIsChosenAndUndone() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.PHONE_LIGHT)) {
            open(owner);
            var queue = owner.find("fallback");
            assertThat(queue).hasValue("fallback");
            queue.selectOption("nurture");
            assertThat(owner.find("policy-state")).containsText("Draft saved");
            open(owner);
            assertThat(queue).hasValue("nurture");
            queue.selectOption("fallback");
            owner.find("undo").click();
            assertThat(queue).hasValue("nurture");
            owner.find("redo").click();
            assertThat(queue).hasValue("fallback");
            assertThat(owner.find("policy-state")).containsText("Draft saved");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void theKeyboardGoesOnWhereADeletedRuleWas() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            open(owner);
            var next = owner.page().locator(".policy-rule-name").nth(1).textContent();
            owner.find("rule-delete").first().press("Enter");
            assertThat(owner.page().locator(":focus")).containsText(next);
            owner.page().keyboard().press("Control+z");
            assertThat(owner.find("policy-state")).containsText("Draft saved");
            assertThat(owner.page().locator(".policy-rule-name").nth(1)).hasText(next);
        }
    }

    @Test
    void theKeyboardGoesAlongWithATierAndOnWhereOneWas() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            open(owner);
            var names = owner.find("tier-name");
            int count = names.count();
            var moved = names.first().inputValue();
            owner.page().locator("[data-tier-act=down]").first().focus();
            for (int i = 1; i < count; i++) {
                owner.page().keyboard().press("Enter");
                assertThat(names.nth(i)).hasValue(moved);
            }
            // It can go no further down.
            var act = owner.page().locator("[data-tier-act=up]").last();
            assertThat(act).isFocused();
            owner.page().keyboard().press("Enter");
            assertThat(names.nth(count - 2)).hasValue(moved);
            owner.page().locator("[data-tier-act=remove]").first().press("Enter");
            assertThat(names).hasCount(count - 1);
            assertThat(names.first()).isFocused();
            undoAll(owner);
        }
    }

    @Test
    void aDeletedRuleComesBackByTheButtonOfTheWord() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.PHONE_DARK)) {
            open(owner);
            int before = owner.find("rule-card").count();
            owner.find("rule-delete").first().click();
            assertThat(owner.find("rule-card")).hasCount(before - 1);
            owner.find("toast-act").click();
            assertThat(owner.find("rule-card")).hasCount(before);
            assertThat(owner.find("toast")).hasCount(0);
            assertThat(owner.find("policy-state")).containsText("Draft saved");
        }
    }

    @Test
    void whatIsChangedAfterACopyWasMadeIsTheCopy() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            open(owner);
            var name = owner.page().locator(".policy-rule-name").first().textContent();
            owner.find("rule-edit").first().click();
            owner.find("rule-duplicate").first().click();
            assertThat(owner.find("rule-name")).hasValue("Copy of " + name);
            assertThat(owner.find("rule-name")).isFocused();
            owner.page().keyboard().type("Second");
            owner.page().keyboard().press("Tab");
            var names = owner.page().locator(".policy-rule-name");
            assertThat(names.first()).hasText(name);
            assertThat(names.nth(1)).hasText("Second");
            undoAll(owner);
        }
    }

    @Test
    void whatIsPressedWhileTheDraftIsBeingSavedStaysUnderThePointer() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            open(owner);
            owner.find("add-rule").first().click();
            assertThat(owner.page().locator("[data-policy-compare]")).isVisible();
            owner.find("rule-name").fill("For fleets");
            owner.find("add-condition").click(new Locator.ClickOptions().setDelay(90));
            assertThat(owner.find("condition-field")).hasCount(1);
            owner.find("close-panel").click();
            undoAll(owner);
        }
    }

    @Test
    void aNewRuleTakesNothingUntilItIsSaidWhomItIsFor() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.PHONE_DARK)) {
            open(owner);
            owner.find("add-rule").first().click();
            assertThat(owner.find("rule-off")).containsText("no leads yet");
            assertThat(EveryPageIT.violations(owner)).isEmpty();
            owner.find("rule-name").fill("For fleets");
            owner.page().keyboard().press("Tab");
            owner.find("add-condition").click();
            // A question without its answer is none.
            assertThat(owner.find("rule-off")).isVisible();
            owner.find("condition-field").selectOption("company.employees");
            owner.find("condition-op").selectOption("gte");
            owner.find("condition-value").fill("9001");
            owner.page().keyboard().press("Tab");
            assertThat(owner.find("rule-off")).isHidden();
            assertThat(owner.find("policy-state")).containsText("Draft saved");
            owner.find("close-panel").click();
            var card = owner.page().locator("[data-rule='for-fleets'].policy-rule");
            assertThat(card).not().hasClass(Pattern.compile("\\boff\\b"));

            // Whoever switches it off by hand means it.
            card.getByTestId("rule-toggle").click();
            card.getByTestId("rule-edit").click();
            assertThat(owner.find("rule-off")).containsText("takes no leads");
            owner.find("condition-value").fill("9002");
            owner.page().keyboard().press("Tab");
            assertThat(owner.find("rule-off")).isVisible();
            owner.find("switch-on").click();
            assertThat(owner.find("rule-off")).isHidden();
            assertThat(owner.find("rule-name")).isFocused();
            owner.find("close-panel").click();
            undoAll(owner);
        }
    }

    @Test
    void aNewRuleIsKnownByItsName() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            open(owner);
            owner.find("add-rule").first().click();
            assertThat(owner.find("rule-editor"))
                    .hasAttribute("data-rule", Pattern.compile("new-rule.*"));
            for (var wish : List.of("Große Kunden", "Small ones")) {
                owner.find("rule-name").fill(wish);
                owner.page().keyboard().press("Tab");
            }
            assertThat(owner.find("rule-editor")).hasAttribute("data-rule", "small-ones");
            assertThat(owner.find("rule-editor")).containsText("Known as small-ones");
            // It goes on as the same rule.
            owner.find("rule-priority").selectOption("LOW");
            assertThat(owner.page().locator("[data-rule='small-ones'].policy-rule"))
                    .containsText("Low");
            assertThat(owner.find("policy-state")).containsText("Draft saved");
            owner.find("publish").click();
            assertThat(owner.find("changes")).containsText("small-ones");
            assertThat(owner.find("changes")).not().containsText("new-rule");
            owner.find("close-panel").click();

            owner.find("undo").click();
            owner.find("undo").click();
            assertThat(owner.page().locator("[data-rule='grosse-kunden'].policy-rule")).isVisible();
            undoAll(owner);

            // What traces and programs know a rule by stays.
            owner.find("rule-edit").first().click();
            var key = owner.find("rule-editor").getAttribute("data-rule");
            owner.find("rule-name").fill("Called otherwise");
            owner.page().keyboard().press("Tab");
            assertThat(owner.find("rule-card").first()).containsText("Called otherwise");
            assertThat(owner.find("rule-editor")).hasAttribute("data-rule", key);
            undoAll(owner);
        }
    }

    /** What one test does is not there for the next one. */
    private static void undoAll(Visitor visitor) {
        while (visitor.find("undo").isEnabled()) {
            visitor.find("undo").click();
        }
        assertThat(visitor.find("policy-state")).hasAttribute("data-state", "saved");
    }

    @Test
    void whoMayNotChangeItReadsItAndSendsNothing() {
        try (var viewer =
                chromium.visitor(program, program.join(Role.VIEWER, null), Screen.PHONE_DARK)) {
            open(viewer);
            assertThat(viewer.find("rule-card").first()).isVisible();
            for (var control :
                    List.of(
                            "add-rule",
                            "add-tier",
                            "rule-edit",
                            "rule-toggle",
                            "tier-name",
                            "publish",
                            "grip",
                            "undo",
                            "fallback")) {
                assertThat(viewer.find(control)).hasCount(0);
            }
            assertThat(viewer.find("fallback-card")).containsText("put it into the queue Fallback");
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
}
