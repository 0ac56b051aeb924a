package io.leaddispatcher.application.analytics.port;

/** There is more to count than the database does in the time that one question may take. */
public final class TooMuchToCountException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooMuchToCountException(Throwable cause) {
        super("there is too much to count in this period", cause);
    }
}
