package io.leaddispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallFailuresTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final CallFailures failures =
            new CallFailures("BUSY", Set.of("GONE"), Set.of("RATE_LIMIT"));

    @Test
    void whoeverFoundNoTurnComesAgainAndHasNotTried() {
        assertThat(of(true, MINUTE, "BUSY")).isEqualTo(new Attempt.NotYet(MINUTE));
        assertThat(of(true, null, "BUSY")).isEqualTo(new Attempt.NotYet(Duration.ofSeconds(1)));
    }

    @Test
    void aWaitThatTheWholeAccountIsAskedForIsNoTry() {
        assertThat(of(true, MINUTE, "RATE_LIMIT"))
                .isEqualTo(new Attempt.Patience(MINUTE, cause("RATE_LIMIT")));
        assertThat(of(true, null, "RATE_LIMIT"))
                .isEqualTo(new Attempt.Retry(null, cause("RATE_LIMIT")));
        assertThat(of(true, MINUTE, "LOCKED"))
                .isEqualTo(new Attempt.Retry(MINUTE, cause("LOCKED")));
    }

    @Test
    void whatDoesNotPassIsTheRecordsFaultOrTheEnd() {
        assertThat(of(false, null, "GONE")).isEqualTo(new Attempt.WrongTarget(cause("GONE")));
        assertThat(of(false, null, "REFUSED")).isEqualTo(new Attempt.Dead(cause("REFUSED")));
    }

    private Attempt of(boolean passing, @Nullable Duration wait, String code) {
        CrmRefusedException refused =
                failures.refused(new TranslationFailedException(passing, wait, code, "it is so"));
        return refused.attempt();
    }

    private static Cause cause(String code) {
        return new Cause(code, "it is so");
    }
}
