package io.leaddispatcher.adapter.rest.hook;

import io.leaddispatcher.application.closure.WorkspaceClosedException;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.http.HangUps;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What the doors say. */
final class HookAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(HookAnswers.class);

    private HookAnswers() {}

    static ResponseEntity<Object> accepted(UUID eventId) {
        return ResponseEntity.accepted()
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("eventId", eventId.toString(), "status", "ACCEPTED"));
    }

    static ResponseEntity<Object> unauthorized() {
        return problem(HttpStatus.UNAUTHORIZED, "the signature is missing, wrong or too old");
    }

    static RefusedDeliveryException unknown() {
        return new RefusedDeliveryException(HttpStatus.NOT_FOUND, "there is no such hook");
    }

    /** What is not refused on purpose is our own trouble: the sender may try again. */
    static ResponseEntity<Object> failed(Throwable error) {
        if (error instanceof RefusedDeliveryException refused) {
            return problem(refused.status(), String.valueOf(refused.getMessage()));
        }
        if (error instanceof WorkspaceClosedException closed) {
            return problem(HttpStatus.FORBIDDEN, closed.sentence());
        }
        if (error instanceof InvalidInputException invalid) {
            return ResponseEntity.unprocessableContent()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(
                            Map.of(
                                    "type",
                                    "about:blank",
                                    "title",
                                    "Unprocessable Content",
                                    "status",
                                    422,
                                    "detail",
                                    detail(invalid),
                                    "errors",
                                    invalid.violations().stream()
                                            .map(found ->
                                                    Map.of(
                                                            "pointer",
                                                            found.pointer(),
                                                            "code",
                                                            found.code().name(),
                                                            "message",
                                                            found.message()))
                                            .toList()));
        }
        if (HangUps.isOfClient(error)) {
            LOG.debug("a sender hung up", error);
        } else {
            LOG.error("a delivery could not be taken", error);
        }
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "try again later");
    }

    private static String detail(InvalidInputException invalid) {
        return invalid.violations().size() == 1
                ? invalid.violations().getFirst().message()
                : "the delivery says what cannot be: see 'errors'";
    }

    private static ResponseEntity<Object> problem(HttpStatus status, String detail) {
        Map<String, Object> plain =
                Map.of(
                        "type",
                        "about:blank",
                        "title",
                        status.getReasonPhrase(),
                        "status",
                        status.value());
        Map<String, Object> body = new LinkedHashMap<>(plain);
        if (!detail.isEmpty()) {
            body.put("detail", detail);
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }
}
