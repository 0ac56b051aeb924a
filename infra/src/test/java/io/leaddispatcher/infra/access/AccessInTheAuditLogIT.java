package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What people do with members, tokens and passwords, as the log of their workspace tells it. */
@ExtendWith(InProgram.class)
class AccessInTheAuditLogIT {

    private static final String NEXT = "another long pass phrase 77";

    private final AccessProgram program;
    private final AccessProgram.Workspace acme;

    AccessInTheAuditLogIT(AccessProgram program) {
        this.program = program;
        this.acme = program.workspace();
    }

    @Test
    void everyStepOfAMemberIsTold() {
        String email = "p%s@people.test".formatted(UUID.randomUUID());
        String member =
                program.make(
                                acme.token(),
                                "/members",
                                "{\"email\":\"%s\",\"name\":\"Vic\",\"role\":\"VIEWER\"}"
                                        .formatted(email))
                        .required("id")
                        .asString();
        String secret = program.link(email, "/invitation/");
        String link = "/invitation/" + secret;
        new Browser(program)
                .submit(link, link, Map.of("name", "Vic", "password", AccessProgram.PASSWORD));
        assertThat(
                        program.api(
                                        acme.token(),
                                        "PUT",
                                        "/members/" + member,
                                        "{\"role\":\"ADMIN\"}")
                                .status())
                .isEqualTo(200);
        var browser = new Browser(program);
        browser.logIn(email, AccessProgram.PASSWORD);
        browser.submit(
                "/me/security",
                "/me/security/password",
                Map.of("current", AccessProgram.PASSWORD, "next", NEXT));
        assertThat(program.api(acme.token(), "DELETE", "/members/" + member, null).status())
                .isEqualTo(204);

        assertThat(told("member:" + member))
                .containsSubsequence(
                        "member.removed",
                        "password.changed",
                        "session.opened",
                        "member.changed",
                        "member.joined",
                        "member.invited");
        assertThat(program.api(acme.token(), "GET", "/audit-log?limit=100", null).text())
                .doesNotContain(secret, AccessProgram.PASSWORD, NEXT, acme.token(), email);
    }

    @Test
    void aWorkspaceAndItsTokensAreToldFromTheFirst() {
        String token =
                program.make(acme.token(), "/tokens", "{\"name\":\"ci\",\"scopes\":[\"read\"]}")
                        .required("id")
                        .asString();
        assertThat(program.api(acme.token(), "DELETE", "/tokens/" + token, null).status())
                .isEqualTo(204);

        assertThat(told("token:" + token)).containsExactly("token.revoked", "token.created");
        assertThat(told("workspace:" + acme.slug())).containsExactly("workspace.created");
    }

    @Test
    void aPasswordSetByALinkIsToldInEveryWorkspaceOfThePersonAndInNoOther() {
        var globex = program.workspace();
        var bystander = program.workspace();
        String here = ownerOf(acme);
        String there = join(globex, acme.owner());
        var browser = new Browser(program);
        browser.submit("/reset", "/reset", Map.of("email", acme.owner()));
        String secret = program.link(acme.owner(), "/reset/");
        String link = "/reset/" + secret;
        browser.submit(link, link, Map.of("password", NEXT));

        for (var place : Map.of(acme, here, globex, there).entrySet()) {
            var entry = latest(place.getKey(), "password.changed");
            assertThat(entry.required("target").asString()).isEqualTo(place.getValue());
            assertThat(entry.required("actor").asString()).isEqualTo(place.getValue());
            assertThat(entry.required("detail").toString()).contains("a link in a letter");
        }
        assertThat(log(bystander)).doesNotContain("password.changed");
        assertThat(log(acme) + log(globex)).doesNotContain(secret, NEXT);
    }

    @Test
    void whatALetterReplacesOfAnAccountThatNobodyHadProvedIsToldWhereItWasBefore() {
        for (boolean byInvitation : new boolean[] {true, false}) {
            String email = "p%s@people.test".formatted(UUID.randomUUID());
            program.make(
                    acme.token(),
                    "/members",
                    "{\"email\":\"%s\",\"name\":\"Vic\",\"role\":\"VIEWER\",\"password\":\"%s\"}"
                            .formatted(email, NEXT));
            String here = latest(acme, "member.joined").required("target").asString();
            program.phone(email);
            var bystander = program.workspace();
            if (byInvitation) {
                join(program.workspace(), email);
            } else {
                var browser = new Browser(program);
                browser.submit("/reset", "/reset", Map.of("email", email));
                String link = "/reset/" + program.link(email, "/reset/");
                browser.submit(link, link, Map.of("password", AccessProgram.PASSWORD));
            }

            for (String action : List.of("second-factor.changed", "password.changed")) {
                var entry = latest(acme, action);
                assertThat(entry.required("target").asString()).isEqualTo(here);
                assertThat(entry.required("detail").required("by").asString())
                        .isEqualTo(byInvitation ? "an invitation" : "a link in a letter");
            }
            assertThat(log(bystander)).doesNotContain("password.changed");
        }
    }

    @Test
    void aPasswordChangedInOneWorkspaceIsToldInEveryOneAndNoneHearsOfAnother() {
        var globex = program.workspace();
        String here = ownerOf(acme);
        String there = join(globex, acme.owner());
        var browser = new Browser(program);
        browser.logIn(acme.owner(), AccessProgram.PASSWORD);
        browser.submit(
                "/me/security",
                "/me/security/password",
                Map.of("current", AccessProgram.PASSWORD, "next", NEXT));
        assertThat(browser.location()).isEqualTo("/me/security?changed");

        assertThat(latest(acme, "password.changed").required("target").asString()).isEqualTo(here);
        assertThat(latest(globex, "password.changed").required("target").asString())
                .isEqualTo(there);
        assertThat(log(globex)).doesNotContain(acme.slug(), here.replace("member:", ""));
        assertThat(log(acme)).doesNotContain(globex.slug(), there.replace("member:", ""));
    }

    @Test
    void aSessionThatSomebodyEndsIsTold() {
        var lost = new Browser(program);
        lost.logIn(acme.owner(), AccessProgram.PASSWORD);
        var here = new Browser(program);
        here.logIn(acme.owner(), AccessProgram.PASSWORD);
        var found =
                Pattern.compile("/me/security/sessions/([0-9a-f-]{36})/end")
                        .matcher(here.get("/me/security").text());
        assertThat(found.find()).isTrue();
        here.submit("/me/security", found.group(), Map.of());

        var entry = latest(acme, "session.revoked");
        assertThat(entry.required("target").asString()).isEqualTo("session:" + found.group(1));
        assertThat(entry.required("actor").asString()).isEqualTo(ownerOf(acme));
    }

    @Test
    void goingToAnotherWorkspaceIsALogInThere() {
        var globex = program.workspace();
        String there = join(globex, acme.owner());
        var browser = new Browser(program);
        browser.logIn(acme.owner(), AccessProgram.PASSWORD);
        assertThat(log(globex)).doesNotContain("session.opened");
        var other =
                Pattern.compile("action=\"(/workspaces/[0-9a-f-]{36})\"")
                        .matcher(browser.get("/workspaces").text());
        assertThat(other.find()).isTrue();
        browser.submit("/workspaces", other.group(1), Map.of());
        assertThat(browser.location()).isEqualTo("/");

        var entry = latest(globex, "session.opened");
        assertThat(entry.required("target").asString()).isEqualTo(there);
        assertThat(entry.required("detail").toString()).contains("switching workspaces");
        assertThat(log(globex)).doesNotContain(acme.slug());
    }

    /** As the log names the member that founded the workspace. */
    private String ownerOf(AccessProgram.Workspace workspace) {
        return latest(workspace, "workspace.created")
                .required("detail")
                .required("owner")
                .asString();
    }

    /** Takes the seat that the workspace offers; answers how its log names the member. */
    private String join(AccessProgram.Workspace workspace, String email) {
        program.make(
                workspace.token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"O\",\"role\":\"VIEWER\"}".formatted(email));
        String link = "/invitation/" + program.link(email, "/invitation/");
        new Browser(program)
                .submit(link, link, Map.of("name", "O", "password", AccessProgram.PASSWORD));
        return latest(workspace, "member.joined").required("target").asString();
    }

    private JsonNode latest(AccessProgram.Workspace workspace, String action) {
        var found =
                program.api(workspace.token(), "GET", "/audit-log?action=" + action, null)
                        .body()
                        .required("items");
        assertThat(found.size()).as(action).isPositive();
        return found.required(0);
    }

    private String log(AccessProgram.Workspace workspace) {
        return program.api(workspace.token(), "GET", "/audit-log?limit=100", null).text();
    }

    /** Latest first. */
    private List<String> told(String target) {
        var answer = program.api(acme.token(), "GET", "/audit-log?target=" + target, null);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<String> words = new ArrayList<>();
        for (JsonNode entry : answer.body().required("items")) {
            words.add(entry.required("action").asString());
        }
        return words;
    }
}
