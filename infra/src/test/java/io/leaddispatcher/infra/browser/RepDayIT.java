package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import io.leaddispatcher.domain.access.Role;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a rep does all day, on a phone. */
@ExtendWith(InBrowser.class)
class RepDayIT {

    private final DemoProgram program;
    private final Chromium chromium;

    RepDayIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void aRepAcceptsLogsACallGoesAwayHandsOffComesBackAndTakesFromTheQueue() {
        var lead = program.submit(Leads.of("Daisy", "daisy@rep-day.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.give(lead, "omar");
        }
        try (var rep =
                chromium.visitor(program, program.join(Role.REP, "omar"), Screen.PHONE_LIGHT)) {
            rep.open("/me");
            leadOf(rep).getByTestId("accept").click();
            assertThat(rep.page())
                    .hasURL(Pattern.compile(".*/me\\?done=accept&lead=%s$".formatted(lead)));
            assertThat(rep.find("done-lead")).hasText("Daisy Tester");
            assertThat(leadOf(rep).getByTestId("mail"))
                    .hasAttribute("href", "mailto:daisy@rep-day.example");

            var log = leadOf(rep).getByTestId("log");
            log.locator("summary").click();
            log.locator("textarea").fill("Nobody answered");
            log.getByTestId("log-submit").click();
            assertDone(rep, "/me", "activities");

            rep.find("away").locator("summary").click();
            rep.find("until").fill(LocalDate.now(ZoneOffset.UTC).plusDays(2) + "T09:00");
            rep.find("go-away").click();
            assertDone(rep, "/me", "availability");
            assertThat(rep.find("standing")).hasText("No new leads come to you now.");

            leadOf(rep).getByTestId("more").click();
            rep.find("act-handoff").locator("summary").click();
            rep.find("handoff-summary.notes").fill("Cannot log in since Monday");
            rep.find("handoff-submit").click();
            assertDone(rep, "/me", "handoff");
            assertThat(leadOf(rep)).hasCount(0);

            rep.find("back").click();
            assertDone(rep, "/me", "availability");
            rep.open("/leads/" + lead);
            assertThat(rep.find("lead-queue")).hasText("Support");
            rep.find("act-accept").click();
            assertDone(rep, "/leads/" + lead, "accept");
            assertThat(rep.find("lead-holder")).hasText("Omar Aziz");
            assertThat(rep.complaints()).isEmpty();
        }
    }

    @Test
    void aFormThatCameIntoThePageLaterIsSentOnce() {
        var lead = program.submit(Leads.of("Twyla", "twyla@rep-day.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT);
                var rep =
                        chromium.visitor(
                                program, program.join(Role.REP, "omar"), Screen.PHONE_LIGHT)) {
            rep.open("/me");
            rep.awaitScripts();
            var accept = named(rep, "Twyla Tester").getByTestId("accept");
            assertThat(accept).hasCount(0);
            owner.give(lead, "omar");
            assertThat(accept).isVisible();
            // It stays on the page, so that the second press is not lost with it.
            rep.page()
                    .evaluate(
                            """
                            () => {
                              window.sent = 0;
                              addEventListener('submit', (event) => {
                                if (!event.defaultPrevented) window.sent += 1;
                                event.preventDefault();
                              });
                            }
                            """);

            accept.click();
            accept.click();

            assertThat(rep.page().evaluate("() => window.sent")).isEqualTo(1);
        }
    }

    @Test
    void anOfferComesAndGoesBesideANoteThatIsBeingWritten() {
        var first = program.submit(Leads.of("Fritz", "fritz@rep-day.example"));
        var second = program.submit(Leads.of("Greta", "greta@rep-day.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT);
                var rep =
                        chromium.visitor(
                                program, program.join(Role.REP, "omar"), Screen.PHONE_LIGHT)) {
            owner.give(first, "omar");
            rep.open("/me");
            named(rep, "Fritz Tester").getByTestId("accept").click();
            assertThat(rep.find("done-lead")).hasText("Fritz Tester");
            rep.awaitScripts();
            var log = named(rep, "Fritz Tester").getByTestId("log");
            log.locator("summary").click();
            log.locator("textarea").fill("She calls back at");

            owner.give(second, "omar");
            assertThat(named(rep, "Greta Tester").getByTestId("accept")).isVisible();
            assertThat(log.locator("textarea")).hasValue("She calls back at");
            // Closed, it is as good as before.
            log.locator("summary").click();
            owner.give(second, "mia");
            assertThat(named(rep, "Greta Tester")).hasCount(0);
            assertThat(log.locator("textarea")).hasValue("She calls back at");
            assertThat(rep.complaints()).isEmpty();
        }
    }

    @Test
    void whoPausesElsewhereCanComeBackHere() {
        var lead = program.submit(Leads.of("Polly", "polly@rep-day.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT);
                var rep =
                        chromium.visitor(
                                program, program.join(Role.REP, "omar"), Screen.PHONE_LIGHT)) {
            rep.open("/me");
            rep.awaitScripts();
            try (var elsewhere = rep.page().context().newPage()) {
                elsewhere.navigate(program.at("/me").toString());
                elsewhere.getByTestId("pause").click();
                assertThat(elsewhere.getByTestId("back")).isVisible();
            }
            // Something happens, and the page looks.
            owner.give(lead, "omar");
            rep.find("back").click();
            assertDone(rep, "/me", "availability");
            assertThat(rep.find("pause")).isVisible();
        }
    }

    @Test
    void whoStaysWhenAskedWhetherToLeaveCanSendTheFormAgain() {
        try (var rep =
                chromium.visitor(program, program.join(Role.REP, "omar"), Screen.PHONE_LIGHT)) {
            rep.open("/me");
            rep.awaitScripts();
            rep.find("hours-MON").fill("08:00-12:00");
            rep.page().onceDialog(Dialog::dismiss);
            rep.find("pause").click();
            assertThat(rep.find("pause")).not().hasAttribute("aria-busy", "true");

            rep.page().onceDialog(Dialog::accept);
            rep.find("pause").click();
            assertDone(rep, "/me", "availability");
            rep.find("back").click();
            assertThat(rep.find("pause")).isVisible();
        }
    }

    @Test
    void aRepDeclinesWithoutWordsInAFormThatComesIntoSight() {
        var lead = program.submit(Leads.of("Iris", "iris@rep-day.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.give(lead, "omar");
        }
        try (var rep =
                chromium.visitor(program, program.join(Role.REP, "omar"), Screen.PHONE_LIGHT)) {
            rep.open("/me");
            rep.awaitScripts();
            var decline = named(rep, "Iris Tester").getByTestId("decline");
            decline.locator("summary").click();

            var why = decline.getByTestId("decline-why");
            assertThat(why).isFocused();
            var bar = rep.page().locator(".nav").boundingBox();
            assertThat(why.boundingBox().y + why.boundingBox().height).isLessThanOrEqualTo(bar.y);

            decline.getByTestId("decline-submit").click();
            assertDone(rep, "/me", "decline");
            assertThat(named(rep, "Iris Tester")).hasCount(0);
            assertThat(rep.complaints()).isEmpty();
        }
    }

    @Test
    void whatWasWonSaysForHowMuchAndWhoseItWas() {
        var lead = program.submit(Leads.of("Hugo", "hugo@rep-day.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT);
                var rep =
                        chromium.visitor(
                                program, program.join(Role.REP, "omar"), Screen.PHONE_LIGHT)) {
            owner.give(lead, "omar");
            rep.open("/me");
            named(rep, "Hugo Tester").getByTestId("accept").click();
            var outcome = named(rep, "Hugo Tester").getByTestId("complete");
            outcome.locator("summary").click();
            outcome.locator("select").selectOption("WON");
            outcome.getByTestId("amount").fill("12,500.50");
            outcome.getByTestId("currency").fill("Euro");
            outcome.getByTestId("outcome-submit").click();
            assertDone(rep, "/me", "outcomes");

            owner.open("/leads/" + lead);
            assertThat(owner.find("lead-status")).hasText("Won");
            assertThat(owner.find("lead-had")).hasText("Omar Aziz");
            assertThat(owner.find("closing-amount")).hasText("12,500.5 EUR");
            assertThat(owner.find("holder")).not().containsText("Nobody has it yet");
        }
    }

    private static Locator named(Visitor rep, String name) {
        return rep.find("my-lead").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static void assertDone(Visitor visitor, String path, String act) {
        assertThat(visitor.page()).hasURL(Pattern.compile(".*%s\\?done=%s$".formatted(path, act)));
    }

    private static Locator leadOf(Visitor rep) {
        return rep.find("my-lead").filter(new Locator.FilterOptions().setHasText("Daisy Tester"));
    }

    @Test
    void aMailIsAnsweredWithoutALogInAndNotByProgramsThatLookAtItsLinks() {
        var lead = program.submit(Leads.of("Mail", "mail@rep-day.example"));
        var holder = program.holder(lead);
        var links = program.mailedAbout(lead);
        try (var rep = chromium.stranger(program, Screen.PHONE_LIGHT)) {
            for (var link : new String[] {links.accept().getPath(), links.decline().getPath()}) {
                var looked = rep.page().request().get(program.at(link).toString());
                assertThat(looked.status()).isEqualTo(200);
                assertThat(looked.headers()).containsEntry("referrer-policy", "no-referrer");
                assertThat(rep.page().request().head(program.at(link).toString()).status())
                        .isEqualTo(200);
            }
            assertThat(program.state(lead)).isEqualTo("OFFERED");

            rep.open(links.accept().getPath());
            assertThat(rep.page().locator("form")).hasCount(1);
            assertThat(rep.find("answer-lead")).containsText("Mail Tester");
            rep.find("answer-submit").click();
            assertThat(rep.find("answer-title")).hasText("You have this lead.");
            assertThat(program.state(lead)).isEqualTo("ACCEPTED");
            assertThat(program.holder(lead)).isEqualTo(holder);

            rep.open(links.decline().getPath());
            assertThat(rep.page().locator("form")).hasCount(0);
            assertThat(rep.complaints()).isEmpty();
        }
    }

    @Test
    void byMailALeadIsDeclinedWithoutAWord() {
        var lead = program.submit(Leads.of("Nell", "nell@rep-day.example"));
        var holder = program.holder(lead);
        var links = program.mailedAbout(lead);
        try (var rep = chromium.stranger(program, Screen.PHONE_LIGHT)) {
            rep.open(links.decline().getPath());
            rep.find("answer-submit").click();

            assertThat(rep.find("answer-title")).hasText("You have declined this lead.");
        }
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads/" + lead);
            assertThat(owner.find("timeline")).containsText("no reason given");
            assertThat(owner.find("lead-holder")).not().hasText(holder);
        }
    }
}
