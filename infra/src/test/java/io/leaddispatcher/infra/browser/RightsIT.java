package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import io.leaddispatcher.domain.access.Role;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets in, and what they see. */
@ExtendWith(InBrowser.class)
class RightsIT {

    private final DemoProgram program;
    private final Chromium chromium;

    RightsIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void aWrongPasswordIsSaidSoAndTheRightOneLeadsToThePageAskedFor() {
        try (var stranger = chromium.stranger(program, Screen.DESK_LIGHT)) {
            stranger.open("/leads?status=QUEUED");
            assertThat(stranger.path()).isEqualTo("/login");
            stranger.find("email").fill(program.owner().email());
            stranger.find("password").fill("wrong");
            stranger.find("login-submit").click();
            assertThat(stranger.find("login-error")).isVisible();

            stranger.find("email").fill(program.owner().email());
            stranger.find("password").fill(program.owner().password());
            stranger.find("login-submit").click();
            assertThat(stranger.page()).hasURL(Pattern.compile(".*/leads\\?status=QUEUED$"));
            assertThat(stranger.complaints()).isEmpty();
        }
    }

    @Test
    void afterTheLogOutTheWayBackIsTheLogIn() {
        try (var stranger = chromium.stranger(program, Screen.DESK_LIGHT)) {
            stranger.logIn(program.owner());
            stranger.find("user-menu").click();
            stranger.find("logout").click();
            assertThat(stranger.find("login-left")).isVisible();

            stranger.open("/leads");
            assertThat(stranger.path()).isEqualTo("/login");
        }
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.open("/");
            owner.page()
                    .evaluate("document.querySelectorAll('[name=_csrf]').forEach(f => f.remove())");
            var answer =
                    owner.page()
                            .waitForResponse(
                                    Pattern.compile(".*/sample-leads"),
                                    () -> owner.find("send-sample-lead").click());
            assertThat(answer.status()).isEqualTo(403);
            assertThat(owner.find("error-403")).isVisible();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "REP", "MANAGER"})
    void onlyAdminsSeeConnections(Role role) {
        try (var member = member(role)) {
            member.open("/");
            assertThat(member.find("nav-leads")).isVisible();
            assertThat(member.find("nav-connections")).hasCount(0);
            assertThat(member.page().locator("a[href^='/connections']")).hasCount(0);
            assertThat(member.find("nav-audit")).hasCount(role == Role.REP ? 0 : 1);
            for (var path :
                    new String[] {"/connections", "/connections/add/slack", "/connections/slack"}) {
                assertThat(member.open(path).status()).as(path).isEqualTo(403);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "REP", "MANAGER"})
    void whoReadsEverythingReadsWhatWasDoneButNotOfAccess(Role role) {
        try (var member = member(role)) {
            if (role == Role.REP) {
                assertThat(member.open("/audit").status()).isEqualTo(403);
                assertThat(member.open("/audit/export").status()).isEqualTo(403);
            } else {
                assertThat(member.open("/audit").status()).isEqualTo(200);
                assertThat(member.find("audit-entry").first()).isVisible();
                member.open("/audit?action=session.opened");
                assertThat(member.find("audit-entry")).hasCount(0);
            }
        }
    }

    @Test
    void aRepSeesTheirOwnLeadsOnly() {
        var lead = program.submit(Leads.of("Foreign", "foreign@rights.example"));
        var holder = program.holder(lead);
        try (var rep =
                chromium.visitor(
                        program,
                        program.join(Role.REP, holder.equals("lena") ? "hugo" : "lena"),
                        Screen.DESK_LIGHT)) {
            assertThat(rep.open("/leads/" + lead).status()).isEqualTo(404);
            rep.open("/leads?q=foreign@rights.example");
            assertThat(rep.find("leads-empty")).isVisible();
        }
        try (var rep =
                chromium.visitor(program, program.join(Role.REP, holder), Screen.DESK_LIGHT)) {
            assertThat(rep.open("/leads/" + lead).status()).isEqualTo(200);
            rep.open("/leads");
            assertThat(rep.find("lead-row").first()).containsText("Foreign Tester");
            assertThat(rep.open("/sandbox").status()).isEqualTo(403);
        }
    }

    @Test
    void whoeverMayNotSendASampleSeesNoButton() {
        try (var viewer = member(Role.VIEWER)) {
            for (var path : new String[] {"/", "/sandbox"}) {
                viewer.open(path);
                assertThat(viewer.find("send-sample-lead")).hasCount(0);
            }
        }
    }

    @Test
    void aPageThatAsksByItselfHowFarSomethingIsSaysSo() {
        try (var owner = chromium.visitor(program, program.owner(), Screen.DESK_LIGHT)) {
            owner.page()
                    .route(
                            "**/settings",
                            route -> {
                                var answer = route.fetch();
                                route.fulfill(
                                        new Route.FulfillOptions()
                                                .setResponse(answer)
                                                .setBody(
                                                        answer.text()
                                                                .replaceFirst(
                                                                        "<h1",
                                                                        "<h1 data-poll=\"100\"")));
                            },
                            // The page that asks again is not held up: it may be closed meanwhile.
                            new Page.RouteOptions().setTimes(1));
            var again =
                    owner.page()
                            .waitForRequest(
                                    request ->
                                            request.url().endsWith("/settings")
                                                    && request.resourceType().equals("fetch"),
                                    () -> owner.open("/settings"));
            assertThat(again.headers()).containsKey("x-by-itself");
        }
    }

    @Test
    void allThatAViewerMayOpenIsWithinReachOnAPhone() {
        var account = program.join(Role.VIEWER, null);
        try (var viewer = chromium.visitor(program, account, Screen.PHONE_LIGHT)) {
            viewer.open("/");
            var entries = viewer.page().locator(".nav .nav-item");
            assertThat(entries.count()).isGreaterThan(6);
            for (var entry : entries.all()) {
                entry.scrollIntoViewIfNeeded();
                assertThat(entry).isInViewport(new IsInViewportOptions().setRatio(1));
            }
            // What does not fit is told of by a shade at the edge.
            assertThat(
                            viewer.page()
                                    .evaluate(
                                            "getComputedStyle(document.querySelector('.nav')).backgroundAttachment")
                                    .toString())
                    .contains("local", "scroll");
        }
    }

    private Visitor member(Role role) {
        return chromium.visitor(
                program, program.join(role, role == Role.REP ? "mia" : null), Screen.DESK_LIGHT);
    }
}
