package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.KeyboardModifier;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InBrowser.class)
class LeadsListIT {

    private final DemoProgram program;
    private final Chromium chromium;

    LeadsListIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void aLeadThatArrivesAppearsOnTopByItself() {
        try (var owner = owner()) {
            owner.open("/leads");
            assertThat(owner.page().locator("[data-live-state]"))
                    .hasAttribute("data-live-state", "on");
            var before = owner.find("lead-row").count();

            program.submit(Leads.of("Livia", "livia@fresh.example"));

            assertThat(owner.find("lead-row").first()).containsText("Livia Tester");
            assertThat(owner.find("lead-row")).hasCount(before + 1);
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void aStreamThatWasRefusedIsAskedForAgain() {
        try (var owner = owner()) {
            var asked = new AtomicInteger();
            owner.page().clock().install();
            owner.page()
                    .route(
                            "**/leads/stream*",
                            route -> {
                                if (asked.incrementAndGet() == 1) {
                                    route.fulfill(new Route.FulfillOptions().setStatus(429));
                                } else {
                                    route.resume();
                                }
                            });
            owner.page().waitForResponse("**/leads/stream*", () -> owner.open("/leads"));
            for (int i = 0; i < 60 && asked.get() < 2; i++) {
                owner.page().clock().runFor(10_000);
            }
            assertThat(owner.page().locator("[data-live-state]"))
                    .hasAttribute("data-live-state", "on");
        }
    }

    @Test
    void theLeadsPageTellsWhatHappensToItMeanwhile() {
        try (var owner = owner()) {
            owner.open("/leads/" + program.submit(Leads.of("Again", "again@fresh.example")));
            assertThat(owner.page().locator("[data-type=LEAD_UPDATED]")).hasCount(0);

            program.submit(Leads.of("Anew", "again@fresh.example"));

            assertThat(owner.page().locator("[data-type=LEAD_UPDATED]")).hasCount(1);
            assertThat(owner.find("lead-title")).hasText("Anew Tester");
        }
    }

    @Test
    void aSearchFindsByTheBeginningOfWords() {
        program.submit(Leads.of("Quetzalcoatl", "quetzal@search.example"));
        try (var owner = owner()) {
            owner.open("/leads");
            owner.page().keyboard().press("/");
            assertThat(owner.find("leads-search")).isFocused();
            owner.find("leads-search").fill("quetzalc");
            owner.page().keyboard().press("Enter");

            assertThat(owner.page()).hasURL(Pattern.compile(".*/leads\\?q=quetzalc$"));
            assertThat(owner.find("lead-row")).hasCount(1);
            assertThat(owner.find("lead-row")).containsText("Quetzalcoatl Tester");

            owner.find("leads-search").fill("nobody-is-called-so");
            owner.page().keyboard().press("Enter");
            assertThat(owner.find("leads-empty")).isVisible();
            owner.find("leads-empty").getByRole(AriaRole.LINK).click();
            assertThat(owner.find("lead-row").first()).isVisible();
        }
    }

    @Test
    void aFilterNarrowsAsSoonAsItIsChosenAndCanBeCleared() {
        try (var owner = owner()) {
            owner.open("/leads");
            owner.find("filter-status").selectOption("QUEUED");

            assertThat(owner.page()).hasURL(Pattern.compile(".*/leads\\?status=QUEUED$"));
            assertThat(owner.find("filter-status")).hasValue("QUEUED");
            assertThat(owner.page().locator(".cell-status").allTextContents())
                    .isNotEmpty()
                    .allMatch(status -> status.contains("Queued"));

            owner.find("filter-clear").click();
            assertThat(owner.page()).hasURL(Pattern.compile(".*/leads$"));
        }
    }

    @Test
    void whoGoesThroughAFilterByKeyboardIsNotTakenAwayAtTheFirstChoice() {
        try (var owner = owner()) {
            owner.open("/leads");
            owner.awaitScripts();
            var status = owner.find("filter-status");
            status.focus();
            owner.page().keyboard().press("ArrowDown");
            owner.page().keyboard().press("ArrowDown");
            assertThat(status).isFocused();
            var second = status.inputValue();
            owner.page().keyboard().press("Enter");

            assertThat(owner.page())
                    .hasURL(Pattern.compile(".*/leads\\?status=%s$".formatted(second)));
            assertThat(owner.find("filter-status").locator("option").nth(2))
                    .hasAttribute("value", second);
        }
    }

    @Test
    void whatHasLeftGoesFromTheEndTooAndTheLastOneLeavesWhatIsBeingTyped() {
        var older = program.submit(Leads.of("Olda", "olda@leaving.example"));
        var newer = program.submit(Leads.of("Newa", "newa@leaving.example"));
        try (var owner = owner();
                var other = owner()) {
            other.give(older, "omar");
            other.give(newer, "omar");
            owner.open("/leads?q=leaving.example&rep=omar");
            assertThat(owner.find("lead-row")).hasCount(2);
            owner.awaitScripts();
            owner.find("leads-search").fill("half a wo");

            other.give(older, "mia");
            assertThat(owner.find("lead-row")).hasCount(1);
            assertThat(owner.find("lead-row")).containsText("Newa Tester");
            other.give(newer, "mia");
            assertThat(owner.find("lead-row")).hasCount(0);
            assertThat(owner.find("leads-empty")).isVisible();
            assertThat(owner.find("leads-csv")).hasCount(0);

            other.give(newer, "omar");
            assertThat(owner.find("lead-row")).containsText("Newa Tester");
            assertThat(owner.find("leads-empty")).hasCount(0);
            assertThat(owner.find("leads-search")).hasValue("half a wo");
            owner.find("choose").click();
            assertThat(owner.find("bulk-count")).hasText("1 chosen");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void daysAreThoseOfTheReader() {
        try (var owner = owner()) {
            owner.open("/leads");
            owner.find("filter-from").fill("2020-01-01");
            owner.find("filter-apply").click();

            assertThat(owner.page())
                    .hasURL(Pattern.compile(".*/leads\\?from=2020-01-01&zone=Pacific%2FAuckland$"));
            assertThat(owner.find("lead-row").first()).isVisible();
        }
    }

    @Test
    void whatIsOlderFollowsOnTheSamePage() {
        try (var owner = owner()) {
            owner.open("/leads");
            int first = owner.find("lead-row").count();
            owner.find("leads-more").click();

            assertThat(owner.find("lead-row").nth(first)).isVisible();
            var ids =
                    owner.find("lead-row").all().stream()
                            .map(row -> row.getAttribute("data-key"))
                            .toList();
            assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(first);
            assertThat(owner.path()).isEqualTo("/leads");
        }
    }

    @Test
    void aKeyboardIsEnough() {
        try (var owner = owner()) {
            owner.open("/leads");
            owner.page().keyboard().press("Tab");
            var skip = owner.page().locator("a.skip");
            assertThat(skip).isFocused();
            assertThat(skip).isInViewport();
            owner.page().keyboard().press("Enter");
            assertThat(owner.page().locator("main")).isFocused();

            owner.page().keyboard().press("Tab");
            assertThat(owner.find("import-leads")).isFocused();
            owner.page().keyboard().press("Tab");
            assertThat(owner.find("add-lead")).isFocused();
            owner.page().keyboard().press("Tab");
            assertThat(owner.find("leads-search")).isFocused();
            assertThat(outline(owner)).isNotEqualTo("none");

            owner.page().locator("main").focus();
            owner.page().keyboard().press("g");
            owner.page().keyboard().press("c");
            assertThat(owner.page()).hasURL(Pattern.compile(".*/connections$"));
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void severalLeadsAreSpamAndAreNone() {
        for (var name : List.of("Spama", "Spamb")) {
            program.submit(Leads.of(name, name + "@spam.example"));
        }
        try (var owner = owner()) {
            owner.open("/leads?q=spam.example");
            owner.find("choose").first().click();
            owner.find("choose").last().click();
            owner.find("bulk-deed").selectOption("SPAM");
            owner.find("bulk-go").click();
            assertThat(owner.find("bulk-sure")).containsText("Mark 2 leads as spam?");
            owner.find("bulk-yes").click();
            assertThat(owner.find("bulk-summary")).hasText("2 done");
            assertThat(owner.find("bulk-change")).hasCount(2);

            owner.find("bulk-undo-do").click();
            assertThat(owner.find("bulk-summary")).hasText("2 done");
            assertThat(owner.find("bulk-undo")).hasCount(0);
            owner.find("bulk-changed").click();
            owner.find("bulk-change").first().click();
            assertThat(owner.find("lead")).isVisible();
            assertThat(owner.find("closing")).hasCount(0);
            assertThat(owner.page().locator("[data-type=LEAD_REOPENED]")).hasCount(1);
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void severalLeadsAreGivenToOneRepAndTheFilterIsKept() {
        for (var name : List.of("Bulka", "Bulkb", "Bulkc")) {
            program.submit(Leads.of(name, name + "@bulk.example"));
        }
        try (var owner = owner()) {
            owner.open("/leads?q=bulk");
            assertThat(owner.find("bulk")).isHidden();
            owner.find("choose").first().click();
            owner.find("choose")
                    .last()
                    .click(
                            new Locator.ClickOptions()
                                    .setModifiers(List.of(KeyboardModifier.SHIFT)));
            assertThat(owner.find("bulk-count")).hasText("3 chosen");
            owner.find("lead-row").first().locator("a").focus();
            owner.page().keyboard().press("x");
            assertThat(owner.find("bulk-count")).hasText("2 chosen");
            owner.find("bulk-deed").selectOption("RETURN");
            owner.find("bulk-reason").fill("nobody is there");
            owner.find("bulk-go").click();
            assertThat(owner.find("bulk-sure")).containsText("Put 2 leads back into a queue?");
            owner.find("bulk-yes").click();
            assertThat(owner.find("bulk-summary")).containsText("done");
            assertThat(owner.find("bulk")).isHidden();

            owner.find("save-filter").click();
            owner.find("filter-name").fill("The bulk");
            owner.find("filter-save").click();
            assertThat(owner.find("saved-filter")).hasText("The bulk");
            owner.find("drop-filter").click();
            assertThat(owner.find("saved-filter")).hasCount(0);
            owner.find("undo").click();
            assertThat(owner.find("saved-filter")).hasText("The bulk");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    private static Object outline(Visitor visitor) {
        return visitor.page().evaluate("getComputedStyle(document.activeElement).outlineStyle");
    }

    private Visitor owner() {
        return chromium.visitor(program, program.owner(), Screen.DESK_LIGHT);
    }
}
