package io.leaddispatcher.application.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.ConnectionHealthView.Failure;
import io.leaddispatcher.application.connection.ConnectionHealthView.Status;
import io.leaddispatcher.application.connection.ConnectionHealthView.Token;
import io.leaddispatcher.application.connection.ConnectionHealthView.Waiting;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionHealthViewTest {

    private static final Instant WORKED = Instant.parse("2026-11-21T12:00:00Z");

    private static Token token(
            @Nullable Instant lastWriteAt, int failures, String code, @Nullable Instant lastAt) {
        return new ConnectionHealthView(
                        null,
                        lastWriteAt,
                        0,
                        failures,
                        List.of(
                                new Failure("HUBSPOT_BAD_REQUEST", 9, "no such property", WORKED),
                                new Failure(code, 1, "no", lastAt)))
                .token();
    }

    @Test
    void aRefusalSinceTheLastSuccessIsOne() {
        assertThat(token(WORKED, 1, "HUBSPOT_UNAUTHORIZED", WORKED.plusSeconds(1)))
                .isEqualTo(Token.REFUSED);
        assertThat(token(null, 1, "INVALID_GRANT", WORKED)).isEqualTo(Token.REFUSED);
        assertThat(token(WORKED, 1, "MISSING_SCOPE", WORKED.plusSeconds(1)))
                .isEqualTo(Token.LIMITED);
        assertThat(token(WORKED, 1, "MISSING_SCOPE", null)).isEqualTo(Token.LIMITED);
    }

    @ParameterizedTest
    @CsvSource({
        "token_revoked, REFUSED",
        "invalid_auth, REFUSED",
        "app_uninstalled, REFUSED",
        "tokens_revoked, REFUSED",
        "missing_scope, LIMITED",
        "channel_not_found, ACCEPTED",
    })
    void whatSlackSaysOfItsTokenIsUnderstood(String code, Token token) {
        assertThat(token(WORKED, 1, code, WORKED.plusSeconds(1))).isEqualTo(token);
    }

    @Test
    void oneBeforeItIsNoneThoughSomethingElseIsWrongNow() {
        assertThat(token(WORKED, 1, "HUBSPOT_UNAUTHORIZED", WORKED.minusSeconds(1)))
                .isEqualTo(Token.ACCEPTED);
        assertThat(token(WORKED, 1, "MISSING_SCOPE", WORKED.minusSeconds(1)))
                .isEqualTo(Token.ACCEPTED);
    }

    @Test
    void whatIsWrongNowIsTheLatestAndNotTheMostFrequent() {
        Failure removed = new Failure("app_uninstalled", 5, "removed", WORKED.minusSeconds(60));
        Failure timeout = new Failure("timeout", 9, "no answer", WORKED.plusSeconds(1));
        Failure refused = new Failure("invalid_auth", 1, "refused", WORKED.plusSeconds(2));
        Failure scope = new Failure("MISSING_SCOPE", 1, "lacks a scope", null);

        assertThat(health(WORKED, 2, timeout, removed, refused, scope).trouble()).contains(refused);
        assertThat(health(null, 2, removed, refused).trouble()).contains(refused);
        assertThat(health(WORKED, 1, removed, scope).trouble()).contains(scope);
        assertThat(health(WORKED, 1, removed).trouble()).contains(removed);
        assertThat(health(WORKED, 0).trouble()).isEmpty();
    }

    private static ConnectionHealthView health(
            @Nullable Instant lastWriteAt, int failures, Failure... errors) {
        return new ConnectionHealthView(null, lastWriteAt, 0, failures, List.of(errors));
    }

    @Test
    void anAnswerIsASuccessThoughNothingWasWritten() {
        Failure before = new Failure("invalid_auth", 1, "refused", WORKED.minusSeconds(1));
        Failure since = new Failure("timeout", 1, "no answer", WORKED.plusSeconds(1));
        var answered =
                new ConnectionHealthView(
                        null, null, WORKED, 0, 0, List.of(before), Waiting.NOTHING);
        var failing =
                new ConnectionHealthView(
                        null,
                        WORKED.minusSeconds(9),
                        WORKED,
                        0,
                        1,
                        List.of(before, since),
                        Waiting.NOTHING);

        assertThat(answered.status()).isEqualTo(Status.OK);
        assertThat(answered.token()).isEqualTo(Token.ACCEPTED);
        assertThat(failing.token()).isEqualTo(Token.ACCEPTED);
        assertThat(failing.trouble()).contains(since);
        assertThat(failing.lastSuccessAt()).isEqualTo(WORKED);
        assertThat(ConnectionHealthView.unknown().status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void whereNothingIsWrongTheLastSuccessSaysSo() {
        assertThat(token(WORKED, 0, "HUBSPOT_UNAUTHORIZED", WORKED.plusSeconds(1)))
                .isEqualTo(Token.ACCEPTED);
        assertThat(token(null, 0, "HUBSPOT_UNAUTHORIZED", WORKED)).isEqualTo(Token.UNKNOWN);
    }
}
