package io.leaddispatcher.application.access;

/** The hash under which a token that was just made, or given by the operator, is kept. */
public final class NewToken {

    /** What a token looks like, in words. */
    public static final String ALLOWED =
            "must be 'ldp_' followed by 32 to 200 letters, digits, '-' or '_'";

    private final byte[] hash;

    private NewToken(byte[] hash) {
        this.hash = hash;
    }

    /** Throws {@link IllegalArgumentException} when it is not spelled like a token. */
    public static NewToken of(String token) {
        if (!isWellFormed(token)) {
            throw new IllegalArgumentException("a token " + ALLOWED);
        }
        return new NewToken(TokenHash.of(token));
    }

    public static boolean isWellFormed(String token) {
        return AuthenticateToken.SPELLING.matcher(token).matches();
    }

    public byte[] hash() {
        return hash.clone();
    }
}
