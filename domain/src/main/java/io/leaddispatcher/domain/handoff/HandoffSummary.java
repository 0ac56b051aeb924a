package io.leaddispatcher.domain.handoff;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.policy.Target.HandoffType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What goes with a lead that is passed on, so that nobody has to ask for it again.
 *
 * @param values what is said, by {@code source}, {@code campaign}, {@code productInterest}, {@code
 *     notes} and {@code history}, and by other names that a program has for it; never blank
 */
public record HandoffSummary(Map<String, String> values) {

    private static final String PRODUCT = "productInterest";
    private static final String NOTES = "notes";

    /** Where a lead says what a summary leaves out. */
    private static final Map<String, String> FROM_LEAD =
            Map.of("source", "lead.source", "campaign", "lead.campaign", PRODUCT, "lead.product");

    private static final int LONGEST = 4_000;
    private static final int LONGEST_NAME = 60;
    private static final int MOST = 20;

    public HandoffSummary {
        values = Map.copyOf(values);
    }

    /** What those to whom a lead goes cannot do without. */
    private static Set<String> needed(HandoffType type) {
        return switch (type) {
            case SALES, PARTNER -> Set.of(PRODUCT, NOTES);
            case SUPPORT, NURTURE -> Set.of(NOTES);
        };
    }

    /**
     * Reads a summary and fills in what the lead says. What is wrong or missing is added to the
     * part's violations.
     *
     * @param demanded whether what those need to whom it goes has to be there: people know it, a
     *     program often does not
     * @param known a value of the lead by its path; empty where the lead has none, or where it is
     *     sensitive
     * @param notes what stands for notes where there are none; empty: nothing
     */
    public static HandoffSummary read(
            Part document,
            HandoffType type,
            boolean demanded,
            Function<String, Optional<String>> known,
            Optional<String> notes) {
        Map<String, String> values = new LinkedHashMap<>();
        if (document.requireObject()) {
            values.putAll(said(document));
        }
        FROM_LEAD.forEach((name, path) ->
                known.apply(path).ifPresent(said -> values.putIfAbsent(name, said)));
        notes.ifPresent(said -> values.putIfAbsent(NOTES, said));
        for (String name : needed(type)) {
            if (demanded && !values.containsKey(name)) {
                document.violations()
                        .add(
                                document.child(name),
                                REQUIRED,
                                "whoever gets a lead for %s needs '%s'".formatted(type, name));
            }
        }
        return new HandoffSummary(values);
    }

    private static Map<String, String> said(Part document) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String name : document.names()) {
            if (name.isBlank() || name.length() > LONGEST_NAME || !Part.isStorable(name)) {
                document.violation(
                        OUT_OF_RANGE,
                        "names in it have 1 to %d characters".formatted(LONGEST_NAME));
            } else {
                document.property(name)
                        .flatMap(part -> part.asText(LONGEST))
                        .ifPresent(text -> said.put(name, text));
            }
        }
        if (said.size() > MOST) {
            document.violation(OUT_OF_RANGE, "must have at most %d names".formatted(MOST));
        }
        return said;
    }
}
