package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.leaddispatcher.domain.access.Role;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An act that comes to nothing says why, and nothing that was typed is lost. */
@ExtendWith(InBrowser.class)
class RefusedActsIT {

    private final DemoProgram program;
    private final Chromium chromium;

    RefusedActsIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void whatIsWrongStandsBesideItsField() {
        var lead = program.submit(Leads.of("Amy", "amy@refused.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads/" + lead);
            owner.find("act-outcomes").locator("summary").click();
            owner.find("outcomes-amount").fill("50k");
            owner.find("outcomes-reason").fill("Signed on paper");
            owner.find("form-outcomes").locator("button").click();

            assertThat(owner.find("problem-outcomes-amount")).isVisible();
            assertThat(owner.find("outcomes-amount")).hasValue("50k");
            assertThat(owner.find("outcomes-amount")).isFocused();
            assertThat(owner.find("outcomes-reason")).hasValue("Signed on paper");
        }
    }

    @Test
    void aRefusalStaysAndItsFormStaysOpenAndFilledThoughThePageLives() {
        var lead = program.submit(Leads.of("Dora", "dora@refused.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT);
                var other = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.page()
                    .addInitScript(
                            "document.addEventListener('live:refreshed',"
                                    + " () => { document.documentElement.dataset.refreshed = 'yes'; })");
            owner.give(lead, "omar");
            owner.find("act-decline").locator("summary").click();
            owner.find("decline-why").selectOption("NOT_A_FIT");
            owner.find("decline-reason").fill("They want a reseller");
            // This browser sleeps, and hears of nothing.
            owner.page().context().setOffline(true);
            other.give(lead, "mia");
            owner.page().context().setOffline(false);
            owner.find("form-decline").locator("button").click();

            assertThat(owner.find("act-refused")).isVisible();
            assertThat(owner.page().locator("html[data-refreshed]")).hasCount(1);
            assertThat(owner.find("act-refused")).isVisible();
            assertThat(owner.find("decline-reason")).isVisible();
            assertThat(owner.find("decline-reason")).hasValue("They want a reseller");
            assertThat(owner.find("decline-why")).hasValue("NOT_A_FIT");
        }
    }

    @Test
    void whoHasLostALeadMeanwhileIsToldSoAndKeepsTheirNote() {
        var lead = program.submit(Leads.of("Bea", "bea@refused.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT);
                var rep =
                        chromium.visitor(
                                program, program.join(Role.REP, "omar"), Screen.PHONE_LIGHT)) {
            owner.give(lead, "omar");
            rep.open("/leads/" + lead);
            rep.find("act-activities").locator("summary").click();
            rep.find("activities-note").fill("She wants it by Friday");
            // The phone sleeps, and hears of nothing.
            rep.page().context().setOffline(true);
            owner.give(lead, "mia");
            rep.page().context().setOffline(false);
            rep.find("form-activities").locator("button").click();

            assertThat(rep.find("lead-gone")).isVisible();
            assertThat(rep.find("gone-typed")).hasText("She wants it by Friday");
            rep.find("gone-home").click();
            assertThat(rep.page()).hasURL(Pattern.compile(".*/me$"));
        }
    }

    @Test
    void whoseSessionHasEndedLogsInAndIsBackOnThePage() {
        try (var owner = chromium.stranger(program, Screen.DESK_LIGHT)) {
            owner.logIn(program.owner());
            owner.open("/reps/omar");
            owner.page().context().clearCookies();
            owner.find("save").click();

            assertThat(owner.find("login-ended")).isVisible();
            owner.find("email").fill(program.owner().email());
            owner.find("password").fill(program.owner().password());
            owner.find("login-submit").click();
            assertThat(owner.page()).hasURL(Pattern.compile(".*/reps/omar$"));
        }
    }

    /** Whoever acts on the board stays where they are, and what they fill in stays there, too. */
    @Test
    void theBoardOfQueuesKeepsWhatIsFilledInAndTheReadersPlace() {
        var lead = program.submit(Leads.of("Quinn", "quinn@refused.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads/" + lead);
            owner.find("act-return").locator("summary").click();
            owner.find("return-reason").fill("Later");
            owner.find("form-return").locator("button.primary").click();
            assertThat(owner.find("lead-queue")).isVisible();
            owner.open("/queues?queue=fallback");
            owner.page()
                    .evaluate(
                            "document.addEventListener('live:refreshed',"
                                    + " () => { document.documentElement.dataset.refreshed = 'yes'; })");
            var card =
                    owner.find("queue-lead")
                            .filter(new Locator.FilterOptions().setHasText("Quinn"));
            card.locator("[data-testid=give-open]").click();
            var rep = card.locator("[data-testid=give-rep]");
            rep.selectOption("mia");
            var chosen = rep.inputValue();
            owner.page().locator("h1").click();
            // What the page has heard of before is not what it hears of now.
            owner.page().evaluate("delete document.documentElement.dataset.refreshed");
            program.submit(Leads.of("Quentin", "quentin@refused.example"));
            assertThat(owner.page().locator("html[data-refreshed]")).hasCount(1);
            assertThat(rep).hasValue(chosen);

            card.locator("[data-testid=give]").click();

            assertThat(owner.find("queues-note")).isVisible();
            assertThat(owner.page())
                    .hasURL(Pattern.compile(".*/queues\\?queue=fallback&note=given$"));
        }
    }

    @Test
    void whoGaveALeadThatNobodyHadToWhomAndWhyStandsInItsStory() {
        var lead = program.submit(Leads.of("Cleo", "cleo@refused.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads/" + lead);
            owner.find("act-return").locator("summary").click();
            owner.find("return-reason").fill("Nobody is there today");
            owner.find("form-return").locator("button.primary").click();
            assertThat(owner.find("lead-queue")).isVisible();

            owner.give(lead, "omar");

            assertThat(owner.find("timeline")).containsText("Speaks their language");
            assertThat(owner.find("timeline")).not().containsText("A member by");
            assertThat(owner.complaints()).isEmpty();
        }
    }
}
