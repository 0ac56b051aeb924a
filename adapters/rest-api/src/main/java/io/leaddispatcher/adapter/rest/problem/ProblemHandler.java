package io.leaddispatcher.adapter.rest.problem;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.auditlog.RecordDenial;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.ErasedPersonException;
import io.leaddispatcher.application.transaction.BusyException;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.OneLine;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.http.HangUps;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Turns whatever ended a request of the API or of a hook into a problem document. */
@Component
@Order(-100)
public final class ProblemHandler implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private static final List<String> OURS = List.of("/api/", "/hooks/", "/schemas/");

    private final ProblemWriter writer;
    private final RecordDenial recordDenial;
    private final Ids ids;

    ProblemHandler(ProblemWriter writer, RecordDenial recordDenial, Ids ids) {
        this.recordDenial = recordDenial;
        this.writer = writer;
        this.ids = ids;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        boolean mine = OURS.stream().anyMatch(path::startsWith);
        if (!mine || exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        return switch (error) {
            case ProblemException problem -> writer.write(exchange, problem);
            case InvalidInputException invalid ->
                    writer.write(
                            exchange,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "Invalid",
                            howMuch(invalid.violations()),
                            new HttpHeaders(),
                            invalid.violations());
            case ErasedPersonException _ ->
                    writer.write(
                            exchange,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "Invalid",
                            "This person was erased from the workspace. What has happened since then says so"
                                    + " in 'receivedAt' and has another 'externalId', or none.",
                            new HttpHeaders(),
                            List.of(
                                    new Violation(
                                            "/contact",
                                            Violation.Code.CONFLICT,
                                            "this person was erased from the workspace")));
            case AccessDeniedException denied ->
                    record(exchange, denied)
                            .then(
                                    writer.write(
                                            exchange,
                                            new ProblemException(
                                                    HttpStatus.FORBIDDEN, refusal(denied))));
            case BusyException busy ->
                    writer.write(
                            exchange,
                            ProblemException.tooMany(
                                    "Other reports and exports are being made: ask for one after"
                                            + " the other, or for a shorter period.",
                                    busy.retryAfter()));
            case ResponseStatusException known -> known(exchange, known);
            default -> unexpected(exchange, error);
        };
    }

    private static String howMuch(List<Violation> violations) {
        int found = violations.size();
        if (found == 1) {
            return violations.getFirst().message();
        }
        return found < Violations.MOST
                ? found + " things are wrong."
                : "At least " + found + " things are wrong.";
    }

    private static String refusal(AccessDeniedException denied) {
        String because = denied.because();
        return because == null ? "You may not do this." : "You may not do this: " + because;
    }

    private Mono<Void> record(ServerWebExchange exchange, AccessDeniedException denied) {
        return recordDenial.handle(
                new RecordDenial.Command(
                        denied, exchange.getRequest().getMethod() + " " + masked(exchange)));
    }

    private Mono<Void> known(ServerWebExchange exchange, ResponseStatusException error) {
        HttpStatusCode status = error.getStatusCode();
        if (status.is5xxServerError()) {
            return unexpected(exchange, error);
        }
        HttpStatus known = HttpStatus.resolve(status.value());
        String title = known == null ? "Refused" : known.getReasonPhrase();
        // The framework's own reasons may name classes.
        return writer.write(exchange, status, title, title + ".", error.getHeaders(), List.of());
    }

    private Mono<Void> unexpected(ServerWebExchange exchange, Throwable error) {
        String reference = ids.next().toString();
        if (HangUps.isOfClient(error)) {
            LOG.debug("a client hung up", error);
        } else {
            LOG.error(
                    "Request {} {} failed, reference {}",
                    exchange.getRequest().getMethod(),
                    masked(exchange),
                    reference,
                    error);
        }
        // Also where the client seems to be gone: an empty answer would be a 200.
        return writer.write(
                exchange,
                new ProblemException(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "Something went wrong on our side. Reference: " + reference));
    }

    /** A hook's id is a secret. */
    private static String masked(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        return path.startsWith("/hooks/") ? "/hooks/…" : OneLine.of(path);
    }
}
