package io.leaddispatcher.adapter.rest.problem;

import io.leaddispatcher.domain.document.Violation;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Ends a request with a problem document. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final transient HttpHeaders headers = new HttpHeaders();
    private final transient List<Violation> violations;

    /**
     * @param detail a sentence for whoever reads the answer; nothing internal
     */
    public ProblemException(HttpStatus status, String detail) {
        this(status, detail, List.of());
    }

    private ProblemException(HttpStatus status, String detail, List<Violation> violations) {
        super(detail);
        this.status = status;
        this.violations = violations;
    }

    public static ProblemException malformed(String detail) {
        return new ProblemException(HttpStatus.BAD_REQUEST, detail);
    }

    /** Of a parameter in the query. */
    public static ProblemException wrongParameter(
            String name, Violation.Code code, String message) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, message, List.of(new Violation("/" + name, code, message)));
    }

    /** The same whether a thing never was, is gone, or is another tenant's. */
    public static ProblemException notFound() {
        return new ProblemException(HttpStatus.NOT_FOUND, "There is no such thing here.");
    }

    /** Of a policy of which there is nothing to publish or to try. */
    public static ProblemException noDraft() {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "This policy has no draft: PUT one to /policies/{kind}/draft first.");
    }

    public static ProblemException conflict(String detail) {
        return new ProblemException(HttpStatus.CONFLICT, detail);
    }

    public static ProblemException stale() {
        return new ProblemException(
                HttpStatus.PRECONDITION_FAILED,
                "It is not as If-Match or If-None-Match says: read it again, and send the ETag it has as If-Match.");
    }

    public static ProblemException tooMany(Duration wait) {
        return tooMany("Too many requests: wait a little.", wait);
    }

    /** Likewise, and {@code detail} says of what. */
    public static ProblemException tooMany(String detail, Duration wait) {
        return waiting(HttpStatus.TOO_MANY_REQUESTS, detail, wait);
    }

    /** A conflict that passes by itself. */
    public static ProblemException busy(String detail, Duration wait) {
        return waiting(HttpStatus.CONFLICT, detail, wait);
    }

    private static ProblemException waiting(HttpStatus status, String detail, Duration wait) {
        ProblemException problem = new ProblemException(status, detail);
        problem.headers.set(
                HttpHeaders.RETRY_AFTER,
                Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
        return problem;
    }

    public HttpStatus status() {
        return status;
    }

    public List<Violation> violations() {
        return violations;
    }

    public HttpHeaders headers() {
        return headers;
    }
}
