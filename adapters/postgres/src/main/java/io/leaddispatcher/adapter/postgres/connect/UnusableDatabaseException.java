package io.leaddispatcher.adapter.postgres.connect;

import org.jspecify.annotations.Nullable;

/** The database does not answer, or not as we need it. The message says where and why. */
public final class UnusableDatabaseException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnusableDatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
