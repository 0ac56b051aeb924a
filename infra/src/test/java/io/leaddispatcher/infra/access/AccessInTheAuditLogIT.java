package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
