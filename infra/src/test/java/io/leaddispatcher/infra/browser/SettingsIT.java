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
            row.getByTestId("revoke-ask").click();
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
            ida.getByTestId("remove-ask").click();
            ida.getByTestId("remove").click();
            assertThat(owner.find("removed")).isVisible();
            assertThat(ida).hasCount(0);

            var account = program.join(Role.VIEWER, null);
            owner.open("/settings");
            var vic = owner.find("member-row").filter(named(account.email()));
            vic.getByTestId("switch").click();
            assertThat(vic.getByTestId("standing")).hasText("Kept out");
            var self = owner.find("member-row").filter(named(program.owner().email()));
            self.getByTestId("remove-ask").click();
            self.getByTestId("remove").click();
            assertThat(owner.find("last-owner")).isVisible();
        }
    }

    @Test
    void withoutAMailServerAWorkspaceIsThereAtOnceAndAnInvitationIsHandedOver() {
        String link;
        try (var founder = chromium.stranger(program, Screen.PHONE_LIGHT)) {
            founder.open("/login");
            founder.find("to-signup").click();
            founder.find("workspace").fill("Hooli");
            founder.find("name").fill("Gavin");
            founder.find("email").fill("gavin@hooli.example");
            founder.find("password").fill("correct-horse-battery");
            founder.find("signup-submit").click();
            assertThat(founder.page().locator("h1")).isVisible();
            assertThat(founder.path()).isEqualTo("/");
            assertThat(founder.find("workspace")).containsText("Hooli");
            founder.open("/settings");
            founder.find("invite-name").fill("Bertram");
            founder.find("invite-email").fill("bertram@hooli.example");
            founder.find("invite").click();
            link = founder.find("invitation-link").inputValue();
        }
        try (var invited = chromium.stranger(program, Screen.DESK_LIGHT)) {
            invited.open(link.substring(link.indexOf("/invitation/")));
            assertThat(invited.page().locator("h1")).hasText("Join Hooli");
            assertThat(invited.find("name")).hasValue("Bertram");
            invited.find("password").fill("correct-horse-battery");
            invited.find("invitation-submit").click();
            assertThat(invited.find("workspace")).containsText("Hooli");
            assertThat(invited.open("/settings").status()).isEqualTo(403);
            assertThat(invited.open("/me/security").status()).isEqualTo(200);
        }
        try (var again = chromium.stranger(program, Screen.DESK_LIGHT)) {
            again.open("/signup");
            again.find("workspace").fill("Hooli 2");
            again.find("name").fill("Somebody");
            again.find("email").fill("gavin@hooli.example");
            again.find("password").fill("not-the-password-of-gavin");
            again.find("signup-submit").click();
            assertThat(again.find("login-form")).isVisible();
            assertThat(again.open("/reset").status()).isEqualTo(200);
        }
    }

    private static Locator.FilterOptions named(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
