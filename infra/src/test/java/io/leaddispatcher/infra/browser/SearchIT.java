package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.access.Role;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How one gets anywhere by its name. */
@ExtendWith(InBrowser.class)
class SearchIT {

    private final DemoProgram program;
    private final Chromium chromium;

    SearchIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void theKeyboardFindsALeadARepAndAnAct() {
        program.submit(Leads.of("<i>Xiomara</i>", "xiomara@palette.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/monitoring");
            owner.page().keyboard().press("Control+k");
            assertThat(owner.find("palette-input")).isFocused();
            assertThat(owner.find("found-acts")).isVisible();
            assertThat(EveryPageIT.violations(owner)).isEmpty();

            owner.find("palette-input").fill("xiomara@pal");
            assertThat(owner.find("found-leads")).containsText("<i>Xiomara</i> Tester");
            owner.page().keyboard().press("Enter");
            assertThat(owner.find("lead-title")).containsText("Xiomara");

            owner.awaitScripts();
            owner.page().keyboard().press("Control+k");
            assertThat(owner.find("found-recent")).containsText("Xiomara");
            owner.find("palette-input").fill("add a rep");
            assertThat(owner.find("hit").first()).containsText("Add a rep");
            owner.page().keyboard().press("ArrowDown");
            owner.page().keyboard().press("ArrowUp");
            assertThat(owner.find("palette-input"))
                    .hasAttribute("aria-activedescendant", "palette-places-0");
            owner.page().keyboard().press("Escape");
            assertThat(owner.find("palette")).isHidden();

            owner.find("search-open").click();
            owner.find("palette-input").fill("nobody is called so");
            assertThat(owner.find("found-nothing")).isVisible();
            // Enter before the answer is there.
            owner.find("palette-input").fill("mia brandt");
            owner.page().keyboard().press("Enter");
            assertThat(owner.page()).hasURL(Pattern.compile(".*/reps/mia$"));
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void aRepFindsTheirOwnAndNothingOfTheSetUpOnThePhoneToo() {
        var holder = program.holder(program.submit(Leads.of("Yolanda", "yolanda@palette.example")));
        var other = holder.equals("lena") ? "hugo" : "lena";
        try (var rep =
                chromium.visitor(program, program.join(Role.REP, other), Screen.PHONE_DARK)) {
            rep.open("/");
            rep.find("search-open").click();
            assertThat(rep.find("found-pages")).containsText("My day");
            assertThat(rep.find("palette").locator("a[href^='/connections'], a[href^='/reps']"))
                    .hasCount(0);
            assertThat(EveryPageIT.violations(rep)).isEmpty();
            rep.find("palette-input").fill("yolanda@palette");
            assertThat(rep.find("found-nothing")).isVisible();
            rep.find("palette-input").fill("mia");
            assertThat(rep.find("found-nothing")).isVisible();
            rep.find("palette-close").click();
            assertThat(rep.find("palette")).isHidden();
        }
    }
}
