package io.leaddispatcher.domain.dispatch;

import io.leaddispatcher.domain.roster.RepKey;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What people are told of their workspace, complete in itself. It is kept until it is sent, so it
 * holds no secret.
 *
 * @param text in lines
 * @param action what the link is for, in a word or two
 * @param digestOf key of the rep whose mail about the day it is, and who can turn that off; null:
 *     it is none
 */
public record WorkspaceNotice(
        String subject, String text, String action, URI link, @Nullable String digestOf) {

    /** About no rep's day. */
    public WorkspaceNotice(String subject, String text, String action, URI link) {
        this(subject, text, action, link, null);
    }

    /** The mail about a rep's day, of which nothing is written yet. */
    public static WorkspaceNotice digest(RepKey rep) {
        return new WorkspaceNotice("Your day", "", "", URI.create(""), rep.value());
    }

    /** The notice as JSON knows it. */
    public Map<String, Object> document() {
        Map<String, Object> document = new HashMap<>();
        document.put("subject", subject);
        document.put("text", text);
        document.put("action", action);
        document.put("link", link.toString());
        if (digestOf != null) {
            document.put("digestOf", digestOf);
        }
        return Map.copyOf(document);
    }

    /** Reads what {@link #document()} wrote. What is unknown is from a newer node: passed over. */
    public static WorkspaceNotice read(Map<String, ?> document) {
        return new WorkspaceNotice(
                text(document, "subject"),
                text(document, "text"),
                text(document, "action"),
                URI.create(text(document, "link")),
                document.get("digestOf") instanceof String rep ? rep : null);
    }

    private static String text(Map<String, ?> document, String name) {
        return Objects.requireNonNull(document.get(name), name).toString();
    }
}
