package io.leaddispatcher.domain.dispatch;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * What people are told of their workspace, complete in itself. It is kept until it is sent, so it
 * holds no secret.
 *
 * @param text in lines
 * @param action what the link is for, in a word or two
 */
public record WorkspaceNotice(String subject, String text, String action, URI link) {

    /** The notice as JSON knows it. */
    public Map<String, Object> document() {
        return Map.of("subject", subject, "text", text, "action", action, "link", link.toString());
    }

    /** Reads what {@link #document()} wrote. What is unknown is from a newer node: passed over. */
    public static WorkspaceNotice read(Map<String, ?> document) {
        return new WorkspaceNotice(
                text(document, "subject"),
                text(document, "text"),
                text(document, "action"),
                URI.create(text(document, "link")));
    }

    private static String text(Map<String, ?> document, String name) {
        return Objects.requireNonNull(document.get(name), name).toString();
    }
}
