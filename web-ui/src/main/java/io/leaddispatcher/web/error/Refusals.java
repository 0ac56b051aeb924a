package io.leaddispatcher.web.error;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.domain.document.InvalidInputException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.reactive.result.view.Rendering;

/** What the application refuses, as a page. Boot's own handler does the rest by status. */
@ControllerAdvice(basePackages = "io.leaddispatcher.web")
final class Refusals {

    @ExceptionHandler(AccessDeniedException.class)
    Rendering forbidden() {
        return Rendering.view("error/403").status(HttpStatus.FORBIDDEN).build();
    }

    @ExceptionHandler(InvalidInputException.class)
    Rendering malformed() {
        return Rendering.view("error/4xx").status(HttpStatus.BAD_REQUEST).build();
    }
}
