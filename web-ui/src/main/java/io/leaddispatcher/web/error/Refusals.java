package io.leaddispatcher.web.error;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.auditlog.RecordDenial;
import io.leaddispatcher.application.transaction.BusyException;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.session.RetryAfterHeader;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What the application refuses, as a page. Boot's own handler does the rest by status. */
@ControllerAdvice(basePackages = "io.leaddispatcher.web")
final class Refusals {

    private final RecordDenial recordDenial;

    Refusals(RecordDenial recordDenial) {
        this.recordDenial = recordDenial;
    }

    @ExceptionHandler(AccessDeniedException.class)
    Mono<Rendering> forbidden(AccessDeniedException denied, ServerHttpRequest request) {
        return recordDenial
                .handle(
                        new RecordDenial.Command(
                                denied,
                                request.getMethod()
                                        + " "
                                        + request.getPath().pathWithinApplication().value()))
                .thenReturn(Rendering.view("error/403").status(HttpStatus.FORBIDDEN).build());
    }

    @ExceptionHandler(BusyException.class)
    Rendering busy(BusyException busy) {
        return Rendering.view("error/busy")
                .status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, RetryAfterHeader.seconds(busy.retryAfter()))
                .build();
    }

    @ExceptionHandler(InvalidInputException.class)
    Rendering malformed() {
        return Rendering.view("error/4xx").status(HttpStatus.BAD_REQUEST).build();
    }
}
