package io.leaddispatcher.application.simulation;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.LeadId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is to be simulated: which leads, and when they find the reps. */
public record SimulationWish(Source source, RosterTime rosterTime) {

    /** So many real leads are tried at once at most. */
    public static final int MOST_LEADS = 200_000;

    /** So many leads can be named. */
    static final int MOST_CHOSEN = 200;

    /** Which leads. */
    public sealed interface Source {

        /** Leads in the request itself, in the shape of the lead body. */
        record Bodies(List<Part> leads) implements Source {
            public Bodies {
                leads = List.copyOf(leads);
            }
        }

        /** Some real leads, as if they came now; those that are not there are passed over. */
        record Chosen(List<LeadId> leads) implements Source {
            public Chosen {
                leads = List.copyOf(leads);
            }
        }

        record File(SentLeads leads) implements Source {}

        /** The newest real leads. */
        record Newest(int leads) implements Source {}

        /**
         * The real leads of a time.
         *
         * @param from inclusive
         * @param to exclusive
         */
        record Period(Instant from, Instant to) implements Source {}
    }

    /** At which instant a rep's hours, holidays and absences are looked at. */
    public enum RosterTime {
        /** When the lead came. */
        THEN,
        /** Now, whenever the lead came. */
        NOW
    }

    /** Leads of a file, each when it came. */
    public static SimulationWish of(SentLeads file) {
        return new SimulationWish(new Source.File(file), RosterTime.THEN);
    }

    /** Fails with {@link InvalidInputException}. */
    public static SimulationWish read(Map<String, ?> document) {
        Violations violations = new Violations();
        Part root = Part.root(document, violations);
        Optional<Part> leads = root.property("leads");
        Optional<Part> chosen = root.property("leadIds");
        Optional<Integer> newest =
                root.property("lastN").flatMap(part -> part.asInteger(1, MOST_LEADS));
        Optional<Instant> from = root.property("from").flatMap(Part::asInstant);
        Optional<Instant> to = root.property("to").flatMap(Part::asInstant);
        RosterTime rosterTime = root.oneOf("roster", RosterTime.class).orElse(RosterTime.THEN);
        root.refuseUnknown();
        requireOne(root);
        List<Source> sources = new ArrayList<>();
        leads.ifPresent(part -> sources.add(new Source.Bodies(part.items())));
        chosen.ifPresent(part -> sources.add(new Source.Chosen(ids(part))));
        newest.ifPresent(count -> sources.add(new Source.Newest(count)));
        if (from.isPresent() && to.isPresent()) {
            if (!from.get().isBefore(to.get())) {
                root.violations().add("/to", OUT_OF_RANGE, "'to' must be later than 'from'");
            }
            sources.add(new Source.Period(from.get(), to.get()));
        }
        violations.refuseIfAny();
        return new SimulationWish(sources.getFirst(), rosterTime);
    }

    private static List<LeadId> ids(Part list) {
        List<Part> items = list.items();
        if (items.size() > MOST_CHOSEN) {
            list.violation(OUT_OF_RANGE, "must be at most %d ids".formatted(MOST_CHOSEN));
        }
        return items.stream()
                .limit(MOST_CHOSEN)
                .flatMap(item ->
                        item.parsed("must be the id of a lead", SimulationWish::id).stream())
                .toList();
    }

    private static LeadId id(String text) {
        return new LeadId(UUID.fromString(text));
    }

    private static void requireOne(Part root) {
        List<String> names = root.names();
        boolean period = names.contains("from") || names.contains("to");
        int ways =
                (names.contains("leads") ? 1 : 0)
                        + (names.contains("leadIds") ? 1 : 0)
                        + (names.contains("lastN") ? 1 : 0)
                        + (period ? 1 : 0);
        if (ways != 1) {
            root.violation(
                    ways == 0 ? REQUIRED : OUT_OF_RANGE,
                    "give exactly one of 'leads', 'leadIds', 'lastN', and 'from' with 'to'");
        } else if (period) {
            for (String name : List.of("from", "to")) {
                if (!names.contains(name)) {
                    root.violations().add("/" + name, REQUIRED, "'%s' is required".formatted(name));
                }
            }
        }
    }
}
