package io.leaddispatcher.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class SessionTest extends SessionDesk {

    @Test
    void theSessionsCookieIsForOurEyesOnly() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);

        var cookie = browser.cookie("__Host-session");
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
        assertThat(browser.has("SESSION")).isFalse();
    }

    @Test
    void onlyPlainHttpOnThisMachineGoesWithoutEncryption() {
        for (var each :
                Map.of(
                                "http://localhost:8080", true,
                                "http://127.0.0.1:9000", true,
                                "http://leads.acme.test", false,
                                "http://localhost.evil.test", false,
                                "https://localhost", false)
                        .entrySet()) {
            try (var other = context(each.getKey())) {
                var browser = new Browser(client(other));
                browser.logIn(OneMember.PASSWORD);
                assertThat(browser.has("session")).as(each.getKey()).isEqualTo(each.getValue());
            }
        }
    }

    @Test
    void aLogInMakesANewSessionAndEndsTheOldOne() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);
        String first = browser.cookie("__Host-session").getValue();
        browser.logIn(OneMember.PASSWORD);

        assertThat(browser.cookie("__Host-session").getValue()).isNotEqualTo(first);
        assertThat(people().openSessions()).isEqualTo(1);
    }

    @Test
    void aLogOutEndsTheSession() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);
        String session = browser.cookie("__Host-session").getValue();

        assertSeeOther(browser.post("/logout", "_csrf", browser.token()), "/login?logout");
        assertThat(browser.has("__Host-session")).isFalse();
        browser.set("__Host-session", session);
        assertSeeOther(browser.get("/leads"), "/login");
    }

    @Test
    void aGetOfTheLogOutChangesNothing() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);
        browser.get("/logout");
        assertThat(browser.get("/leads").getStatus()).isEqualTo(HttpStatus.OK);
        assertThat(people().openSessions()).isEqualTo(1);
    }

    @Test
    void nothingUnsafeGoesWithoutTheToken() {
        var browser = browser();
        assertThat(
                        browser.post(
                                        "/login",
                                        "email",
                                        OneMember.EMAIL,
                                        "password",
                                        OneMember.PASSWORD)
                                .getStatus())
                .isEqualTo(HttpStatus.FORBIDDEN);
        browser.logIn(OneMember.PASSWORD);
        assertThat(browser.post("/things").getStatus()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(browser.post("/logout").getStatus()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(people().openSessions()).isEqualTo(1);
        assertThat(browser.post("/things", "_csrf", browser.token()).getResponseBody())
                .isEqualTo("made");
        assertThat(browser.header("X-CSRF-TOKEN", browser.token()).post("/things").getStatus())
                .isEqualTo(HttpStatus.OK);
    }

    @Test
    void aFormWhoseSessionHasEndedLeadsToTheLogInAndBackToItsPage() {
        var browser =
                browser()
                        .header("Accept", "text/html,application/xhtml+xml")
                        .header("Referer", "https://leads.acme.test/reps/mia?from=list");

        assertSeeOther(browser.post("/things", "_csrf", "stale"), "/login?ended");
        assertSeeOther(browser.logIn(OneMember.PASSWORD), "/reps/mia?from=list");
        assertThat(browser.post("/things", "_csrf", "stale").getStatus())
                .as("whoever is logged in has another reason")
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void noOtherOriginIsEverThePageOfAForm() {
        for (String sender :
                List.of("https://evil.test//evil.test/", "javascript:x", "\\evil", "")) {
            var browser = browser().header("Accept", "text/html").header("Referer", sender);
            assertSeeOther(browser.post("/things"), "/login?ended");
            assertSeeOther(browser.logIn(OneMember.PASSWORD), "/");
        }
    }

    @Test
    void whatScriptsAndStrangersSendIsRefused() {
        assertThat(browser().header("Accept", "*/*").post("/things").getStatus())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(browser().header("Accept", "text/html").post("/signup").getStatus())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void theTokenOfSomebodyElseIsNoToken() {
        var other = browser();
        other.logIn(OneMember.PASSWORD);
        var browser = browser();
        String visitorsToken = browser.token();
        browser.logIn(OneMember.PASSWORD);

        assertThat(browser.post("/things", "_csrf", other.token()).getStatus())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(browser.post("/things", "_csrf", visitorsToken).getStatus())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void anotherSitesPageSendsNothingEvenWithTheToken() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);
        String token = browser.token();
        browser.header("Sec-Fetch-Site", "cross-site");

        assertThat(browser.post("/things", "_csrf", token).getStatus())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(browser.get("/leads").getStatus()).isEqualTo(HttpStatus.OK);
    }

    @Test
    void aPageAndWhatItLoadsAskOnceForTheSession() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);
        int before = people().lookUps();
        browser.get("/leads");
        browser.get("/leads");
        assertThat(people().lookUps()).isEqualTo(before + 1);
    }

    @Test
    void aSessionThatEndsElsewhereIsOverHereSoon() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);
        browser.get("/leads");
        people().endAll();
        NOW.updateAndGet(now -> now.plus(Duration.ofSeconds(3)));
        assertSeeOther(browser.get("/leads"), "/login");
    }

    @Test
    void aSessionThatNobodyUsesIsOver() {
        for (boolean sensitive : new boolean[] {false, true}) {
            int most = sensitive ? 15 : 30;
            people().keepSensitiveFields(sensitive);
            people().beIdleFor(Duration.ZERO);
            var browser = browser();
            browser.logIn(OneMember.PASSWORD);
            idleFor(Duration.ofMinutes(most).minusMillis(1));
            assertThat(browser.get("/leads").getStatus()).isEqualTo(HttpStatus.OK);
            assertThat(people().idle()).as("it was used").isZero();
            idleFor(Duration.ofSeconds(59));
            assertThat(browser.get("/leads").getStatus()).isEqualTo(HttpStatus.OK);
            assertThat(people().idle()).as("not written at each page").isPositive();

            idleFor(Duration.ofMinutes(most));
            assertSeeOther(browser.get("/leads"), "/login");
            assertThat(people().openSessions()).isZero();
        }
    }

    @Test
    void theTimeOfSensitiveFieldsComesAndGoesWithThem() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);
        people().keepSensitiveFields(true);
        idleFor(Duration.ofMinutes(10));
        assertThat(browser.get("/leads").getStatus()).isEqualTo(HttpStatus.OK);
        people().keepSensitiveFields(false);
        idleFor(Duration.ofMinutes(20));
        assertThat(browser.get("/leads").getStatus()).isEqualTo(HttpStatus.OK);

        people().keepSensitiveFields(true);
        idleFor(Duration.ofMinutes(20));
        assertSeeOther(browser.get("/leads"), "/login");
    }

    @Test
    void aPageThatAsksByItselfKeepsNoSessionOpen() {
        for (var itself : Map.of("X-By-Itself", "live", "Accept", "text/event-stream").entrySet()) {
            people().beIdleFor(Duration.ZERO);
            var browser = browser();
            browser.logIn(OneMember.PASSWORD);
            String session = browser.cookie("__Host-session").getValue();
            var page = browser().header(itself.getKey(), itself.getValue());
            page.set("__Host-session", session);
            idleFor(Duration.ofMinutes(29));
            page.get("/leads");
            assertThat(people().idle()).as(itself.getKey()).isEqualTo(Duration.ofMinutes(29));
            assertThat(browser.get("/leads").getStatus()).isEqualTo(HttpStatus.OK);
            assertThat(people().idle()).as("a moment later somebody is there").isZero();

            idleFor(Duration.ofMinutes(30));
            page.get("/leads");
            assertThat(people().openSessions()).as(itself.getKey()).isZero();
        }
    }

    /** No page was asked for meanwhile. */
    private void idleFor(Duration time) {
        people().beIdleFor(time);
        NOW.updateAndGet(now -> now.plus(Duration.ofSeconds(3)));
    }

    @Test
    void whoOwesASecondFactorGetsToItsPageAndOutAndNowhereElse() {
        var browser = browser();
        browser.logIn(OneMember.PASSWORD);
        assertThat(browser.get("/leads").getStatus()).isEqualTo(HttpStatus.OK);
        people().oweASecondFactor(true);
        NOW.updateAndGet(now -> now.plus(Duration.ofSeconds(3)));

        assertSeeOther(browser.get("/leads"), "/me/security/second-factor");
        assertSeeOther(browser.get("/no/such/page"), "/me/security/second-factor");
        assertThat(browser.post("/things", "_csrf", browser.token()).getStatus())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(browser.get("/me/security/second-factor").getResponseBody()).isEqualTo("due");
        people().oweASecondFactor(false);
        assertThat(browser.get("/leads").getStatus()).as("at once").isEqualTo(HttpStatus.OK);

        people().oweASecondFactor(true);
        NOW.updateAndGet(now -> now.plus(Duration.ofSeconds(3)));
        var part = browser.header("Sec-Fetch-Mode", "cors").get("/leads");
        assertThat(part.getStatus()).isEqualTo(HttpStatus.FORBIDDEN);
        browser.header("Sec-Fetch-Mode", "navigate");
        assertSeeOther(browser.post("/logout", "_csrf", browser.token()), "/login?logout");
    }

    @Test
    void aScriptIsToldThatNobodyIsLoggedInAndChangesNothingAboutWhereTheLogInLeads() {
        var browser = browser();
        assertSeeOther(browser.get("/leads"), "/login");
        for (var header : List.of("Sec-Fetch-Mode", "X-By-Itself")) {
            var script = browser().header(header, "cors");
            script.set("__Host-requested", browser.cookie("__Host-requested").getValue());
            var answer = script.get("/policy/changes");
            assertThat(answer.getStatus()).as(header).isEqualTo(HttpStatus.UNAUTHORIZED);
            assertThat(answer.getResponseHeaders().getLocation()).isNull();
            assertThat(answer.getResponseCookies()).doesNotContainKey("__Host-requested");
            assertThat(script.post("/things").getStatus()).isEqualTo(HttpStatus.UNAUTHORIZED);
        }
        assertSeeOther(browser.logIn(OneMember.PASSWORD), "/leads");
    }

    @Test
    void aCookieThatWeNeverWroteIsNotLookedUp() {
        var browser = browser();
        browser.set("__Host-session", "'or(1=1)--");
        assertSeeOther(browser.get("/leads"), "/login");
        assertThat(people().lookUps()).isZero();
    }
}
