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

    public Attempt attempt() {
        return attempt;
    }
}
