package io.leaddispatcher.infra.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every page, on every screen. */
@ExtendWith(InBrowser.class)
class EveryPageIT {

    private final DemoProgram program;
    private final Chromium chromium;

    EveryPageIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    /** Layouts go by the width and colours by the scheme: two screens show all of both. */
    @ParameterizedTest
    @EnumSource(names = {"DESK_LIGHT", "PHONE_DARK"})
    void aPageIsWellFormedFitsAndCanBeUsedByEverybody(Screen screen) {
        var all = new SoftAssertions();
        try (var stranger = chromium.stranger(program, screen)) {
            check(stranger, "/login", 200, all);
            check(stranger, "/login?error", 200, all);
            check(stranger, "/signup", 200, all);
            check(stranger, "/signup?posted", 200, all);
            check(stranger, "/signup/some-link", 404, all);
            check(stranger, "/reset", 200, all);
            check(stranger, "/reset?no-mail", 200, all);
            check(stranger, "/reset/some-link", 404, all);
            check(stranger, "/invitation/some-link", 404, all);
            check(stranger, "/answer/some-link", 404, all);
            check(stranger, "/digest/some-link", 404, all);
            check(stranger, "/offline", 200, all);
            check(stranger, "/unsubscribe/some-link", 404, all);
        }
        try (var owner = chromium.visitor(program, program.owner(), screen)) {
            for (var path : pages(owner, screen)) {
                check(owner, path, 200, all);
            }
            check(owner, "/me", 200, all);
            check(owner, "/no/such/page", 404, all);
            check(owner, "/leads/no-lead", 404, all);
            check(owner, "/leads?cursor=none", 400, all);
        }
        all.assertAll();
    }

    @ParameterizedTest
    @EnumSource(names = {"DESK_LIGHT", "PHONE_DARK"})
    void aRefusalIsAPageToo(Screen screen) {
        var all = new SoftAssertions();
        try (var viewer = chromium.visitor(program, program.join(Role.VIEWER, null), screen)) {
            check(viewer, "/connections", 403, all);
        }
        try (var rep = chromium.visitor(program, program.join(Role.REP, "mia"), screen)) {
            check(rep, "/me", 200, all);
            check(rep, "/audit", 403, all);
        }
        all.assertAll();
    }

    @ParameterizedTest
    @EnumSource(names = {"DESK_LIGHT", "PHONE_DARK"})
    void soIsAPageOfAConnectedCrm(Screen screen) {
        var all = new SoftAssertions();
        var workspace = ConnectedWorkspace.found(program, "connected-" + screen.width);
        try (var admin = chromium.stranger(program, screen)) {
            admin.logIn(workspace.owner());
            for (var path : ConnectedWorkspace.PAGES) {
                check(admin, path, 200, all);
            }
        }
        all.assertAll();
    }

    /** All that an owner may open. A phone leaves out what looks like another one. */
    static List<String> pages(Visitor owner, Screen screen) {
        var pages =
                new ArrayList<>(
                        List.of(
                                "/",
                                "/leads",
                                "/leads?q=nobody-is-called-so",
                                "/leads/new",
                                "/leads/import",
                                "/search?q=a",
                                "/search?q=nobody-is-called-so",
                                "/meetings",
                                "/queues",
                                "/tasks",
                                "/tasks?state=done"));
        // One of each look, and so of each way that a decision can end.
        for (var status : List.of("ASSIGNED", "QUEUED", "REJECTED")) {
            owner.open("/leads?status=" + status);
            pages.add(owner.find("lead-row").first().locator("a").getAttribute("href"));
        }
        var assigned = pages.get(pages.size() - 3);
        pages.addAll(List.of(assigned + "/edit", assigned + "/merge"));
        pages.addAll(
                List.of(
                        "/settings",
                        "/settings/tokens",
                        "/settings/webhooks",
                        "/settings/workspace",
                        "/settings/data",
                        "/settings/data/deletion",
                        "/settings/privacy",
                        "/settings/workspace-file",
                        "/settings/security",
                        "/settings/sso",
                        "/me/security",
                        "/me/security/second-factor",
                        "/workspaces"));
        pages.addAll(
                List.of(
                        "/connections",
                        "/monitoring",
                        "/monitoring/deliveries",
                        "/meetings?when=past",
                        "/analytics",
                        "/analytics?report=revenue&to=2001-01-31",
                        "/policy",
                        "/policy/history",
                        "/audit",
                        "/audit?q=nothing-is-called-so",
                        "/sandbox",
                        "/sandbox?channel=EMAIL"));
        // A list, one of each editor, and what is asked before something goes.
        pages.addAll(
                List.of(
                        "/reps",
                        "/reps/mia",
                        "/reps/mia/decisions",
                        "/reps/mia/delete",
                        "/teams/_new",
                        "/set-up/queues",
                        "/set-up/queues/_new",
                        "/territories",
                        "/territories/_new",
                        "/segments/_new",
                        "/fields/_new",
                        "/lists/_new",
                        "/accounts",
                        "/accounts/_new",
                        "/sla/_new",
                        "/templates/_new"));
        owner.open("/pools");
        pages.add(owner.find("row").first().locator("a").getAttribute("href"));
        // They have one look: the first one has all that the others have, but for its fields.
        List.of(
                        "slack",
                        "hubspot",
                        "salesforce",
                        "crm",
                        "smtp",
                        "form",
                        "generic",
                        "calendly",
                        "calcom")
                .stream()
                .limit(screen == Screen.DESK_LIGHT ? Long.MAX_VALUE : 2)
                .forEach(type -> pages.add("/connections/add/" + type));
        return pages;
    }

    private static void check(Visitor visitor, String path, int status, SoftAssertions all) {
        var page = visitor.page();
        int before = visitor.complaints().size();
        assertThat(visitor.open(path).status()).as(path).isEqualTo(status);
        assertThat(page.locator("h1").count()).as("h1 of " + path).isOne();
        all.assertThat(page.locator("html").getAttribute("lang")).as(path).isEqualTo("en");
        all.assertThat(page.locator("[data-testid]").count()).as("ids of " + path).isPositive();
        all.assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("overflow of " + path)
                .isEqualTo(0);
        all.assertThat(page.evaluate("document.querySelectorAll('[style], style').length"))
                .as("styles in " + path)
                .isEqualTo(0);
        all.assertThat(violations(visitor)).as("accessibility of " + path).isEmpty();
        all.assertThat(visitor.complaints().stream().skip(before))
                .as("the browser about " + path)
                // Whoever opens a page that does not exist is told so by the browser as well.
                .filteredOn(told -> status < 400 || !told.startsWith("Failed to load resource"))
                .isEmpty();
    }

    /** Of the page that is open. */
    static Map<String, Object> violations(Visitor visitor) {
        return Axe.violations(visitor.page());
    }
}
