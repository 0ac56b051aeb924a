package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.access.Role;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two people at one draft: what the one saves takes nothing from the other. */
@ExtendWith(InBrowser.class)
class PolicyTogetherIT {

    private static final Pattern OFF = Pattern.compile("\\boff\\b");

    private final DemoProgram program;
    private final Chromium chromium;

    PolicyTogetherIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void whatIsBeingTypedStaysWhenAColleagueSavesAnotherRule() {
        try (var owner = at(program.owner());
                var colleague = at(program.join(Role.ADMIN, null))) {
            owner.find("rule-edit").first().click();
            var notes = owner.find("rule-description");
            notes.pressSequentially("Ask Mia first");
            toggle(colleague, 1);
            assertThat(owner.find("rule-card").nth(1)).hasClass(OFF);
            assertThat(notes).hasValue("Ask Mia first");
            assertThat(notes).isFocused();
            notes.press("Tab");
            assertThat(owner.find("policy-state")).hasAttribute("data-state", "saved");
            assertThat(draft(owner)).contains("Ask Mia first").contains("\"disabled\":true");
            discard(owner);
        }
    }

    @Test
    void whatIsBeingTypedStaysWhenAColleagueSavesTheSameRule() {
        try (var owner = at(program.owner());
                var colleague = at(program.join(Role.ADMIN, null))) {
            owner.find("rule-edit").first().click();
            var notes = owner.find("rule-description");
            notes.pressSequentially("Ask Mia first");
            // That it came is told by the stream, and the model is asked for then.
            owner.page()
                    .waitForResponse(
                            each -> each.url().contains("/policy/model"),
                            () -> toggle(colleague, 0));
            assertThat(notes).hasValue("Ask Mia first");
            notes.press("Tab");
            assertThat(owner.find("policy-conflict")).isVisible();
            owner.page().locator("[data-policy-theirs]").click();
            assertThat(owner.find("rule-card").first()).hasClass(OFF);
            discard(owner);
        }
    }

    @Test
    void whoTakesWhatSomebodyElseSavedDoesNotRedoTheirOwnOverIt() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT);
                var colleague = at(program.join(Role.ADMIN, null))) {
            // A page that hears of nothing.
            owner.page().route(Pattern.compile("/policy/presence\\?"), route -> route.abort());
            open(owner);
            toggle(owner, 0);
            open(colleague);
            toggle(colleague, 1);
            owner.find("undo").click();
            assertThat(owner.find("policy-conflict")).isVisible();
            assertThat(owner.find("redo")).isEnabled();
            owner.page().locator("[data-policy-theirs]").click();
            assertThat(owner.find("rule-card").nth(1)).hasClass(OFF);
            assertThat(owner.find("redo")).isDisabled();
            discard(owner);
        }
    }

    @Test
    void yamlDoesNotGoOverWhatTheDraftHasBecomeUnseen() {
        try (var owner = at(program.owner());
                var colleague = at(program.join(Role.ADMIN, null))) {
            owner.find("yaml").click();
            var text = owner.find("yaml-text");
            assertThat(text).not().hasValue(Pattern.compile("disabled: true"));
            // Nobody has touched the text: it goes along.
            toggle(colleague, 1);
            assertThat(text).hasValue(Pattern.compile("disabled: true"));

            text.fill(text.inputValue().replace("Spam", "Junk"));
            toggle(colleague, 2);
            assertThat(owner.find("yaml-old")).isVisible();
            assertThat(EveryPageIT.violations(owner)).isEmpty();
            owner.find("yaml-apply").click();
            assertThat(owner.find("yaml-old")).isVisible();
            assertThat(draft(owner)).doesNotContain("Junk");
            owner.find("yaml-anyway").click();
            assertThat(owner.find("policy-state")).hasAttribute("data-state", "saved");
            assertThat(owner.find("yaml-old")).isHidden();
            assertThat(owner.find("rule-card").nth(1)).containsText("Junk");
            discard(owner);
        }
    }

    @Test
    void whatSomebodyElseHasSavedSinceTheListIsNotDiscarded() {
        try (var owner = at(program.owner());
                var colleague = at(program.join(Role.ADMIN, null))) {
            toggle(owner, 0);
            assertThat(owner.find("compare")).isVisible();
            owner.find("compare").click();
            assertThat(owner.find("compare-panel").locator(".policy-changes > li")).hasCount(1);
            assertThat(colleague.find("rule-card").first()).hasClass(OFF);
            toggle(colleague, 1);
            assertThat(owner.find("rule-card").nth(1)).hasClass(OFF);
            owner.find("compare-panel").getByTestId("discard").click();
            assertThat(owner.find("policy-note")).containsText("somebody else has saved");
            owner.page().waitForSelector("[data-policy][data-ready]");
            discard(owner);
        }
    }

    private Visitor at(DemoProgram.Account account) {
        var visitor = chromium.visitor(program, account, Screen.DESK_LIGHT);
        open(visitor);
        return visitor;
    }

    private static void open(Visitor visitor) {
        visitor.open("/policy");
        visitor.page().waitForSelector("[data-policy][data-ready]");
    }

    private static void toggle(Visitor visitor, int rule) {
        visitor.find("rule-toggle").nth(rule).click();
        assertThat(visitor.find("policy-state")).hasAttribute("data-state", "saved");
    }

    /** As the server has it. */
    private static String draft(Visitor visitor) {
        return String.valueOf(
                visitor.page()
                        .evaluate(
                                "fetch('/policy/model?kind=lead').then((each) => each.json()).then((each) => JSON.stringify(each.policy))"));
    }

    /** What one test does is not there for the next one. */
    private static void discard(Visitor visitor) {
        assertThat(visitor.find("policy-state")).hasAttribute("data-state", "saved");
        visitor.find("compare").click();
        visitor.find("compare-panel").getByTestId("discard").click();
        assertThat(visitor.find("policy-note")).containsText("begins again");
    }
}
