package io.leaddispatcher.application.connection.port;

/** The other side grants no session, and will not before an admin has mended something. */
public final class SessionRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code stable and short, such as {@code SALESFORCE_INVALID_GRANT}
     * @param message a sentence for the admin, without personal data or secrets
     */
    public SessionRefusedException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
