package io.leaddispatcher.application.idempotency;

/** Another attempt has taken the request over; what this one did is undone. */
public final class LostHoldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LostHoldException(Hold hold) {
        super("%s was taken over".formatted(hold));
    }
}
