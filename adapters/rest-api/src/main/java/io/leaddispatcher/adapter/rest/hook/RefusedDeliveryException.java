package io.leaddispatcher.adapter.rest.hook;

import org.springframework.http.HttpStatus;

/** A delivery is answered with this status, and nothing of it is kept. */
final class RefusedDeliveryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    RefusedDeliveryException(HttpStatus status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }
}
