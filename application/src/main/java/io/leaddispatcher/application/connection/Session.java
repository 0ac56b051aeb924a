package io.leaddispatcher.application.connection;

/**
 * What the other side lets us do for a while.
 *
 * @param base the address at which the token is good
 * @param user as whom we act there; blank when the other side does not tell
 */
public record Session(Secret token, String base, String user) {

    boolean hasTokenOf(Session other) {
        return token.reveal().equals(other.token().reveal());
    }

    /** In lines, which none of the parts contains. */
    String text() {
        return String.join("\n", token.reveal(), base, user);
    }

    static Session read(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 3) {
            throw new IllegalStateException("a session of %d lines".formatted(lines.length));
        }
        return new Session(new Secret(lines[0]), lines[1], lines[2]);
    }
}
