package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports as people read them. */
@ExtendWith(InBrowser.class)
class AnalyticsIT {

    private final DemoProgram program;
    private final Chromium chromium;

    AnalyticsIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @ParameterizedTest
    @EnumSource(names = {"DESK_LIGHT", "PHONE_DARK"})
    void aViewerLooksAtReportsAndTakesOneAlong(Screen screen) throws IOException {
        try (var viewer = chromium.visitor(program, program.join(Role.VIEWER, null), screen)) {
            viewer.open("/analytics");
            assertThat(viewer.find("report-row").first()).isVisible();

            viewer.find("report-load").click();
            viewer.find("report-by").selectOption("team");
            assertThat(viewer.page())
                    .hasURL(Pattern.compile(".*/analytics\\?report=load&days=30&by=team$"));
            viewer.find("days-90").click();
            assertThat(viewer.page())
                    .hasURL(Pattern.compile(".*/analytics\\?report=load&by=team&days=90$"));
            assertThat(viewer.find("report-total")).isVisible();
            assertThat(EveryPageIT.violations(viewer)).isEmpty();

            var file = viewer.page().waitForDownload(() -> viewer.find("report-csv").click());
            assertThat(file.suggestedFilename()).isEqualTo("load-by-team.csv");
            assertThat(Files.readString(file.path()))
                    .startsWith("\"team\",\"name\",\"offered\",")
                    .contains("\"\",\"TOTAL\",");
            assertThat(viewer.complaints()).isEmpty();
        }
    }

    @Test
    void whereNothingIsToBeCountedTheWayOnIsShown() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/analytics?report=revenue&to=2001-01-31");
            assertThat(owner.find("no-report")).isVisible();
            owner.find("report-longer").click();
            assertThat(owner.find("report-row").first()).isVisible();
        }
    }

    @Test
    void aRepIsShownNoReports() {
        try (var rep =
                chromium.visitor(program, program.join(Role.REP, "mia"), Screen.DESK_LIGHT)) {
            rep.open("/");
            assertThat(rep.find("nav-analytics")).hasCount(0);
            assertThat(rep.open("/analytics").status()).isEqualTo(403);
        }
    }
}
