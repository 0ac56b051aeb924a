package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.leaddispatcher.domain.access.Role;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Working hours are typed in the ways in which people write them. */
@ExtendWith(InBrowser.class)
class TypedHoursIT {

    private final DemoProgram program;
    private final Chromium chromium;

    TypedHoursIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void hoursAreUnderstoodAsPeopleTypeThem() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/teams/_new");
            owner.find("field-name").fill("Early birds");
            var monday = owner.find("field-workingHours.MON");
            monday.fill("9am-5pm");
            monday.press("Tab");
            assertThat(monday).hasValue("09:00-17:00");
            var tuesday = owner.find("field-workingHours.TUE");
            tuesday.fill("9-5");
            tuesday.press("Tab");
            assertThat(owner.find("problem-workingHours.TUE")).containsText("24-hour clock");
            owner.find("save").click();
            assertThat(owner.find("problem-workingHours.TUE")).containsText("24-hour clock");
            tuesday.fill("8.30 \u2013 12, 13-17 Uhr");
            owner.find("save").click();
            created(owner, "/teams/early-birds");
            assertThat(tuesday).hasValue("08:30-12:00, 13:00-17:00");
        }
        try (var rep =
                chromium.visitor(program, program.join(Role.REP, "mia"), Screen.PHONE_LIGHT)) {
            rep.open("/me");
            var saturday = rep.page().locator("#SAT");
            saturday.fill("10 to late");
            rep.find("save-hours").click();
            assertThat(rep.page().locator("#SAT-problem")).containsText("not understood");
            saturday.fill("10-14");
            rep.find("save-hours").click();
            assertThat(saturday).hasValue("10:00-14:00");
            saturday.fill("");
            rep.find("save-hours").click();
            assertThat(saturday).hasValue("");
        }
    }

    private static void created(Visitor somebody, String path) {
        assertThat(somebody.find("note")).containsText("Created");
        assertThat(somebody.page()).hasURL(Pattern.compile(".*" + path));
    }
}
