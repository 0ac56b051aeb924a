package io.leaddispatcher.adapter.rest.idempotency;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The header by which a sender says that a request is the same as before. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    /** The attribute that holds the body, once it is read, where its own route reads it. */
    public static final String CONTENT = IdempotencyKey.class.getName() + ".content";

    private static final int LONGEST = 255;

    private IdempotencyKey() {}

    /** Empty when none was sent; fails with a 400. */
    public static Optional<String> of(ServerHttpRequest request) {
        String sent = request.getHeaders().getFirst(HEADER);
        if (sent == null) {
            return Optional.empty();
        }
        if (sent.isBlank() || sent.length() > LONGEST) {
            throw ProblemException.malformed(
                    "'%s' must have 1 to %d characters.".formatted(HEADER, LONGEST));
        }
        return Optional.of(sent.strip());
    }

    public static ProblemException usedBefore() {
        return ProblemException.conflict(
                "This Idempotency-Key was used before with another request.");
    }

    static ProblemException inFlight() {
        return ProblemException.busy(
                "The first request with this Idempotency-Key is being carried out: ask again.",
                Duration.ofSeconds(1));
    }

    static ProblemException answerLost() {
        return ProblemException.conflict(
                "A request with this Idempotency-Key was carried out, wholly or in part, and its answer"
                        + " is lost. Look at what is there, and use a new key.");
    }
}
