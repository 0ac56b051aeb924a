package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.leaddispatcher.domain.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InBrowser.class)
class LeadFiltersPageIT {

    private final DemoProgram program;
    private final Chromium chromium;

    LeadFiltersPageIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void whatNarrowsTheListIsShownAndLeftOutOneByOne() {
        program.submit(Leads.of("Narrow", "narrow@filters.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads?q=narrow&source=web-form&priority=STANDARD");
            assertThat(owner.find("filter-chip")).hasCount(3);
            assertThat(owner.find("lead-row").first()).containsText("Narrow Tester");

            owner.find("filter-priority").selectOption("URGENT");
            assertThat(owner.page())
                    .hasURL(
                            Pattern.compile(
                                    ".*/leads\\?q=narrow&source=web-form&priority=URGENT$"));
            assertThat(owner.find("leads-empty")).isVisible();

            owner.page().locator("[data-part=priority] a").click();
            assertThat(owner.page())
                    .hasURL(Pattern.compile(".*/leads\\?q=narrow&source=web-form$"));
            assertThat(owner.find("lead-row").first()).isVisible();
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void theOldestComeFirstWhereTheyAreAskedForAndAllAreCounted() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads");
            assertThat(owner.find("leads-count")).containsText("leads");
            var newest = owner.find("lead-row").first().getAttribute("data-key");

            owner.find("filter-sort").selectOption("arrivedAt");
            assertThat(owner.page()).hasURL(Pattern.compile(".*/leads\\?sort=arrivedAt$"));
            assertThat(owner.page().locator("[data-live-state]")).hasCount(0);
            assertThat(owner.find("lead-row").first().getAttribute("data-key"))
                    .isNotEqualTo(newest);
        }
    }

    @Test
    void theFileHoldsTheLeadsOfTheFilterAndTheAuditLogTellsOfIt() throws IOException {
        program.submit(Leads.of("Exported", "exported@filters.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/leads?q=exported@filters.example");
            var file = owner.page().waitForDownload(() -> owner.find("leads-csv").click());

            assertThat(file.suggestedFilename()).isEqualTo("leads.csv");
            assertThat(Files.readString(file.path()).lines())
                    .satisfiesExactly(
                            heading ->
                                    assertThat(heading)
                                            .startsWith("\"id\",\"receivedAt\",\"status\""),
                            line ->
                                    assertThat(line)
                                            .contains(
                                                    "\"Exported Tester\",\"exported@filters.example\"",
                                                    "\"web-form\""));
            owner.open("/audit?action=leads.exported");
            assertThat(owner.find("audit-entry").first()).containsText("List of leads downloaded");
            assertThat(owner.find("audit-entry").first())
                    .not()
                    .containsText("exported@filters.example");
        }
    }

    @Test
    void aRepTakesAlongNoMoreThanTheListShows() {
        try (var rep =
                chromium.visitor(program, program.join(Role.REP, "mia"), Screen.DESK_LIGHT)) {
            rep.open("/leads");
            for (var name : List.of("team", "pool", "rule", "source")) {
                assertThat(rep.find("filter-" + name)).hasCount(0);
            }
            int shown = rep.find("lead-row").count();
            var file = rep.page().request().get(program.at("/leads/export?team=emea").toString());
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.text().lines().count()).isLessThanOrEqualTo(shown + 1L);
        }
    }

    @Test
    void aRowOfAReportLeadsToItsLeads() {
        program.submit(Leads.of("Reported", "reported@filters.example"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/analytics?report=leakage&by=rule");
            var row =
                    owner.find("report-row")
                            .filter(new Locator.FilterOptions().setHas(owner.find("report-leads")))
                            .first();
            var received = row.locator("td.end").first().textContent();
            row.locator("a").click();

            assertThat(owner.page()).hasURL(Pattern.compile(".*/leads\\?rule=.*"));
            assertThat(owner.find("filter-chip").first()).containsText("Rule");
            assertThat(owner.find("leads-count"))
                    .containsText("1".equals(received) ? "One lead" : received + " leads");
        }
    }
}
