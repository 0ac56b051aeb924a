package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody tries first. */
@ExtendWith(InBrowser.class)
class SampleLeadIT {

    private final DemoProgram program;
    private final Chromium chromium;

    SampleLeadIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void theButtonShowsALeadWithItsTraceAndTheMessageToItsRep() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/");
            owner.find("send-sample-lead").click();

            assertThat(owner.page()).hasURL(Pattern.compile(".*/leads/[0-9a-f-]{36}"));
            assertThat(owner.find("verdict")).isVisible();
            assertThat(owner.find("trace-rule").first()).isVisible();
            var lead = owner.path().substring("/leads/".length());

            owner.open("/sandbox");
            var message = owner.messageAbout(lead);
            // The page hears of what is sent after it was opened.
            assertThat(message).isVisible();
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void theTraceTellsWhoWasChosenAndWhyTheOthersWereNot() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads/" + program.submit(Leads.of("Trace", "trace@brook-bank.example")));

            assertThat(owner.page().locator("[data-testid=trace-rule][data-outcome=won]"))
                    .hasCount(1);
            var decisive = owner.find("decisive");
            assertThat(decisive.getByTestId("condition").first()).isVisible();
            assertThat(decisive.locator("[data-testid=candidate][data-standing=chosen]"))
                    .hasCount(1);
            for (var passed :
                    decisive.locator("[data-testid=candidate][data-standing=passed]").all()) {
                assertThat(passed.locator(".badge")).not().hasCount(0);
            }
            // Each rule before it says in a line what it saw.
            for (var rule :
                    owner.page().locator("[data-testid=trace-rule][data-outcome=no-match]").all()) {
                assertThat(rule.locator(".rule-reason")).not().isEmpty();
            }
        }
    }
}
