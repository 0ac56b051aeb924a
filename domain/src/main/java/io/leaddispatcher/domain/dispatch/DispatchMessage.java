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
 * @param why why the rep was chosen; empty where that is not the point
 * @param link the lead's page
 * @param crm where the lead's record is; null when no CRM is known to have one
 */
public record DispatchMessage(
        LeadId lead,
        String reference,
        Occasion occasion,
        Reader reader,
        Person person,
        Request request,
        Why why,
        Terms terms,
        URI link,
        @Nullable CrmLink crm) {

    /**
     * Who reads it.
     *
     * @param name of one, or of all when several are asked
     * @param zone the zone in which they read times
     * @param several whether several are asked at once, of whom the first to accept has it
     */
    public record Reader(String name, ZoneId zone, boolean several) {

        /** One alone. */
        public Reader(String name, ZoneId zone) {
            this(name, zone, false);
        }
    }

    /**
     * Who raised a hand.
     *
     * @param name the reference of the lead when no name may be told
     */
    public record Person(
            String name,
            @Nullable String title,
            @Nullable String company,
            @Nullable String email,
            @Nullable String phone) {

        /** No more than a name, and where they work. */
        public Person(String name, @Nullable String company) {
            this(name, null, company, null, null);
        }

        /** The person in a line. */
        public String inBrief() {
            return company == null ? name : name + " at " + company;
        }
    }

    /**
     * What they asked for.
     *
     * @param since when the lead came in
     * @param priority empty when it is not told
     */
    public record Request(
            Instant since, String priority, @Nullable String source, @Nullable String score) {}

    /**
     * Why the rep was chosen.
     *
     * @param rule the name of the rule that won
     * @param because the reason among its candidates, such as {@code lowest credit 0.33}
     */
    public record Why(String rule, String because) {

        /** It is not the point. */
        public static final Why UNSAID = new Why("", "");
    }

    /**
     * What the rep can do, and by when.
     *
     * @param acceptUntil null when the offer does not lapse by itself
     * @param nextAction what is to be done first, in words
     * @param assignment {@code assignmentId.version}, which buttons send back; none: no buttons
     */
    public record Terms(
            @Nullable Instant acceptUntil,
            @Nullable String nextAction,
            @Nullable String assignment) {

        /** Nothing. */
        public static final Terms NONE = new Terms(null, null, null);
    }

    /** The same with the way to the lead's record. */
    public DispatchMessage with(@Nullable CrmLink record) {
        return new DispatchMessage(
                lead, reference, occasion, reader, person, request, why, terms, link, record);
    }

    /**
     * The same for several who are asked at once and read it in one place.
     *
     * @param names of all of them
     */
    public DispatchMessage toSeveral(String names) {
        return new DispatchMessage(
                lead,
                reference,
                occasion,
                new Reader(names, reader.zone(), true),
                person,
                request,
                why,
                terms,
                link,
                crm);
    }

    /** The offer that the rep can answer; none when there is nothing to answer. */
    public Optional<UUID> offer() {
        String assignment = terms.assignment();
        return assignment == null || !occasion.isAsked()
                ? Optional.empty()
                : Optional.of(UUID.fromString(assignment.replaceFirst("\\..*$", "")));
    }

    /** The message as JSON knows it. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("lead", lead.toString());
        document.put("reference", reference);
        document.put("for", reader.name());
        document.put("zone", reader.zone().getId());
        if (reader.several()) {
            document.put("several", true);
        }
        document.put("name", person.name());
        put(document, "title", person.title());
        put(document, "company", person.company());
        put(document, "email", person.email());
        put(document, "phone", person.phone());
        document.put("since", request.since().toString());
        document.put("priority", request.priority());
        put(document, "source", request.source());
        put(document, "score", request.score());
        document.put("rule", why.rule());
        document.put("because", why.because());
        Instant until = terms.acceptUntil();
        put(document, "acceptUntil", until == null ? null : until.toString());
        put(document, "nextAction", terms.nextAction());
        put(document, "assignment", terms.assignment());
        document.put("link", link.toString());
        occasion.write(document);
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
        violations.refuseIfAny();
        return new DispatchMessage(
                new LeadId(lead.orElseThrow()),
                text(document, "reference"),
                Occasion.read(document),
                new Reader(
                        text(document, "for"),
                        zone.orElseThrow(),
                        Boolean.TRUE.equals(document.get("several"))),
                new Person(
                        text(document, "name"),
                        textOrNull(document, "title"),
                        textOrNull(document, "company"),
                        textOrNull(document, "email"),
                        textOrNull(document, "phone")),
                new Request(
                        since.orElseThrow(),
                        text(document, "priority"),
                        textOrNull(document, "source"),
                        textOrNull(document, "score")),
                new Why(text(document, "rule"), text(document, "because")),
                new Terms(
                        acceptUntil,
                        textOrNull(document, "nextAction"),
                        textOrNull(document, "assignment")),
                link.orElseThrow(),
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
