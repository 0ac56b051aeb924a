package io.leaddispatcher.infra.access;

import static io.leaddispatcher.client.model.TokenBody.ScopesEnum.READ;
import static io.leaddispatcher.client.model.TokenBody.ScopesEnum.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.client.ApiException;
import io.leaddispatcher.client.model.NewToken;
import io.leaddispatcher.client.model.Token;
import io.leaddispatcher.client.model.TokenBody;
import io.leaddispatcher.client.model.TokenPage;
import io.leaddispatcher.infra.client.Client;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(InProgram.class)
class TokensIT {

    private final AccessProgram program;
    private final AccessProgram.Workspace acme;
    private final Client owner;

    TokensIT(AccessProgram program) {
        this.program = program;
        this.acme = program.workspace();
        this.owner = program.client(acme.token());
    }

    private NewToken token(TokenBody.ScopesEnum scope) throws ApiException {
        return owner.access().createToken(new TokenBody().name("ci").addScopesItem(scope), null);
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
    void aTokenIsShownOnceAndWorksAtOnce() throws ApiException {
        OffsetDateTime ends =
                Instant.now()
                        .plus(30, ChronoUnit.DAYS)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .atOffset(ZoneOffset.UTC);
        NewToken made =
                owner.access()
                        .createToken(
                                new TokenBody()
                                        .name("ci")
                                        .scopes(List.of(READ, WRITE))
                                        .expiresAt(ends),
                                null);

        assertThat(made.getToken()).matches("ldp_[A-Za-z0-9_-]{43}");
        assertThat(made.getName()).isEqualTo("ci");
        assertThat(made.getScopes())
                .containsExactly(NewToken.ScopesEnum.READ, NewToken.ScopesEnum.WRITE);
        assertThat(made.getExpiresAt()).isEqualTo(ends);
        assertThat(program.client(made.getToken()).configuration().listReps(null, null).getItems())
                .isEmpty();

        List<Token> listed = owner.access().listTokens(null, null).getItems();
        assertThat(listed.get(1).getId()).isEqualTo(made.getId());
        assertThat(listed.get(1).getLastUsedAt()).isNotNull();
        assertThat(listed.getFirst().getExpiresAt())
                .as("the first token came with the workspace")
                .isNull();
        assertThat(program.api(acme.token(), "GET", "/tokens", null).text())
                .doesNotContain(made.getToken(), "\"token\"", "hash");
    }

    @Test
    void aTokenLivesForAYearAtMostAndEndsByItself() throws ApiException {
        assertThat(token(READ).getExpiresAt().toInstant())
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
    void aRevokedTokenIsUselessAtOnce() throws ApiException {
        NewToken made = token(READ);
        Client theirs = program.client(made.getToken());
        assertThat(theirs.configuration().listReps(null, null).getItems()).isEmpty();

        owner.access().revokeToken(made.getId(), null);

        assertThat(theirs.problem(() -> theirs.configuration().listReps(null, null)).getStatus())
                .isEqualTo(401);
        assertThat(owner.problem(() -> owner.access().revokeToken(made.getId(), null)).getStatus())
                .isEqualTo(404);
        assertThat(owner.access().listTokens(null, null).getItems())
                .extracting(Token::getId)
                .doesNotContain(made.getId());
    }

    @Test
    void anotherTenantsTokenIsAsIfItNeverWas() throws ApiException {
        var globex = program.workspace();
        String id = token(READ).getId().toString();

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
    void aScopeOpensWhatItNamesAndNothingElse() throws ApiException {
        String read = token(READ).getToken();
        String write = token(WRITE).getToken();
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
    void aListIsReadInPages() throws ApiException {
        for (int i = 0; i < 4; i++) {
            token(READ);
        }
        List<UUID> seen = new ArrayList<>();
        String cursor = null;
        do {
            TokenPage page = owner.access().listTokens(2, cursor);
            page.getItems().forEach(each -> seen.add(each.getId()));
            cursor = page.getNextCursor();
        } while (cursor != null);
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        assertThat(owner.problem(() -> owner.access().listTokens(0, null)).getStatus())
                .isEqualTo(422);
        assertThat(owner.problem(() -> owner.access().listTokens(null, "!")).getStatus())
                .isEqualTo(400);
    }
}
