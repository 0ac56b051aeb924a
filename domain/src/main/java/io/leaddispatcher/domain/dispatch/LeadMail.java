package io.leaddispatcher.domain.dispatch;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a lead itself is written, complete in itself: sending it needs nothing else. It holds no
 * sensitive value and no link that is good for anything.
 *
 * @param template by which it was made
 * @param language of its words, a tag such as {@code de}
 * @param text in lines
 * @param replyTo whom an answer reaches; null: whoever reads the sender's mail
 * @param sequence of which it is a step; null: of none
 */
public record LeadMail(
        LeadId lead,
        Purpose purpose,
        String template,
        String language,
        String subject,
        String text,
        @Nullable String replyTo,
        @Nullable String sequence) {

    private static final String PURPOSE = "mail";

    /** Why it is sent. */
    public enum Purpose {
        /** It answers that the lead has come in. */
        ACKNOWLEDGEMENT,
        /** It is a step of a sequence. */
        SEQUENCE
    }

    /** Whether a document is that of a mail to a lead, and not of a message to somebody else. */
    public static boolean isOne(Map<String, ?> document) {
        return document.containsKey(PURPOSE);
    }

    /** The mail as JSON knows it. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(PURPOSE, purpose.name());
        document.put("lead", lead.toString());
        document.put("template", template);
        document.put("language", language);
        document.put("subject", subject);
        document.put("text", text);
        if (replyTo != null) {
            document.put("replyTo", replyTo);
        }
        if (sequence != null) {
            document.put("sequence", sequence);
        }
        return Map.copyOf(document);
    }

    /** Reads what {@link #document()} wrote. What is unknown is from a newer node: passed over. */
    public static LeadMail read(Map<String, ?> document) {
        Violations violations = new Violations();
        Part part = Part.root(document, violations);
        Optional<UUID> lead =
                part.requiredProperty("lead").flatMap(p -> p.parsed("a UUID", UUID::fromString));
        Optional<Purpose> purpose =
                part.requiredProperty(PURPOSE).flatMap(p -> p.asOneOf(Purpose.class));
        violations.refuseIfAny();
        return new LeadMail(
                new LeadId(lead.orElseThrow()),
                purpose.orElseThrow(),
                text(document, "template"),
                text(document, "language"),
                text(document, "subject"),
                text(document, "text"),
                textOrNull(document, "replyTo"),
                textOrNull(document, "sequence"));
    }

    private static String text(Map<String, ?> document, String name) {
        String text = textOrNull(document, name);
        return text == null ? "" : text;
    }

    private static @Nullable String textOrNull(Map<String, ?> document, String name) {
        return document.get(name) instanceof String text ? text : null;
    }
}
