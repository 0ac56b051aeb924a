package io.leaddispatcher.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class LogInTest extends SessionDesk {

    @Test
    void whoeverIsNotLoggedInIsSentToTheLogIn() {
        assertSeeOther(browser().get("/leads"), "/login");
        assertSeeOther(browser().get("/"), "/login");
        assertSeeOther(browser().get("/no/such/page"), "/login");
    }

    @Test
    void theLogInLeadsToThePageFirstAskedFor() {
        var browser = browser();
        browser.get("/leads?status=OPEN&q=a%26b");

        assertSeeOther(browser.logIn(OneMember.PASSWORD), "/leads?status=OPEN&q=a%26b");
        assertThat(browser.get("/leads").getResponseBody()).isEqualTo("Mia of Acme");
        assertThat(browser.has("__Host-requested")).isFalse();
    }

    @Test
    void withoutSuchAPageItLeadsHome() {
        assertSeeOther(browser().logIn(OneMember.PASSWORD), "/");
    }

    @Test
    void noOtherOriginIsEverThePageFirstAskedFor() {
        for (String target :
                new String[] {
                    "https://evil.test/",
                    "//evil.test/",
                    "/\\evil.test/",
                    "/%5Cevil.test",
                    "/%2Fevil.test",
                    "/\tevil",
                    "/login?error",
                    "/login/code?error",
                    "javascript:alert(1)",
                    "evil"
                }) {
            var browser = browser();
            browser.set(
                    "__Host-requested",
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(target.getBytes(StandardCharsets.US_ASCII)));
            assertSeeOther(browser.logIn(OneMember.PASSWORD), "/");
        }
    }

    @Test
    void aWrongPasswordAndAnUnknownPersonGetTheSameAnswer() {
        var browser = browser();
        assertSeeOther(browser.logIn("wrong"), "/login?error");
        assertSeeOther(
                browser.post("/login", "email", "nobody@acme.test", "_csrf", browser.token()),
                "/login?error");
        assertThat(browser.has("__Host-session")).isFalse();
    }

    @Test
    void whoeverIsRefusedNeedNotTypeTheAddressAgainKnownOrNot() {
        for (String email : new String[] {OneMember.EMAIL, "nobody@acme.test", "\"><b>ö"}) {
            var browser = browser();
            browser.post("/login", "email", email, "password", "wrong", "_csrf", browser.token());

            assertThat(
                            new String(
                                    Base64.getUrlDecoder()
                                            .decode(browser.cookie("__Host-tried").getValue()),
                                    StandardCharsets.UTF_8))
                    .isEqualTo(email);
            assertThat(browser.cookie("__Host-tried").isHttpOnly()).isTrue();
            assertThat(browser.cookie("__Host-tried").getMaxAge()).hasMinutes(2);
        }
        var browser = browser();
        browser.post(
                "/login", "email", "x".repeat(255), "password", "wrong", "_csrf", browser.token());
        assertThat(browser.has("__Host-tried")).isFalse();
    }

    @Test
    void logInsAndLogOutsAndRefusedOnesAreInTheAuditLogWithoutTheAddress() {
        var browser = browser();
        browser.logIn("wrong");
        browser.post("/login", "email", "nobody@acme.test", "_csrf", browser.token());
        browser.logIn(OneMember.PASSWORD);
        browser.post("/logout", "_csrf", browser.token());

        var trail = app().getBean(InMemoryAuditTrail.class);
        String mia = "member:00000000-0000-0001-0000-000000000002";
        assertThat(trail.told())
                .containsExactly(
                        "session.refused " + mia, "session.opened " + mia, "session.ended " + mia);
        assertThat(trail.entries().getFirst().actor()).isEqualTo("anonymous");
        assertThat(trail.entries().toString()).doesNotContain("acme.test");
    }

    @Test
    void tooManyWrongTriesAreHeldUp() {
        var browser = browser();
        for (int i = 0; i < 10; i++) {
            browser.logIn("wrong");
        }
        var answer = browser.logIn(OneMember.PASSWORD);
        assertSeeOther(answer, "/login?throttled");
        assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isNotNull();
    }
}
