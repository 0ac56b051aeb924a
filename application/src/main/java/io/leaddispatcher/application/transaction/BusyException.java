package io.leaddispatcher.application.transaction;

import java.time.Duration;

/** As much of a kind is being done already as may be at once. Trying again later helps. */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public BusyException(Duration retryAfter) {
        super("no place came free in time");
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
