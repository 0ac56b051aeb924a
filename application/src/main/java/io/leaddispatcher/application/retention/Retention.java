package io.leaddispatcher.application.retention;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violation.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For how many days a workspace keeps what is over. What is open is kept whatever stands here.
 *
 * @param events what came in, as it was sent, once it is done
 * @param deliveries messages that were sent or given up
 * @param stories timeline and traces of closed leads; null: as long as the lead
 * @param leads closed leads with all that hangs on them; null: for ever
 * @param erasures the hashes by which an event about an erased person is known
 */
public record Retention(
        int events,
        int deliveries,
        @Nullable Integer stories,
        @Nullable Integer leads,
        int erasures) {

    /** Longer than any sender goes on repeating what it has sent. */
    public static final int LEAST_OF_EVENTS = 7;

    public static final int MOST = 3650;

    /** Of a workspace that has set nothing. */
    public static final Retention STANDARD = new Retention(30, 90, null, null, 30);

    /** With what was sent in place of what is set; fails with all that is wrong. */
    Retention with(Map<String, String> sent) {
        Map<String, String> days = new LinkedHashMap<>();
        document().forEach((name, set) -> days.put(name, set.toString()));
        days.putAll(sent);
        return read(days);
    }

    private static Retention read(Map<String, String> sent) {
        List<Violation> violations = new ArrayList<>();
        Integer events = days(sent, "events", true, violations);
        Integer deliveries = days(sent, "deliveries", true, violations);
        Integer stories = days(sent, "stories", false, violations);
        Integer leads = days(sent, "leads", false, violations);
        Integer erasures = days(sent, "erasures", true, violations);
        if (!violations.isEmpty() || events == null || deliveries == null || erasures == null) {
            throw new InvalidInputException(violations);
        }
        return new Retention(events, deliveries, stories, leads, erasures);
    }

    /** Reads the section of a file; empty when it is wrong, and then the violations say how. */
    public static Optional<Retention> read(Part section) {
        if (!section.requireObject()) {
            return Optional.empty();
        }
        Optional<Integer> events = needed(section, "events");
        Optional<Integer> deliveries = needed(section, "deliveries");
        Optional<Integer> stories = section.integer("stories", 1, MOST);
        Optional<Integer> leads = section.integer("leads", 1, MOST);
        Optional<Integer> erasures = needed(section, "erasures");
        section.refuseUnknown();
        if (!section.violations().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Retention(
                        events.orElseThrow(),
                        deliveries.orElseThrow(),
                        stories.orElse(null),
                        leads.orElse(null),
                        erasures.orElseThrow()));
    }

    private static Optional<Integer> needed(Part section, String name) {
        return section.requiredProperty(name)
                .flatMap(days -> days.asInteger(LEAST_OF_EVENTS, MOST));
    }

    private static @Nullable Integer days(
            Map<String, String> sent, String name, boolean needed, List<Violation> violations) {
        String text = sent.getOrDefault(name, "").strip();
        if (text.isEmpty() && !needed) {
            return null;
        }
        int least = needed ? LEAST_OF_EVENTS : 1;
        int days = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
        if (days < least || days > MOST) {
            violations.add(
                    new Violation(
                            "/" + name,
                            Code.OUT_OF_RANGE,
                            "a whole number of days from %d to %d".formatted(least, MOST)));
            return null;
        }
        return days;
    }

    /** As the section of a file, which {@link #read(Part)} takes back. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("events", events);
        document.put("deliveries", deliveries);
        if (stories != null) {
            document.put("stories", stories);
        }
        if (leads != null) {
            document.put("leads", leads);
        }
        document.put("erasures", erasures);
        return document;
    }

    /** In words: for the audit log and for whoever asks what would change. */
    public Map<String, Object> described() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("events", events);
        described.put("deliveries", deliveries);
        described.put("stories", stories == null ? "as the lead" : stories);
        described.put("leads", leads == null ? "for ever" : leads);
        described.put("erasures", erasures);
        return described;
    }
}
