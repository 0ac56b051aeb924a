package io.leaddispatcher.infra.failure;

import org.jspecify.annotations.Nullable;

/** The operator can mend it. The message is one clear sentence, and all that is printed. */
public final class CannotStartException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public CannotStartException(String message) {
        super(message);
    }

    public CannotStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
