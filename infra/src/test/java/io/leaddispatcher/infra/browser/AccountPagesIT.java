package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.leaddispatcher.domain.access.Role;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How an admin keeps the companies that a workspace knows, beside those that come from a CRM. */
@ExtendWith(InBrowser.class)
class AccountPagesIT {

    private final DemoProgram program;
    private final Chromium chromium;

    AccountPagesIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void anAccountIsMadeFoundMendedDeletedAndTakenBack() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/lists/_new");
            owner.find("field-name").fill("Account list");
            owner.find("field-values").fill("somebody.example");
            owner.find("save").click();
            assertThat(owner.find("note")).containsText("Created");

            owner.open("/territories");
            owner.find("tab-accounts").click();
            owner.find("add").click();
            owner.find("field-name").fill("<b>Quince</b> Works");
            owner.find("field-key").fill("quince");
            owner.find("field-domains").fill("https://www.quince-works.com/about\nno domain");
            owner.find("field-owner").selectOption("mia");
            owner.find("list-account-list").check();
            owner.find("field-country").fill("Nowhere");
            owner.find("field-parent").fill("not-there");
            owner.find("save").click();
            assertThat(owner.find("problem-domains")).containsText("Give a domain");
            assertThat(owner.find("problem-country")).isVisible();
            assertThat(owner.find("field-name")).hasValue("<b>Quince</b> Works");
            assertThat(owner.find("field-owner")).hasValue("mia");
            assertThat(owner.find("list-account-list")).isChecked();

            owner.find("field-domains").fill("https://www.quince-works.com/about");
            owner.find("field-country").fill("Germany");
            owner.find("save").click();
            assertThat(owner.find("problem-parent")).isVisible();
            owner.find("field-parent").fill("");
            owner.find("save").click();
            assertThat(owner.find("note")).containsText("Created");
            assertThat(owner.page()).hasURL(Pattern.compile(".*/accounts/quince"));

            owner.open("/leads/" + program.submit(Leads.of("Quinn", "quinn@quince-works.com")));
            owner.find("account-link").click();
            assertThat(owner.page().locator("h1")).hasText("<b>Quince</b> Works");

            owner.open("/accounts?q=QUINCE-WORKS");
            assertThat(owner.find("row")).hasCount(1);
            assertThat(owner.find("row")).containsText("Mia Brandt");
            assertThat(owner.find("row")).containsText("account-list");
            owner.open("/accounts?q=mia%20brandt");
            assertThat(owner.find("row").filter(new Locator.FilterOptions().setHasText("Quince")))
                    .hasCount(1);
            owner.open("/accounts?q=nobody-is-called-so");
            assertThat(owner.find("nothing")).isVisible();
            owner.open("/accounts/quince");
            owner.find("field-owner").selectOption("");
            owner.find("save").click();
            assertThat(owner.find("note")).containsText("Saved");
            assertThat(owner.find("field-owner")).hasValue("");

            owner.find("delete").click();
            owner.find("confirm-delete").click();
            assertThat(owner.find("note")).containsText("Quince</b> Works is deleted");
            owner.find("undo").click();
            assertThat(owner.find("note")).containsText("Taken back");
            assertThat(owner.find("list-account-list")).isChecked();
            assertThat(owner.complaints().stream().filter(each -> !each.contains("422"))).isEmpty();
        }
    }

    @Test
    void whatComesFromACrmIsShownWithItsPlaceAndChangedThere() {
        var workspace = ConnectedWorkspace.found(program, "mirrored-accounts");
        try (var admin = chromium.stranger(program, Screen.PHONE_DARK)) {
            admin.logIn(workspace.owner());
            admin.open("/accounts");
            assertThat(admin.find("empty")).isVisible();
            admin.open("/connections/hs");
            admin.find("backfill").first().click();
            admin.page()
                    .waitForCondition(() -> {
                        admin.open("/accounts?q=acme");
                        return mirrored(admin).count() > 0;
                    });
            assertThat(mirrored(admin)).containsText("from hs");
            assertThat(EveryPageIT.violations(admin)).isEmpty();
            mirrored(admin).locator("a").click();
            assertThat(admin.find("mirror")).hasText("hs");
            assertThat(admin.find("save")).hasCount(0);
            assertThat(admin.find("delete")).hasCount(0);
            assertThat(admin.find("field-domains")).isDisabled();
            var path = admin.path();
            assertThat(admin.open(path + "/delete").status()).isEqualTo(409);
            admin.open(path);
            admin.find("mirror").click();
            assertThat(admin.page()).hasURL(Pattern.compile(".*/connections/hs"));
        }
    }

    private static Locator mirrored(Visitor visitor) {
        return visitor.find("row")
                .filter(new Locator.FilterOptions().setHas(visitor.find("standing")));
    }

    @Test
    void viewersLookAtAccountsAndRepsDoNot() {
        try (var viewer =
                chromium.visitor(program, program.join(Role.VIEWER, null), Screen.DESK_LIGHT)) {
            viewer.open("/accounts");
            assertThat(viewer.find("add")).hasCount(0);
            viewer.find("row").first().locator("a").click();
            assertThat(viewer.find("read-only")).isVisible();
            assertThat(viewer.open("/accounts/_new").status()).isEqualTo(403);
            assertThat(viewer.open("/accounts/nothing-here").status()).isEqualTo(404);
        }
        try (var rep =
                chromium.visitor(program, program.join(Role.REP, "mia"), Screen.DESK_LIGHT)) {
            assertThat(rep.open("/accounts").status()).isEqualTo(403);
        }
    }
}
