package io.leaddispatcher.application.sso.port;

import io.leaddispatcher.domain.document.OneLine;

/** A provider that could not be reached or must not be believed. */
public final class ProviderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Reason {
        /** No answer, or an address that calls out must not reach: nobody learns which. */
        UNREACHABLE,
        /** There is an answer, and it is no discovery document. */
        NO_DISCOVERY,
        /** The document is that of another issuer. */
        OTHER_ISSUER,
        /** An address in the document is not safe to use. */
        UNSAFE_ENDPOINT,
        NO_CODE_FLOW,
        NO_PKCE,
        /** Nothing but signatures that anybody could make. */
        NO_SAFE_SIGNATURE,
        NO_KEYS,
        /** The answer says that it comes from somebody else. */
        WRONG_ISSUER_IN_ANSWER,
        /** The code was refused, or our credentials were. */
        CODE_REFUSED,
        /** The token is not what a log-in needs. */
        TOKEN_REFUSED
    }

    private final Reason reason;

    /**
     * @param detail for the log and for admins; holds no secret and nothing of a token. What a
     *     provider has said of itself may stand in it: it stays one line.
     */
    public ProviderException(Reason reason, String detail) {
        super(OneLine.of(detail));
        this.reason = reason;
    }

    public ProviderException(Reason reason, String detail, Throwable cause) {
        super(OneLine.of(detail), cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
