package io.leaddispatcher.application.intake.port;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event could not be turned into a lead body. The message is for people and names nobody. */
public final class TranslationFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean transientFailure;
    private final boolean untried;
    private final @Nullable Duration retryAfter;
    private final String code;

    /**
     * @param transientFailure the same event may succeed later
     * @param retryAfter how long the provider wants to be left alone, when it said so
     * @param code a short stable name, for health and counts
     */
    public TranslationFailedException(
            boolean transientFailure,
            @Nullable Duration retryAfter,
            String code,
            String message,
            @Nullable Throwable cause) {
        this(transientFailure, false, retryAfter, code, message, cause);
    }

    private TranslationFailedException(
            boolean transientFailure,
            boolean untried,
            @Nullable Duration retryAfter,
            String code,
            String message,
            @Nullable Throwable cause) {
        super(message, cause);
        this.transientFailure = transientFailure;
        this.untried = untried;
        this.retryAfter = retryAfter;
        this.code = code;
    }

    public TranslationFailedException(
            boolean transientFailure, @Nullable Duration retryAfter, String code, String message) {
        this(transientFailure, retryAfter, code, message, null);
    }

    /**
     * Nobody was asked, because the provider is asked no faster than it allows.
     *
     * @param turn when the event's turn may come
     */
    public static TranslationFailedException untried(Duration turn, String code, String message) {
        return new TranslationFailedException(true, true, turn, code, message, null);
    }

    public boolean isTransient() {
        return transientFailure;
    }

    /** It only waits for its turn: neither has the provider failed, nor was this a try. */
    public boolean isUntried() {
        return untried;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public String code() {
        return code;
    }
}
