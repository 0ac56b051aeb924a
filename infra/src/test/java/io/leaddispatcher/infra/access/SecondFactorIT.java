package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.io.BaseEncoding;
import io.leaddispatcher.domain.secondfactor.TotpSecret;
import io.leaddispatcher.infra.access.AccessProgram.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The second factor, from the first look at the page to the log-in with the last way. */
@ExtendWith(InProgram.class)
class SecondFactorIT {

    private static final String PAGE = "/me/security/second-factor";
    private static final String OTHER = "another-horse-battery";
    private static final Pattern SECRET = Pattern.compile("value=\"([A-Z2-7 ]{39})\"");
    private static final Pattern CODE = Pattern.compile("([0-9a-f]{5}(?:-[0-9a-f]{5}){3})</li>");

    private final AccessProgram program;
    private final AccessProgram.Workspace acme;

    SecondFactorIT(AccessProgram program) {
        this.program = program;
        this.acme = program.workspace();
    }

    private Browser in(String email) {
        var browser = new Browser(program);
        browser.logIn(email, AccessProgram.PASSWORD);
        assertThat(browser.isIn()).isTrue();
        return browser;
    }

    /** Password right, code owed. */
    private Browser half(String email, String password) {
        var browser = new Browser(program);
        browser.logIn(email, password);
        assertThat(browser.location()).isEqualTo("/login/code");
        return browser;
    }

    private static void send(Browser browser, String code) {
        browser.submit("/login/code", "/login/code", Map.of("code", code));
    }

    private static TotpSecret secret(Answer page) {
        var found = SECRET.matcher(page.text());
        assertThat(found.find()).as(page.text()).isTrue();
        return new TotpSecret(BaseEncoding.base32().decode(found.group(1).replace(" ", "")));
    }

    private static List<String> codes(Answer page) {
        List<String> codes = new ArrayList<>();
        CODE.matcher(page.text()).results().forEach(each -> codes.add(each.group(1)));
        assertThat(codes).hasSize(10);
        return codes;
    }

    /** Of the step after this one, which no code that was sent so far has used up. */
    private static String next(TotpSecret secret) {
        return secret.codeAt(Instant.now().plusSeconds(30));
    }

    private static Answer setUp(Browser browser) {
        browser.submit(PAGE, PAGE + "/begin", Map.of());
        assertThat(browser.location()).isEqualTo(PAGE);
        var begun = browser.get(PAGE);
        return browser.submit(
                begun, PAGE + "/confirm", Map.of("code", secret(begun).codeAt(Instant.now())));
    }

    @Test
    void aPasswordIsNotEnoughOnceThePhoneHasShownACode() {
        var browser = in(acme.owner());
        var elsewhere = in(acme.owner());
        assertThat(browser.get("/me/security").text()).contains(PAGE);
        browser.submit(PAGE, PAGE + "/begin", Map.of());
        var begun = browser.get(PAGE);
        var secret = secret(begun);
        assertThat(begun.text()).contains("<svg class=\"qr\"", "viewBox=\"0 0 ");
        assertThat(browser.get(PAGE)).as("a look changes nothing").isNotNull();
        assertThat(secret(browser.get(PAGE)).bytes()).isEqualTo(secret.bytes());
        var wrong = browser.submit(PAGE, PAGE + "/confirm", Map.of("code", "12345"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("problem-code");
        assertThat(in(acme.owner()).isIn()).as("nothing is asked yet").isTrue();

        String before = browser.cookie("session");
        var shown =
                browser.submit(
                        PAGE, PAGE + "/confirm", Map.of("code", secret.codeAt(Instant.now())));
        assertThat(shown.status()).isEqualTo(200);
        var codes = codes(shown);
        assertThat(browser.cookie("session")).isNotEqualTo(before).isNotEmpty();
        program.awaitOut(elsewhere);
        assertThat(browser.get(PAGE).text())
                .doesNotContain(codes.getFirst())
                .doesNotContain(secret.spelled().substring(0, 4) + " ");

        var half = half(acme.owner(), AccessProgram.PASSWORD);
        assertThat(half.cookie("session")).isEmpty();
        assertThat(half.isIn()).isFalse();
        assertThat(half.get("/leads").status()).isEqualTo(303);
        assertThat(half.get("/login/code").text())
                .contains("autocomplete=\"one-time-code\"", "inputmode=\"numeric\"");
        send(half, "000000");
        assertThat(half.location()).isEqualTo("/login/code?error");
        assertThat(half.get("/login/code?error").text()).contains("code-error");
        String code = next(secret);
        send(half, code);
        assertThat(half.location()).as("the page first asked for").isEqualTo("/leads");
        assertThat(half.isIn()).isTrue();
        assertThat(half.cookie("half")).isEmpty();

        var again = half(acme.owner(), AccessProgram.PASSWORD);
        send(again, code);
        assertThat(again.location()).as("used").isEqualTo("/login/code?error");
        assertThat(again.get("/login/code?recovery").text())
                .contains("name=\"recovery\"")
                .doesNotContain("one-time-code");
        again.submit("/login/code?recovery", "/login/code", Map.of("code", "none", "recovery", ""));
        assertThat(again.location()).isEqualTo("/login/code?recovery&error");
        send(again, codes.getFirst());
        assertThat(again.isIn()).isTrue();
        var last = half(acme.owner(), AccessProgram.PASSWORD);
        send(last, codes.getFirst());
        assertThat(last.location()).isEqualTo("/login/code?error");

        assertThat(told())
                .contains(
                        "second-factor.changed",
                        "second-factor.refused",
                        "second-factor.recovery-code-used",
                        "session.opened");
        assertThat(program.api(acme.token(), "GET", "/audit-log?limit=100", null).text())
                .doesNotContain(codes)
                .doesNotContain(code, secret.spelled(), acme.owner());
    }

    private List<String> told() {
        List<String> words = new ArrayList<>();
        program.api(acme.token(), "GET", "/audit-log?limit=100", null)
                .body()
                .required("items")
                .forEach(each -> words.add(each.required("action").asString()));
        return words;
    }

    @Test
    void theFormsOfThePageThatShowsTheCodesAreThoseOfTheNewSession() {
        var browser = in(acme.owner());
        var shown = setUp(browser);
        browser.submit(shown, "/logout", Map.of());
        assertThat(browser.location()).isEqualTo("/login?logout");
        assertThat(browser.isIn()).isFalse();
    }

    @Test
    void whoOwesNoCodeHasNoPlaceToSendOne() {
        var browser = new Browser(program);
        browser.get("/login/code");
        assertThat(browser.location()).isEqualTo("/login");
        browser.submit("/login", "/login/code", Map.of("code", "123456"));
        assertThat(browser.location()).isEqualTo("/login");
        browser.setCookie("half", "h".repeat(43));
        browser.submit("/login", "/login/code", Map.of("code", "123456"));
        assertThat(browser.location()).as("made up").isEqualTo("/login");
    }

    @Test
    void whoGuessesCodesHasToWait() {
        var codes = codes(setUp(in(acme.owner())));
        var half = half(acme.owner(), AccessProgram.PASSWORD);
        for (int i = 0; i < 10; i++) {
            send(half, "12345" + i % 2);
            assertThat(half.location()).isEqualTo("/login/code?error");
        }
        send(half, codes.getFirst());
        assertThat(half.location()).isEqualTo("/login/code?throttled");
        var again = half(acme.owner(), AccessProgram.PASSWORD);
        send(again, codes.getFirst());
        assertThat(again.location()).as("a password ends no wait").contains("throttled");
        assertThat(again.get("/login/code?throttled").text()).contains("Too many");
    }

    @Test
    void aNewPasswordDoesNotSpareTheCode() throws Exception {
        var browser = in(acme.owner());
        var codes = codes(setUp(browser));
        var old = half(acme.owner(), AccessProgram.PASSWORD);
        int before = program.letters(acme.owner());
        var other = new Browser(program);
        other.submit("/reset", "/reset", Map.of("email", acme.owner()));
        await().until(() -> program.letters(acme.owner()) > before);
        String link = "/reset/" + program.link(acme.owner(), "/reset/");
        other.submit(link, link, Map.of("password", OTHER));
        assertThat(other.location()).isEqualTo("/login?reset");

        send(old, codes.get(0));
        assertThat(old.location()).as("begun with the old password").isEqualTo("/login");
        var half = half(acme.owner(), OTHER);
        assertThat(half.isIn()).isFalse();
        send(half, codes.get(0));
        assertThat(half.isIn()).isTrue();
    }

    @Test
    void anInvitationDoesNotSpareItEither() {
        var globex = program.workspace();
        var codes = codes(setUp(in(globex.owner())));
        program.make(
                acme.token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"G\",\"role\":\"VIEWER\"}".formatted(globex.owner()));
        String link = "/invitation/" + program.link(globex.owner(), "/invitation/");
        var browser = new Browser(program);
        browser.submit(link, link, Map.of("name", "G", "password", AccessProgram.PASSWORD));
        assertThat(browser.location()).isEqualTo("/login");
        assertThat(browser.isIn()).isFalse();
        var half = half(globex.owner(), AccessProgram.PASSWORD);
        send(half, codes.getFirst());
        assertThat(half.get("/workspaces").text()).contains(acme.slug(), globex.slug());
    }

    @Test
    void newRecoveryCodesAndSwitchingOffTakeACode() {
        var browser = in(acme.owner());
        var first = codes(setUp(browser));
        assertThat(
                        browser.submit(PAGE, PAGE + "/recovery-codes", Map.of("code", "000000"))
                                .status())
                .isEqualTo(422);
        var second =
                codes(
                        browser.submit(
                                PAGE, PAGE + "/recovery-codes", Map.of("code", first.getFirst())));
        assertThat(second).doesNotContainAnyElementsOf(first);

        var drop = PAGE + "/drop";
        assertThat(
                        browser.submit(
                                        PAGE,
                                        drop,
                                        Map.of("password", OTHER, "code", second.getFirst()))
                                .status())
                .isEqualTo(422);
        assertThat(
                        browser.submit(
                                        PAGE,
                                        drop,
                                        Map.of(
                                                "password",
                                                AccessProgram.PASSWORD,
                                                "code",
                                                first.getLast()))
                                .status())
                .isEqualTo(422);
        browser.submit(
                PAGE, drop, Map.of("password", AccessProgram.PASSWORD, "code", second.getFirst()));
        assertThat(browser.location()).isEqualTo(PAGE + "?off");
        in(acme.owner());
    }

    @Test
    void aWorkspaceThatRequiresItShowsNothingElseToWhoHasNone() {
        String admin = "a%s@people.test".formatted(UUID.randomUUID());
        program.make(
                acme.token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"A\",\"role\":\"ADMIN\",\"password\":\"%s\"}"
                        .formatted(admin, AccessProgram.PASSWORD));
        var member = in(admin);
        var settings = "/settings/security";
        assertThat(member.submit(settings, settings, Map.of("required", "true")).status())
                .as("owners only")
                .isEqualTo(403);
        var owner = in(acme.owner());
        owner.submit(settings, settings, Map.of("required", "true"));
        assertThat(owner.location()).isEqualTo(settings + "?own-first");
        assertThat(member.get("/leads").status()).isEqualTo(200);

        setUp(owner);
        owner.submit(settings, settings, Map.of("required", "true"));
        assertThat(owner.location()).isEqualTo(settings + "?changed");
        await().atMost(Duration.ofSeconds(30)).until(() -> member.get("/leads").status() == 303);
        assertThat(member.location()).isEqualTo(PAGE);
        for (String closed :
                List.of(
                        "/",
                        "/leads/stream",
                        "/me/security",
                        "/workspaces",
                        "/settings",
                        "/docs")) {
            assertThat(member.get(closed).status()).as(closed).isIn(303, 403);
        }
        for (String closed :
                List.of(
                        "/me/security/password",
                        PAGE + "/recovery-codes",
                        PAGE + "/drop",
                        "/settings/members",
                        "/settings/tokens",
                        "/workspaces/" + UUID.randomUUID())) {
            assertThat(member.submit(PAGE, closed, Map.of()).status()).as(closed).isEqualTo(403);
        }
        assertThat(member.get(PAGE).text())
                .contains("second-factor-due", acme.slug())
                .doesNotContain("nav-leads");
        assertThat(program.api(acme.token(), "GET", "/leads", null).status())
                .as("tokens are no log-in")
                .isEqualTo(200);
        assertThat(logged(admin).get("/leads").status()).as("a new session too").isEqualTo(303);

        setUp(member);
        assertThat(member.get("/leads").status()).as("at once").isEqualTo(200);
        assertThat(owner.get(settings).text()).contains("0 of 2");
        assertThat(told()).contains("second-factor.requirement-changed");
    }

    /** A session that may be good for little. */
    private Browser logged(String email) {
        var browser = new Browser(program);
        browser.logIn(email, AccessProgram.PASSWORD);
        return browser;
    }
}
