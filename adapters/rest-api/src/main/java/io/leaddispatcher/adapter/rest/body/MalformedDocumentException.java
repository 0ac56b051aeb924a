package io.leaddispatcher.adapter.rest.body;

/** Text that is no JSON or YAML document as we take it. The message is for whoever sent it. */
public final class MalformedDocumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedDocumentException(String message) {
        super(message);
    }

    MalformedDocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
