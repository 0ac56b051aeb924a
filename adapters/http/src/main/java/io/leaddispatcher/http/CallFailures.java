package io.leaddispatcher.http;

import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import java.time.Duration;
import java.util.Set;

/**
 * What the failure of a call to a CRM means for whoever has an outbox.
 *
 * @param busy the code of a call that waits for its turn: nobody was asked
 * @param wrongTargets codes that say that the connection works, and a record cannot be had
 * @param ofTheAccount codes that say something of all calls, and not of the record that was asked
 *     for
 */
public record CallFailures(String busy, Set<String> wrongTargets, Set<String> ofTheAccount) {

    private static final Duration NEXT_TURN = Duration.ofSeconds(1);

    public CallFailures {
        wrongTargets = Set.copyOf(wrongTargets);
        ofTheAccount = Set.copyOf(ofTheAccount);
    }

    public CrmRefusedException refused(TranslationFailedException failure) {
        return new CrmRefusedException(attempt(failure), failure);
    }

    private Attempt attempt(TranslationFailedException failure) {
        if (failure.code().equals(busy)) {
            return new Attempt.NotYet(failure.retryAfter().orElse(NEXT_TURN));
        }
        if (failure.isTransient()) {
            return later(failure);
        }
        return wrongTargets.contains(failure.code())
                ? new Attempt.WrongTarget(cause(failure))
                : new Attempt.Dead(cause(failure));
    }

    private Attempt later(TranslationFailedException failure) {
        return failure.retryAfter()
                .filter(_ -> ofTheAccount.contains(failure.code()))
                .<Attempt>map(time -> new Attempt.Patience(time, cause(failure)))
                .orElseGet(
                        () -> new Attempt.Retry(failure.retryAfter().orElse(null), cause(failure)));
    }

    /** What went wrong, as it is kept with a delivery. */
    public static Cause cause(TranslationFailedException failure) {
        return new Cause(failure.code(), String.valueOf(failure.getMessage()));
    }
}
