package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
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
            owner.page().locator(".policy-way > summary").nth(1).click();
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

    @Test
    void whoPublishesWhatCouldNotBeCheckedIsToldBefore() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.page().route(Pattern.compile("/policy/findings\\?"), route -> route.abort());
            owner.open("/policy");
            owner.page().waitForSelector("[data-policy][data-ready]");
            owner.find("rule-card").first().getByTestId("rule-duplicate").click();
            assertThat(owner.find("policy-state")).containsText("Draft saved");

            owner.find("publish").click();
            assertThat(owner.find("publish-why")).containsText("The draft could not be checked");
            assertThat(owner.find("publish-submit")).hasText("Publish all the same");

            owner.find("undo").click();
            assertThat(owner.find("publish-why"))
                    .containsText("Nothing is different from what is active.");
            assertThat(owner.find("publish-submit")).hasText("Publish");
        }
    }

    @Test
    void aTimeThatIsOverIsToldBesideItAndWhatWasWrittenStays() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            changed(owner);
            owner.find("publish").click();
            assertThat(owner.find("publish-submit")).isEnabled();
            owner.find("publish-comment").fill("Next quarter");
            owner.page().locator("#publish-at").fill("2020-01-01T09:00");
            owner.find("publish-submit").click();
            assertThat(owner.find("publish-at-problem")).containsText("This time is over");
            assertThat(owner.find("publish-comment")).hasValue("Next quarter");

            // A browser whose clock is late leaves it to the server.
            owner.page()
                    .evaluate(
                            "() => { window.Date = class extends Date {constructor(...at) {super(...(at.length ? at : [0]));}}; }");
            owner.find("publish-submit").click();
            assertThat(owner.find("policy-note")).containsText("that time is over");
            assertThat(owner.find("publish-at-problem")).containsText("This time is over");
            assertThat(owner.find("publish-comment")).hasValue("Next quarter");
            assertThat(owner.page().locator("#publish-at")).hasValue("2020-01-01T09:00");
            discard(owner);
        }
    }

    @Test
    void itIsSaidHowTheDraftStandsToWhatLeadsGoBy() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            changed(owner);
            var difference = owner.find("difference");
            assertThat(difference).containsText("The draft differs from version");
            assertThat(difference).containsText("(one rule)");
            owner.page().reload();
            assertThat(difference).containsText("(one rule)");
            owner.find("compare").click();
            assertThat(owner.find("compare-panel").locator(".policy-changes > li")).hasCount(1);
            discard(owner);
            assertThat(difference).containsText("No changes since version");
            assertThat(owner.find("policy-state")).isHidden();
            assertThat(owner.find("compare")).isHidden();
            assertThat(EveryPageIT.violations(owner)).isEmpty();
        }
    }

    @Test
    void whatSomebodyElseHasSavedMeanwhileIsNotDiscarded() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT);
                var other = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            // A page that hears of nothing.
            owner.page().route(Pattern.compile("/policy/presence\\?"), route -> route.abort());
            changed(owner);
            owner.find("compare").click();
            other.open("/policy");
            other.page().waitForSelector("[data-policy][data-ready]");
            other.find("rule-toggle").nth(1).click();
            assertThat(other.find("policy-state")).hasAttribute("data-state", "saved");

            owner.find("compare-panel").getByTestId("discard").click();
            assertThat(owner.find("policy-note")).containsText("somebody else has saved");
            owner.page().waitForSelector("[data-policy][data-ready]");
            owner.find("compare").click();
            assertThat(owner.find("compare-panel").locator(".policy-changes > li")).hasCount(2);
            discard(owner);
        }
    }

    @Test
    void whatSomebodyElseHasPublishedMeanwhileIsNotTakenBackUnseen() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/policy/history");
            var versions = owner.find("version").count();
            var open = owner.find("version").last();
            open.getByTestId("rollback-open").click();
            open.locator("[name=expectedVersion]").evaluate("(each) => { each.value = '999'; }");
            open.getByTestId("rollback-submit").click();
            assertThat(owner.find("policy-note")).containsText("Somebody else has published");
            assertThat(owner.find("version")).hasCount(versions);
        }
    }

    @Test
    void whatIsScheduledStandsInTheHistoryWithItsTimeOfDay() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            changed(owner);
            owner.find("publish").click();
            assertThat(owner.find("publish-submit")).isEnabled();
            owner.find("publish-comment").fill("In three days");
            owner.page()
                    .locator("#publish-at")
                    .fill(
                            LocalDateTime.now(ZoneOffset.UTC)
                                    .plusDays(3)
                                    .withHour(9)
                                    .withMinute(41)
                                    .truncatedTo(ChronoUnit.MINUTES)
                                    .toString());
            owner.find("publish-submit").click();
            assertThat(owner.find("scheduled")).containsText("9:41");
            owner.open("/policy/history");
            assertThat(owner.find("scheduled")).containsText("In three days");
            assertThat(owner.find("scheduled")).containsText("9:41");
            owner.find("scheduled").getByRole(AriaRole.BUTTON).click();
            assertThat(owner.find("policy-note")).containsText("It will not be published.");
            discard(owner);
        }
    }

    @Test
    void anyTwoVersionsAreComparedInWords() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.PHONE_DARK)) {
            owner.open("/policy/history");
            assertThat(owner.find("compared")).isHidden();
            owner.find("compare-from").selectOption("1");
            owner.find("compare-to").selectOption("2");
            owner.find("compare-submit").click();
            assertThat(owner.find("compared"))
                    .hasText("What is different in version 2 from version 1:");
            assertThat(owner.find("compared-changes").locator("li")).not().hasCount(0);
            assertThat(owner.find("compare-from")).hasValue("1");
            owner.find("compare-to").selectOption("1");
            owner.find("compare-submit").click();
            assertThat(owner.find("compared")).hasText("Versions 1 and 1 say the same.");
            assertThat(EveryPageIT.violations(owner)).isEmpty();
        }
    }

    /** The draft has one rule that is turned off. */
    private static void changed(Visitor visitor) {
        visitor.open("/policy");
        visitor.page().waitForSelector("[data-policy][data-ready]");
        visitor.find("rule-toggle").first().click();
        assertThat(visitor.find("policy-state")).hasAttribute("data-state", "saved");
        assertThat(visitor.find("compare")).isVisible();
    }

    private static void discard(Visitor visitor) {
        visitor.page().waitForSelector("[data-policy][data-ready]");
        visitor.find("compare").click();
        visitor.find("compare-panel").getByTestId("discard").click();
        assertThat(visitor.find("policy-note")).containsText("begins again");
        visitor.page().waitForSelector("[data-policy][data-ready]");
    }

    private static boolean asksBeforeItIsLeft(Visitor visitor) {
        return Boolean.FALSE.equals(
                visitor.page()
                        .evaluate("dispatchEvent(new Event('beforeunload', {cancelable: true}))"));
    }
}
