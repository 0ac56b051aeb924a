package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.domain.dispatch.Attempt;
import org.jspecify.annotations.Nullable;

/** A CRM did not do what it was asked to. */
public final class CrmRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Attempt attempt;

    /**
     * @param attempt what it means for the delivery
     */
    public CrmRefusedException(Attempt attempt, @Nullable Throwable cause) {
        super(attempt.toString(), cause);
        this.attempt = attempt;
    }

    /** Why, in a sentence that names nobody. */
    public String words() {
        return switch (attempt) {
            case Attempt.Retry(_, var cause) -> cause.message();
            case Attempt.Patience(_, var cause) -> cause.message();
            case Attempt.RetryFew(_, var cause) -> cause.message();
            case Attempt.WrongTarget(var cause, _) -> cause.message();
            case Attempt.Dead(var cause) -> cause.message();
            case Attempt.ConnectionDead(var cause) -> cause.message();
            case Attempt.NotYet(var pause) -> "busy for the next %s".formatted(pause);
            case Attempt.Delivered(var reference) -> reference;
        };
    }

    public Attempt attempt() {
        return attempt;
    }
}
