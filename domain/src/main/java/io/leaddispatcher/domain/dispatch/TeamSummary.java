package io.leaddispatcher.domain.dispatch;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the leads of a team stand, complete in itself. Of leads it tells no more than how they are
 * called among us.
 *
 * @param team its name
 * @param zone in which times are read
 * @param since from when on leads count as new
 * @param fresh leads that came to the team since then
 * @param accepted of these, those that were accepted within the target
 * @param breached of these, those of which a target was missed
 * @param waiting leads that wait now
 * @param oldest of those that wait; null when none does
 * @param busiest the name of who has most open leads; null when nobody has any
 * @param busiestOpen how many
 * @param leads where all leads are
 */
public record TeamSummary(
        String team,
        ZoneId zone,
        Instant since,
        Instant at,
        long fresh,
        long accepted,
        long breached,
        long waiting,
        @Nullable Oldest oldest,
        @Nullable String busiest,
        long busiestOpen,
        URI leads) {

    private static final String KIND = "teamSummary";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);

    /**
     * A lead that waits.
     *
     * @param reference the short name of the lead in conversation
     */
    public record Oldest(String reference, Instant since, URI link) {}

    /** Whether a document is of this kind. */
    public static boolean is(Map<String, ?> document) {
        return Boolean.TRUE.equals(document.get(KIND));
    }

    /** The summary as JSON knows it; an e-mail reads it as the notice that it is. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>(notice().document());
        document.put(KIND, true);
        document.put("team", team);
        document.put("zone", zone.getId());
        document.put("since", since.toString());
        document.put("at", at.toString());
        document.put("fresh", fresh);
        document.put("accepted", accepted);
        document.put("breached", breached);
        document.put("waiting", waiting);
        if (oldest != null) {
            document.put("oldest", oldest.reference());
            document.put("oldestSince", oldest.since().toString());
            document.put("oldestLink", oldest.link().toString());
        }
        if (busiest != null) {
            document.put("busiest", busiest);
            document.put("busiestOpen", busiestOpen);
        }
        document.put("leads", leads.toString());
        return Map.copyOf(document);
    }

    /** Reads what {@link #document()} wrote. */
    public static TeamSummary read(Map<String, ?> document) {
        Violations violations = new Violations();
        Part part = Part.root(document, violations);
        Optional<ZoneId> zone = part.zone("zone");
        Optional<Instant> since = part.requiredProperty("since").flatMap(Part::asInstant);
        Optional<Instant> at = part.requiredProperty("at").flatMap(Part::asInstant);
        Optional<URI> leads = uri(part, "leads");
        Optional<Instant> oldestSince = part.property("oldestSince").flatMap(Part::asInstant);
        Optional<URI> oldestLink = uri(part, "oldestLink");
        violations.refuseIfAny();
        return new TeamSummary(
                text(document, "team"),
                zone.orElseThrow(),
                since.orElseThrow(),
                at.orElseThrow(),
                number(document, "fresh"),
                number(document, "accepted"),
                number(document, "breached"),
                number(document, "waiting"),
                oldestSince
                        .flatMap(waits ->
                                oldestLink.map(
                                        link -> new Oldest(text(document, "oldest"), waits, link)))
                        .orElse(null),
                document.get("busiest") instanceof String name ? name : null,
                number(document, "busiestOpen"),
                leads.orElseThrow());
    }

    private static Optional<URI> uri(Part part, String name) {
        return part.property(name).flatMap(found -> found.parsed("a URI", URI::create));
    }

    private static String text(Map<String, ?> document, String name) {
        return document.get(name) instanceof String text ? text : "";
    }

    private static long number(Map<String, ?> document, String name) {
        return document.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /** The same in words. */
    public WorkspaceNotice notice() {
        StringBuilder text =
                new StringBuilder(
                        "%s since %s\n\n".formatted(team, TIME.format(since.atZone(zone))));
        text.append("New leads: %d\n".formatted(fresh));
        text.append("Accepted within the target: %d\n".formatted(accepted));
        text.append("Target missed: %d\n".formatted(breached));
        text.append("Waiting now: %d\n".formatted(waiting));
        if (oldest != null) {
            text.append(
                    "The oldest is %s, since %s: %s\n"
                            .formatted(
                                    oldest.reference(),
                                    TIME.format(oldest.since().atZone(zone)),
                                    oldest.link()));
        }
        if (busiest != null) {
            text.append("Most open leads: %s (%d)\n".formatted(busiest, busiestOpen));
        }
        return new WorkspaceNotice(
                "%s: %d new, %d waiting".formatted(team, fresh, waiting),
                text.toString(),
                "All leads",
                leads);
    }
}
