package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody who lets a rep go is told beforehand. */
@ExtendWith(InBrowser.class)
class LeavingRepIT {

    private final DemoProgram program;
    private final Chromium chromium;

    LeavingRepIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void whatARepHasToDoIsSaidBeforeTheyGo() {
        var lead = program.submit(Leads.of("Lea", "left@setup.example"));
        var rep = program.holder(lead);
        program.put(
                ConfigurationKind.REP,
                "idle",
                Map.of("name", "Idle Rep", "email", "idle@setup.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.PHONE_LIGHT)) {
            owner.open("/reps/" + rep + "/delete");
            var leads = owner.find("leave-has").locator("a[href*='/leads']");
            assertThat(leads).containsText("open lead");
            leads.click();
            assertThat(owner.page()).hasURL(Pattern.compile(".*status=ASSIGNED&rep=" + rep));
            assertThat(owner.page().locator("main a[href*='" + lead + "']").first()).isVisible();

            owner.open("/reps/idle/delete");
            assertThat(owner.find("leave-has")).containsText("No open leads");
            assertThat(owner.find("leave-has")).containsText("No upcoming meetings");
            assertThat(owner.find("leave-has").locator("a")).hasCount(0);
            assertThat(EveryPageIT.violations(owner)).isEmpty();
            owner.find("confirm-delete").click();
            assertThat(owner.find("note")).containsText("Idle Rep is deleted");
        }
    }
}
