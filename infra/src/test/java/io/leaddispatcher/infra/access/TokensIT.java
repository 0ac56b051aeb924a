package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(InProgram.class)
class TokensIT {

    private final AccessProgram program;
    private final AccessProgram.Workspace acme;

    TokensIT(AccessProgram program) {
        this.program = program;
        this.acme = program.workspace();
    }

    private String token(String scope) {
        return program.make(
                        acme.token(),
                        "/tokens",
                        "{\"name\":\"ci\",\"scopes\":[\"%s\"]}".formatted(scope))
                .required("token")
                .asString();
    }

    private List<String> pointers(String body) {
        var answer = program.api(acme.token(), "POST", "/tokens", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        List<String> pointers = new ArrayList<>();
        for (JsonNode error : answer.body().required("errors")) {
            pointers.add(error.required("pointer").asString());
        }
        return pointers;
    }

    @Test
    void aTokenIsShownOnceAndWorksAtOnce() {
        Instant ends = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var made =
                program.make(
                        acme.token(),
                        "/tokens",
                        "{\"name\":\"ci\",\"scopes\":[\"read\",\"write\"],\"expiresAt\":\"%s\"}"
                                .formatted(ends));

        String secret = made.required("token").asString();
        assertThat(secret).matches("ldp_[A-Za-z0-9_-]{43}");
        assertThat(made.required("name").asString()).isEqualTo("ci");
        assertThat(made.required("scopes").toString()).isEqualTo("[\"read\",\"write\"]");
        assertThat(Instant.parse(made.required("expiresAt").asString())).isEqualTo(ends);
        assertThat(program.api(secret, "GET", "/reps", null).status()).isEqualTo(200);

        var listed = program.api(acme.token(), "GET", "/tokens", null);
        assertThat(listed.status()).isEqualTo(200);
        assertThat(listed.text()).doesNotContain(secret, "\"token\"", "hash");
        JsonNode ours = listed.body().required("items").get(1);
        assertThat(ours.required("id").asString()).isEqualTo(made.required("id").asString());
        assertThat(ours.required("lastUsedAt").isNull()).isFalse();
        assertThat(listed.body().required("items").get(0).required("expiresAt").isNull())
                .as("the first token came with the workspace")
                .isTrue();
    }

    @Test
    void aTokenLivesForAYearAtMostAndEndsByItself() {
        var made = program.make(acme.token(), "/tokens", "{\"name\":\"ci\",\"scopes\":[\"read\"]}");
        assertThat(Instant.parse(made.required("expiresAt").asString()))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(364)),
                        Instant.now().plus(Duration.ofDays(365)));

        assertThat(
                        pointers(
                                "{\"name\":\"ci\",\"scopes\":[\"read\"],\"expiresAt\":\"%s\"}"
                                        .formatted(Instant.now().plus(Duration.ofDays(366)))))
                .containsExactly("/expiresAt");
        assertThat(
                        pointers(
                                "{\"name\":\"ci\",\"scopes\":[\"read\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}"))
                .containsExactly("/expiresAt");
    }

    @Test
    void whatIsWrongIsNamedAllAtOnce() {
        assertThat(pointers("{\"scopes\":[],\"expiresAt\":\"soon\",\"colour\":\"red\"}"))
                .containsExactlyInAnyOrder("/name", "/scopes", "/expiresAt", "/colour");
        assertThat(pointers("{\"name\":\"x\",\"scopes\":[\"read\",\"READ\",\"own\"]}"))
                .containsExactly("/scopes/1", "/scopes/2");
    }

    @Test
    void aRevokedTokenIsUselessAtOnce() {
        var made = program.make(acme.token(), "/tokens", "{\"name\":\"ci\",\"scopes\":[\"read\"]}");
        String secret = made.required("token").asString();
        String path = "/tokens/" + made.required("id").asString();
        assertThat(program.api(secret, "GET", "/reps", null).status()).isEqualTo(200);

        assertThat(program.api(acme.token(), "DELETE", path, null).status()).isEqualTo(204);

        assertThat(program.api(secret, "GET", "/reps", null).status()).isEqualTo(401);
        assertThat(program.api(acme.token(), "DELETE", path, null).status()).isEqualTo(404);
        assertThat(program.api(acme.token(), "GET", "/tokens", null).text())
                .doesNotContain(made.required("id").asString());
    }

    @Test
    void anotherTenantsTokenIsAsIfItNeverWas() {
        var globex = program.workspace();
        String id =
                program.make(acme.token(), "/tokens", "{\"name\":\"x\",\"scopes\":[\"read\"]}")
                        .required("id")
                        .asString();

        var foreign = program.api(globex.token(), "DELETE", "/tokens/" + id, null);
        var unknown =
                program.api(
                        globex.token(),
                        "DELETE",
                        "/tokens/01900000-0000-7000-8000-000000000000",
                        null);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.text()).isEqualTo(unknown.text());
        assertThat(program.api(globex.token(), "DELETE", "/tokens/none", null).status())
                .isEqualTo(404);
        assertThat(program.api(globex.token(), "GET", "/tokens", null).text()).doesNotContain(id);
    }

    @Test
    void aScopeOpensWhatItNamesAndNothingElse() {
        String read = token("read");
        String write = token("write");
        String rep = "{\"name\":\"Mia\",\"email\":\"mia@acme.test\"}";
        String open = "{\"name\":\"Site\",\"type\":\"form\"}";
        String secret =
                "{\"type\":\"generic\",\"secrets\":{\"signingSecret\":\"whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\"}}";

        assertThat(program.api(read, "GET", "/reps", null).status()).isEqualTo(200);
        assertThat(program.api(read, "PUT", "/reps/mia", rep).status()).isEqualTo(403);
        assertThat(program.api(write, "GET", "/reps", null).status()).isEqualTo(200);
        assertThat(program.api(write, "PUT", "/reps/mia", rep).status()).isEqualTo(201);
        assertThat(program.api(read, "PUT", "/connections/site", open).status()).isEqualTo(403);
        assertThat(program.api(write, "PUT", "/connections/site", open).status()).isEqualTo(201);
        assertThat(program.api(write, "PUT", "/connections/data", secret).status()).isEqualTo(403);
        assertThat(program.api(write, "DELETE", "/connections/site", null).status()).isEqualTo(403);
        for (String weak : List.of(read, write)) {
            assertThat(program.api(weak, "GET", "/tokens", null).status()).isEqualTo(403);
            assertThat(program.api(weak, "POST", "/tokens", "{}").status()).isEqualTo(403);
            assertThat(program.api(weak, "DELETE", "/tokens/none", null).status()).isIn(403, 404);
        }
    }

    @Test
    void aListIsReadInPages() {
        for (int i = 0; i < 4; i++) {
            token("read");
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            var page = program.api(acme.token(), "GET", "/tokens?limit=2" + cursor, null).body();
            page.required("items").forEach(each -> seen.add(each.required("id").asString()));
            cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asString() : "";
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        assertThat(program.api(acme.token(), "GET", "/tokens?limit=0", null).status())
                .isEqualTo(422);
        assertThat(program.api(acme.token(), "GET", "/tokens?cursor=!", null).status())
                .isEqualTo(400);
    }
}
