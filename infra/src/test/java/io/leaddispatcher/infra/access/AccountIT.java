package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.infra.access.AccessProgram.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InProgram.class)
class AccountIT {

    private static final String OTHER = "another-horse-battery";

    private final AccessProgram program;
    private final AccessProgram.Workspace acme;

    AccountIT(AccessProgram program) {
        this.program = program;
        this.acme = program.workspace();
    }

    private static String email() {
        return "p%s@people.test".formatted(UUID.randomUUID());
    }

    private static Map<String, String> signUp(String email) {
        return Map.of(
                "workspace",
                "Umbrella & Söhne",
                "name",
                "Uma",
                "email",
                email,
                "password",
                AccessProgram.PASSWORD);
    }

    private String invite(String email, String role) {
        var made =
                program.api(
                        acme.token(),
                        "POST",
                        "/members",
                        "{\"email\":\"%s\",\"name\":\"Ida\",\"role\":\"%s\"}"
                                .formatted(email, role));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.text()).doesNotContain("invitationUrl");
        return "/invitation/" + program.link(email, "/invitation/");
    }

    private Answer accept(Browser browser, String link, String password) {
        return browser.submit(link, link, Map.of("name", "Ida", "password", password));
    }

    @Test
    void aWorkspaceIsThereOnceItsFounderHasOpenedTheLink() {
        String email = email();
        var browser = new Browser(program);
        browser.submit("/signup", "/signup", signUp(email));
        assertThat(browser.location()).isEqualTo("/signup?posted");
        browser.logIn(email, AccessProgram.PASSWORD);
        assertThat(browser.location()).isEqualTo("/login?error");

        String link = "/signup/" + program.link(email, "/signup/");
        for (int look = 0; look < 3; look++) {
            assertThat(browser.get(link).status()).isEqualTo(200);
        }
        assertThat(browser.isIn()).as("a look changes nothing").isFalse();
        browser.submit(link, link, Map.of("zone", "America/Bogota"));
        assertThat(browser.location()).isEqualTo("/");
        assertThat(browser.get("/settings/workspace").text())
                .contains("name=\"shown-timeZone\" value=\"America/Bogota\"");
        assertThat(browser.get("/").text()).contains("Umbrella &amp; Söhne", "Uma");
        assertThat(browser.get("/settings").status()).isEqualTo(200);
        assertThat(browser.get("/leads").text()).doesNotContain(acme.slug());

        var late = new Browser(program);
        assertThat(late.submit("/login", link, Map.of()).status()).isEqualTo(404);
        assertThat(late.get(link).status()).as("said before anything is filled in").isEqualTo(404);
        assertThat(late.get(link).text()).contains("href=\"/signup\"");
        assertThat(late.get(link).text()).isEqualTo(late.get("/signup/never-sent").text());
    }

    @Test
    void theAnswersTellNobodyWhoHasAnAccount() {
        for (String form : List.of("/signup", "/reset")) {
            var known = new Browser(program);
            var unknown = new Browser(program);
            Answer one = known.submit(form, form, signUp(acme.owner()));
            Answer other = unknown.submit(form, form, signUp(email()));
            assertThat(one).as(form).isEqualTo(other);
            assertThat(known.location()).isEqualTo(unknown.location()).isEqualTo(form + "?posted");
        }
        var browser = new Browser(program);
        browser.logIn(acme.owner(), AccessProgram.PASSWORD);
        assertThat(browser.get("/").text()).as("untouched").contains(acme.slug(), "Olga Owner");
    }

    @Test
    void whatIsWrongIsSaidBesideTheField() {
        var answer =
                new Browser(program)
                        .submit(
                                "/signup",
                                "/signup",
                                Map.of(
                                        "workspace",
                                        "<b>",
                                        "name",
                                        "",
                                        "email",
                                        "x",
                                        "password",
                                        "1"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("problem-name", "problem-email", "problem-password", "&lt;b&gt;")
                .doesNotContain("problem-workspace");
    }

    @Test
    void anInvitationIsGoodForOneSeat() {
        String email = email();
        String link = invite(email, "MANAGER");
        assertThat(new Browser(program).get(link).text()).contains(acme.slug(), email, "Manager");
        assertThat(accept(new Browser(program), link, acme.slug()).status()).isEqualTo(422);

        var both =
                List.of(new Browser(program), new Browser(program)).parallelStream()
                        .map(each -> accept(each, link, AccessProgram.PASSWORD).status())
                        .toList();
        assertThat(both).containsExactlyInAnyOrder(303, 404);
        assertThat(new Browser(program).get(link).status()).isEqualTo(404);

        var browser = new Browser(program);
        browser.logIn(email, AccessProgram.PASSWORD);
        assertThat(browser.get("/leads").status()).isEqualTo(200);
        assertThat(browser.get("/settings").status()).isEqualTo(403);
        assertThat(program.api(acme.token(), "GET", "/members", null).text())
                .contains(email)
                .doesNotContain("INVITED");
    }

    @Test
    void anInvitationThatIsTakenBackIsGone() {
        String email = email();
        String link = invite(email, "VIEWER");
        var members = program.api(acme.token(), "GET", "/members", null).body().required("items");
        String id = members.get(1).required("id").asString();
        assertThat(program.api(acme.token(), "DELETE", "/members/" + id, null).status())
                .isEqualTo(204);
        assertThat(new Browser(program).get(link).status()).isEqualTo(404);
    }

    @Test
    void whoHasAnAccountTakesASeatWithItsPassword() {
        var globex = program.workspace();
        String link = invite(globex.owner(), "VIEWER");
        var browser = new Browser(program);
        assertThat(accept(browser, link, OTHER).status()).isEqualTo(422);
        assertThat(browser.isIn()).isFalse();
        assertThat(accept(browser, link, AccessProgram.PASSWORD).status()).isEqualTo(303);
        assertThat(browser.get("/").text()).contains(acme.slug());
    }

    @Test
    void anAccountThatSomebodyElseMadeForAnAddressIsNoWayIn() {
        // Somebody with a workspace gives a stranger's address a password that they know.
        var mallory = program.workspace();
        String victim = email();
        program.make(
                mallory.token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"V\",\"role\":\"VIEWER\",\"password\":\"%s\"}"
                        .formatted(victim, OTHER));
        var attacker = new Browser(program);
        attacker.logIn(victim, OTHER);
        assertThat(attacker.isIn()).isTrue();

        String link = invite(victim, "ADMIN");
        assertThat(accept(new Browser(program), link, AccessProgram.PASSWORD).status())
                .isEqualTo(303);

        program.awaitOut(attacker);
        attacker.logIn(victim, OTHER);
        assertThat(attacker.location()).isEqualTo("/login?error");
    }

    @Test
    void aLetterByAWorkspacesOwnMailServerProvesNothing() {
        // Whoever runs the server reads its letters, whomever they are addressed to.
        var mallory = program.workspace();
        program.connectOwnMail(mallory.token());
        String victim = email();
        program.make(
                acme.token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"V\",\"role\":\"ADMIN\",\"password\":\"%s\"}"
                        .formatted(victim, AccessProgram.PASSWORD));
        program.make(
                mallory.token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"V\",\"role\":\"VIEWER\"}".formatted(victim));
        String link = "/invitation/" + program.link(victim, "/invitation/");

        assertThat(accept(new Browser(program), link, OTHER).status()).isEqualTo(422);

        var attacker = new Browser(program);
        attacker.logIn(victim, OTHER);
        assertThat(attacker.location()).isEqualTo("/login?error");
        var known = new Browser(program);
        assertThat(accept(known, link, AccessProgram.PASSWORD).status()).isEqualTo(303);
        assertThat(known.get("/").text()).contains(mallory.slug());
    }

    @Test
    void aNewPasswordEndsWhatTheOldOneOpened() throws Exception {
        var browser = new Browser(program);
        browser.logIn(acme.owner(), AccessProgram.PASSWORD);
        int before = program.letters(acme.owner());
        new Browser(program).submit("/reset", "/reset", Map.of("email", acme.owner()));
        await().until(() -> program.letters(acme.owner()) > before);
        String link = "/reset/" + program.link(acme.owner(), "/reset/");
        var other = new Browser(program);
        for (String poor : List.of("short", acme.owner(), acme.slug().toUpperCase(Locale.ROOT))) {
            assertThat(other.submit(link, link, Map.of("password", poor)).status()).isEqualTo(422);
        }
        other.submit(link, link, Map.of("password", OTHER));
        assertThat(other.location()).isEqualTo("/login?reset");

        assertThat(other.submit("/login", link, Map.of("password", OTHER)).status()).isEqualTo(404);
        assertThat(other.get(link).status()).as("said before anything is typed").isEqualTo(404);
        assertThat(other.get(link).text()).contains("href=\"/reset\"");
        assertThat(other.get(link).text()).isEqualTo(other.get("/reset/never-sent").text());
        program.awaitOut(browser);
        browser.logIn(acme.owner(), AccessProgram.PASSWORD);
        assertThat(browser.location()).isEqualTo("/login?error");
        browser.logIn(acme.owner(), OTHER);
        assertThat(browser.isIn()).isTrue();
    }

    @Test
    void aChangedPasswordEndsEveryOtherSession() {
        var here = new Browser(program);
        var elsewhere = new Browser(program);
        here.logIn(acme.owner(), AccessProgram.PASSWORD);
        elsewhere.logIn(acme.owner(), AccessProgram.PASSWORD);
        String form = "/me/security/password";
        assertThat(
                        here.submit("/me/security", form, Map.of("current", OTHER, "next", OTHER))
                                .status())
                .isEqualTo(422);
        here.submit("/me/security", form, Map.of("current", AccessProgram.PASSWORD, "next", OTHER));
        assertThat(here.location()).isEqualTo("/me/security?changed");

        program.awaitOut(elsewhere);
        assertThat(here.isIn()).isTrue();
        here.logIn(acme.owner(), OTHER);
        assertThat(here.isIn()).isTrue();
    }
}
