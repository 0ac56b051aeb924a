package io.leaddispatcher.domain.dispatch;

import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.LeadId;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rep is told of a lead, complete in itself: sending it needs nothing else. Sensitive values
 * never come in here; whoever makes the message leaves them out, and the rep follows the link.
 *
 * @param reference the short name of the lead in conversation
 * @param forWhom name of the rep
 * @param name who raised a hand; the reference when no name may be told
 * @param since when the lead came in
 * @param zone the zone in which the rep reads times
 * @param assignment {@code assignmentId.version}, which buttons send back; none: no buttons
 * @param gone why the rep has it no longer; null: the rep has it, and is told so
 * @param reminder what has to be done about a lead of which they have been told; null: this tells
 *     of it
 * @param news what has become of a lead that they have handed off; null: it is about one of theirs
 * @param crm where the lead's record is; null when no CRM is known to have one
 */
public record DispatchMessage(
        LeadId lead,
        String reference,
        String forWhom,
        String name,
        @Nullable String title,
        @Nullable String company,
        Why why,
        Instant since,
        ZoneId zone,
        String priority,
        @Nullable String source,
        @Nullable String score,
        @Nullable String email,
        @Nullable String phone,
        URI link,
        @Nullable Instant acceptUntil,
        @Nullable String nextAction,
        @Nullable String assignment,
        @Nullable String gone,
        @Nullable String reminder,
        @Nullable String news,
        @Nullable CrmLink crm) {

    /** The same with the way to the lead's record. */
    public DispatchMessage with(@Nullable CrmLink record) {
        return new DispatchMessage(
                lead,
                reference,
                forWhom,
                name,
                title,
                company,
                why,
                since,
                zone,
                priority,
                source,
                score,
                email,
                phone,
                link,
                acceptUntil,
                nextAction,
                assignment,
                gone,
                reminder,
                news,
                record);
    }

    /**
     * Why the rep was chosen.
     *
     * @param rule the name of the rule that won
     * @param because the reason among its candidates, such as {@code lowest credit 0.33}
     */
    public record Why(String rule, String because) {}

    /** The offer that the rep can answer; none when there is nothing to answer. */
    public Optional<UUID> offer() {
        return gone != null || news != null || assignment == null
                ? Optional.empty()
                : Optional.of(UUID.fromString(assignment.replaceFirst("\\..*$", "")));
    }

    /** The message as JSON knows it. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("lead", lead.toString());
        document.put("reference", reference);
        document.put("for", forWhom);
        document.put("name", name);
        put(document, "title", title);
        put(document, "company", company);
        document.put("rule", why.rule());
        document.put("because", why.because());
        document.put("since", since.toString());
        document.put("zone", zone.getId());
        document.put("priority", priority);
        put(document, "source", source);
        put(document, "score", score);
        put(document, "email", email);
        put(document, "phone", phone);
        document.put("link", link.toString());
        put(document, "acceptUntil", acceptUntil == null ? null : acceptUntil.toString());
        put(document, "nextAction", nextAction);
        put(document, "assignment", assignment);
        put(document, "gone", gone);
        put(document, "reminder", reminder);
        put(document, "news", news);
        if (crm != null) {
            document.put("crm", crm.crm());
            document.put("crmUrl", crm.url().toString());
        }
        return Map.copyOf(document);
    }

    /** Reads what {@link #document()} wrote. What is unknown is from a newer node: passed over. */
    public static DispatchMessage read(Map<String, ?> document) {
        Violations violations = new Violations();
        Part part = Part.root(document, violations);
        var lead = part.requiredProperty("lead").flatMap(p -> p.parsed("a UUID", UUID::fromString));
        var since = part.requiredProperty("since").flatMap(Part::asInstant);
        var zone = part.zone("zone");
        var link = part.requiredProperty("link").flatMap(p -> p.parsed("a URI", URI::create));
        Instant acceptUntil = part.property("acceptUntil").flatMap(Part::asInstant).orElse(null);
        String reference = text(document, "reference");
        violations.refuseIfAny();
        return new DispatchMessage(
                new LeadId(lead.orElseThrow()),
                reference,
                text(document, "for"),
                text(document, "name"),
                textOrNull(document, "title"),
                textOrNull(document, "company"),
                new Why(text(document, "rule"), text(document, "because")),
                since.orElseThrow(),
                zone.orElseThrow(),
                text(document, "priority"),
                textOrNull(document, "source"),
                textOrNull(document, "score"),
                textOrNull(document, "email"),
                textOrNull(document, "phone"),
                link.orElseThrow(),
                acceptUntil,
                textOrNull(document, "nextAction"),
                textOrNull(document, "assignment"),
                textOrNull(document, "gone"),
                textOrNull(document, "reminder"),
                textOrNull(document, "news"),
                CrmLink.of(textOrNull(document, "crm"), textOrNull(document, "crmUrl"))
                        .orElse(null));
    }

    /** Texts are kept as they are, blank ones and blanks around them too. */
    private static String text(Map<String, ?> document, String name) {
        String text = textOrNull(document, name);
        return text == null ? "" : text;
    }

    private static @Nullable String textOrNull(Map<String, ?> document, String name) {
        return document.get(name) instanceof String text ? text : null;
    }

    private static void put(Map<String, Object> document, String name, @Nullable String value) {
        if (value != null) {
            document.put(name, value);
        }
    }
}
