package io.leaddispatcher.application.lead;

/** The event is about somebody who was erased from the workspace. */
public final class ErasedPersonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ErasedPersonException() {
        super("this person was erased");
    }
}
