package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.leaddispatcher.domain.access.Role;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an owner sets up, and who may not. */
@ExtendWith(InBrowser.class)
class SettingsIT {

    private final DemoProgram program;
    private final Chromium chromium;

    SettingsIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void aTokenIsMadeShownOnceAndRevoked() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/settings/tokens");
            owner.find("token-name").fill("<i>warehouse</i>");
            owner.find("scope-read").uncheck();
            owner.find("create-token").click();
            assertThat(owner.find("problem-scopes")).isVisible();
            assertThat(owner.find("token-name")).hasValue("<i>warehouse</i>");

            owner.find("scope-write").check();
            owner.find("create-token").click();
            var secret = owner.find("fresh-token").inputValue();
            assertThat(secret).startsWith("ldp_").hasSize(47);
            owner.open("/settings/tokens");
            assertThat(owner.page().content()).doesNotContain(secret);
            var row = owner.find("token-row").filter(named("<i>warehouse</i>"));
            assertThat(row).hasCount(1);
            row.getByTestId("revoke").click();
            assertThat(owner.find("revoked")).isVisible();
            assertThat(owner.find("token-row").filter(named("<i>warehouse</i>"))).hasCount(0);
        }
    }

    @Test
    void whoMayNotAdministerSeesNoSettings() {
        for (var role : new Role[] {Role.MANAGER, Role.VIEWER, Role.REP}) {
            try (var visitor =
                    chromium.visitor(program, program.join(role, null), Screen.DESK_LIGHT)) {
                visitor.open("/");
                assertThat(visitor.find("nav-settings")).hasCount(0);
                assertThat(visitor.open("/settings/tokens").status()).isEqualTo(403);
            }
        }
    }

    @Test
    void somebodyIsInvitedGivenARoleKeptOutAndRemoved() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/settings");
            owner.find("invite-name").fill("<b>Ida</b>");
            owner.find("invite-email").fill("ida@demo.example");
            owner.find("invite-rep").fill("nobody");
            owner.find("invite").click();
            assertThat(owner.find("problem-rep")).isVisible();
            assertThat(owner.find("invite-email")).hasValue("ida@demo.example");
            owner.find("invite-rep").fill("");
            owner.find("invite").click();
            assertThat(owner.find("invitation-link")).hasValue(Pattern.compile(".*/invitation/.+"));

            owner.open("/settings");
            var ida = owner.find("member-row").filter(named("ida@demo.example"));
            assertThat(ida).containsText("<b>Ida</b>");
            assertThat(ida.getByTestId("standing")).hasText("Invited");
            ida.getByTestId("role").selectOption("MANAGER");
            ida.getByTestId("save-role").click();
            assertThat(owner.find("changed")).isVisible();
            assertThat(ida.getByTestId("role")).hasValue("MANAGER");
            ida.getByTestId("remove").click();
            assertThat(owner.find("removed")).isVisible();
            assertThat(ida).hasCount(0);

            var account = program.join(Role.VIEWER, null);
            owner.open("/settings");
            var vic = owner.find("member-row").filter(named(account.email()));
            vic.getByTestId("switch").click();
            assertThat(vic.getByTestId("standing")).hasText("Kept out");
            var self = owner.find("member-row").filter(named(program.owner().email()));
            self.getByTestId("remove").click();
            assertThat(owner.find("last-owner")).isVisible();
        }
    }

    private static Locator.FilterOptions named(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
