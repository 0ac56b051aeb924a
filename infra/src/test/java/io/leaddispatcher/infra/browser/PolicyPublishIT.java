package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is published is what is on the screen, or nothing. */
@ExtendWith(InBrowser.class)
class PolicyPublishIT {

    private final DemoProgram program;
    private final Chromium chromium;

    PolicyPublishIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void whatIsNotSavedIsNotPublishedAndNotLost() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/policy");
            owner.page().waitForSelector("[data-policy][data-ready]");
            var wrong = owner.find("rule-card").first();
            var other = owner.find("rule-card").nth(1);
            var sentence = wrong.locator(".rule-sentence");
            var said = sentence.textContent();
            wrong.getByTestId("rule-edit").click();
            owner.find("add-condition").first().click();
            other.getByTestId("rule-toggle").click();
            assertThat(owner.find("policy-state")).containsText("Not saved");
            // Neither says what the server has of it.
            assertThat(sentence).containsText("something in this rule is to be mended");
            assertThat(other.locator(".rule-sentence")).containsText("not saved yet");

            owner.find("try").click();
            owner.page().locator("details.policy-way").nth(1).locator("summary").click();
            owner.find("trial-run").click();
            assertThat(owner.page().locator(".policy-result"))
                    .containsText("Nothing is tried until what is on the screen is saved.");

            owner.find("publish").click();
            var why = owner.find("publish-why");
            assertThat(why).containsText("can be published once it is saved");
            assertThat(why).containsText("Name at least one value.");
            assertThat(owner.find("publish-submit")).isDisabled();
            owner.find("publish-comment").fill("Two things");
            assertThat(
                            owner.page()
                                    .evaluate(
                                            """
                                            new Promise((done) => {
                                              const form = document.querySelector('[data-testid=publish-form]');
                                              form.addEventListener('submit', (event) => done(event.defaultPrevented));
                                              form.requestSubmit();
                                            })
                                            """))
                    .isEqualTo(true);
            assertThat(asksBeforeItIsLeft(owner)).isTrue();

            why.getByRole(AriaRole.BUTTON).click();
            assertThat(owner.find("condition-field").last()).isFocused();
            owner.find("remove-condition").last().click();
            assertThat(owner.find("policy-state")).containsText("Draft saved");
            assertThat(sentence).hasText(said);
            assertThat(asksBeforeItIsLeft(owner)).isFalse();

            owner.find("publish").click();
            assertThat(owner.find("publish-submit")).isEnabled();
            assertThat(owner.find("publish-comment")).hasValue("Two things");
            // It goes with what is done beside it.
            for (int i = 0; i < 3; i++) {
                owner.find("undo").click();
            }
            assertThat(why).containsText("Nothing is different from what is active.");
            assertThat(owner.find("publish-submit")).isDisabled();
        }
    }

    @Test
    void whoPublishesWhatIsWrongForSureIsToldBefore() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/policy");
            owner.page().waitForSelector("[data-policy][data-ready]");
            // The second of two that ask for the same never fires.
            owner.find("rule-card").first().getByTestId("rule-duplicate").click();
            assertThat(owner.find("policy-state")).containsText("Draft saved");

            owner.find("publish").click();
            var why = owner.find("publish-why");
            assertThat(why).containsText("Before you publish, look at this:");
            assertThat(why.getByTestId("finding")).containsText("never");
            assertThat(owner.find("publish-submit")).hasText("Publish all the same");

            owner.find("undo").click();
            assertThat(why).containsText("Nothing is different from what is active.");
            assertThat(owner.find("publish-submit")).hasText("Publish");
        }
    }

    private static boolean asksBeforeItIsLeft(Visitor visitor) {
        return Boolean.FALSE.equals(
                visitor.page()
                        .evaluate("dispatchEvent(new Event('beforeunload', {cancelable: true}))"));
    }
}
