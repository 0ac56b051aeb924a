package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.util.HtmlUtils;

@ExtendWith(InProgram.class)
class SessionsIT {

    private static final Pattern END = Pattern.compile("/me/security/sessions/[0-9a-f-]{36}/end");

    private final AccessProgram program;
    private final AccessProgram.Workspace acme;

    SessionsIT(AccessProgram program) {
        this.program = program;
        this.acme = program.workspace();
    }

    private Browser in(String email) {
        var browser = new Browser(program);
        browser.logIn(email, AccessProgram.PASSWORD);
        assertThat(browser.isIn()).isTrue();
        return browser;
    }

    private static String end(Browser browser) {
        var found = END.matcher(browser.get("/me/security").text());
        assertThat(found.find()).isTrue();
        return found.group();
    }

    @Test
    void aSessionIsListedAndEndedFromAnotherOne() {
        var here = in(acme.owner());
        var lost = in(acme.owner());
        String secret = lost.cookie("session");
        assertThat(here.get("/me/security").text()).contains("127.0.0.1").doesNotContain(secret);

        here.submit("/me/security", end(here), Map.of());
        assertThat(here.location()).isEqualTo("/me/security?ended");
        program.awaitOut(lost);
        assertThat(here.isIn()).isTrue();
        assertThat(END.matcher(here.get("/me/security").text()).find()).isFalse();
    }

    @Test
    void anAddressThatWasTypedStaysOverARefusedLogInOnce() {
        for (String email : List.of(acme.owner(), "nobody@x.test", "a@x.test\"><i>")) {
            var browser = new Browser(program);
            browser.logIn(email, "not the password");

            var page = browser.get("/login?error").text();
            assertThat(page).contains("value=\"%s\"".formatted(HtmlUtils.htmlEscape(email)));
            assertThat(page).doesNotContain("\"><i>");
            assertThat(browser.get("/login").text()).doesNotContain(HtmlUtils.htmlEscape(email));
        }
    }

    @Test
    void somebodyElsesSessionIsAsIfItNeverWas() {
        var globex = program.workspace();
        var theirs = in(globex.owner());
        var second = in(globex.owner());
        String path = end(theirs);
        var mine = in(acme.owner());

        assertThat(mine.submit("/me/security", path, Map.of()).status()).isEqualTo(404);
        assertThat(second.isIn()).isTrue();
    }

    @Test
    void onePersonGoesFromOneWorkspaceToAnother() {
        var globex = program.workspace();
        program.make(
                acme.token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"O\",\"role\":\"VIEWER\"}".formatted(globex.owner()));
        String link = "/invitation/" + program.link(globex.owner(), "/invitation/");
        new Browser(program)
                .submit(link, link, Map.of("name", "O", "password", AccessProgram.PASSWORD));

        var browser = in(globex.owner());
        assertThat(browser.get("/settings").status()).isEqualTo(200);
        String before = browser.cookie("session");
        var found =
                Pattern.compile("action=\"(/workspaces/[0-9a-f-]{36})\"")
                        .matcher(browser.get("/workspaces").text());
        assertThat(found.find()).isTrue();
        String other = found.group(1);
        browser.submit("/workspaces", other, Map.of());

        assertThat(browser.location()).isEqualTo("/");
        assertThat(browser.get("/").text())
                .contains(">%s<".formatted(acme.slug()))
                .doesNotContain(">%s<".formatted(globex.slug()));
        assertThat(browser.get("/settings").status()).as("a viewer here").isEqualTo(403);
        assertThat(browser.cookie("session")).isNotEqualTo(before);
        var old = new Browser(program);
        old.setCookie("session", before);
        program.awaitOut(old);

        var stranger = in(program.workspace().owner());
        assertThat(stranger.submit("/workspaces", other, Map.of()).status()).isEqualTo(404);
    }

    @Test
    void aPhoneGoesOnWhenItsSessionLapsesAndWithTheNextOneOfTheSamePerson() {
        program.make(
                acme.token(),
                "/members",
                """
                {"email":"ben@%s.test","name":"Ben","role":"VIEWER","password":"%s"}
                """
                        .formatted(acme.slug(), AccessProgram.PASSWORD));
        var browser = in(acme.owner());
        showsMessages(browser);

        lapse();
        program.awaitOut(browser);
        assertThat(devices("true")).as("lapsed").isOne();

        browser.logIn(acme.owner(), AccessProgram.PASSWORD);
        assertThat(browser.isIn()).isTrue();
        assertThat(devices("session = " + hash(browser))).as("logged in again").isOne();
        browser.logIn(acme.owner(), AccessProgram.PASSWORD);
        assertThat(devices("session = " + hash(browser))).as("while the session was on").isOne();

        browser.logIn("ben@%s.test".formatted(acme.slug()), AccessProgram.PASSWORD);
        assertThat(browser.isIn()).isTrue();
        assertThat(devices("true")).as("somebody else").isZero();
    }

    @Test
    void whoLogsOutOnAPageThatWasLeftOpenGetsNoMessagesThereAnyMore() {
        var browser = in(acme.owner());
        var page = browser.get("/me/security");
        showsMessages(browser);
        lapse();
        program.awaitOut(browser);
        assertThat(devices("true")).isOne();

        browser.submit(page, "/logout", Map.of());

        assertThat(devices("true")).isZero();
    }

    private void showsMessages(Browser browser) {
        program.change(
                acme,
                """
                insert into push_subscription (tenant_id, id, rep_key, member_id, endpoint_hash, public_key, endpoint,
                                               auth, session, created_at)
                select tenant_id, 'phone', 'olga', member_id, '', '', '', '', token_hash, now() from session
                 where token_hash = %s
                """
                        .formatted(hash(browser)));
    }

    /** Every session of the workspace is idle for too long. */
    private void lapse() {
        program.change(
                acme, "update session set last_seen_at = last_seen_at - interval '31 minutes'");
    }

    private static String hash(Browser browser) {
        return "sha256(convert_to('%s', 'UTF8'))".formatted(browser.cookie("session"));
    }

    private long devices(String which) {
        return program.count(acme, "select count(*) from push_subscription where " + which);
    }

    @Test
    void whoGuessesHasToWaitAndNobodyElseDoes() {
        var browser = new Browser(program);
        for (int i = 0; i < 10; i++) {
            browser.logIn(acme.owner(), "wrong-" + i);
            assertThat(browser.location()).isEqualTo("/login?error");
        }
        browser.logIn(acme.owner(), AccessProgram.PASSWORD);
        assertThat(browser.location()).isEqualTo("/login?throttled");
        assertThat(browser.get("/login?throttled").text()).contains("Too many");
        in(program.workspace().owner());
    }
}
