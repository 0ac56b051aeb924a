package io.leaddispatcher.application.connection.port;

import java.time.Duration;

/** Somebody else has asked for the session and got no answer yet. Nobody was asked. */
public final class SessionInHandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * @param retryAfter when there is a session, or the turn is free, at the latest
     */
    public SessionInHandException(Duration retryAfter) {
        super("somebody else has asked for a session and got no answer yet");
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
