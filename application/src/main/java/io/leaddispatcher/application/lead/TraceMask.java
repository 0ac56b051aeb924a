package io.leaddispatcher.application.lead;

import static io.leaddispatcher.application.lead.SensitiveMask.HIDDEN;

import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.routing.PublishedPolicy;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hides what of a trace tells of something sensitive.
 *
 * <p>Each leaf of a condition shows what it asked for, what it saw, and what came of that: any two
 * of them tell the third. The policy tells what was asked for, so a rule on what is hidden, or on
 * what follows from it, does not tell whether it matched, unless it has won: that is no secret. And
 * a rule that asks reps for what a hidden value says, or asks for the account, tells of those whom
 * it looked at no more than who got the lead.
 *
 * @param policy by which was decided, when that is the one in force; else null, and nobody knows
 *     any more what the rules asked of reps
 */
record TraceMask(RoutingConfiguration configuration, @Nullable PublishedPolicy policy) {

    private static final String CONDITION = "condition";
    private static final String MATCHED = "matched";
    private static final String OUTCOME = "outcome";
    private static final String CANDIDATES = "candidates";
    private static final String CONFLICT = "conflict";
    private static final String DIRECT = "direct";
    private static final String WON = "WON";
    private static final Set<String> GROUPS = Set.of("all", "any", "not");
    private static final Set<String> TOLD_BY_LEAF = Set.of("value", "actual", "result");
    private static final Set<String> TOLD_BY_GROUP = Set.of("result");
    private static final Set<String> TOLD_BY_CHOSEN = Set.of("rep", "eligible", "chosen");

    /**
     * @param kind by which kind of policy was decided; null when nobody knows
     */
    static TraceMask of(
            RoutingConfiguration configuration, @Nullable LeadKind kind, Map<?, ?> trace) {
        PublishedPolicy inForce = kind == null ? null : configuration.policy(kind).orElse(null);
        boolean same =
                inForce != null
                        && trace.get("policyVersion") instanceof Number version
                        && version.intValue() == inForce.version();
        return new TraceMask(configuration, same ? inForce : null);
    }

    Map<String, @Nullable Object> trace(Map<?, ?> trace) {
        Map<String, @Nullable Object> masked = object(trace, this::traced);
        if (configuration.telling().accountsTell()) {
            // Also where there is none: that there is one tells.
            masked.put("accountMatch", HIDDEN);
        }
        masked.computeIfPresent(CONFLICT, (_, conflict) -> conflict(conflict));
        masked.computeIfPresent(DIRECT, (_, direct) -> direct(direct));
        return masked;
    }

    private Object conflict(Object conflict) {
        return conflict instanceof Map<?, ?> between && tellsOfConflict(between.get("type"))
                ? with(between, Map.of(CANDIDATES, List.of(), "why", HIDDEN))
                : conflict;
    }

    private boolean tellsOfConflict(@Nullable Object type) {
        return "TWO_TERRITORIES".equals(type)
                ? configuration.telling().territoriesTell()
                : configuration.telling().accountsTell();
    }

    private Object direct(Object direct) {
        return direct instanceof Map<?, ?> given && configuration.tellsByCandidates()
                ? with(given, Map.of(CANDIDATES, chosen(given.get(CANDIDATES))))
                : direct;
    }

    private @Nullable Object traced(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> rule when rule.containsKey(MATCHED) -> rule(rule);
            case Map<?, ?> part -> {
                Set<String> telling = telling(part);
                Map<String, @Nullable Object> masked = object(part, this::traced);
                // Also where the lead says nothing: that tells, too.
                masked.replaceAll((name, told) -> telling.contains(name) ? HIDDEN : told);
                if (!telling.isEmpty()) {
                    // That it took too much tells how long the value is.
                    masked.remove("note");
                }
                yield masked;
            }
            case List<?> list -> list.stream().map(this::traced).toList();
            case null, default -> value;
        };
    }

    private Map<String, @Nullable Object> rule(Map<?, ?> rule) {
        Map<String, @Nullable Object> masked = object(rule, this::traced);
        if (!WON.equals(rule.get(OUTCOME)) && asksForHidden(rule.get(CONDITION))) {
            // Nobody is to know whether it matched: it looked for nobody then.
            masked.put(MATCHED, HIDDEN);
            masked.put(OUTCOME, HIDDEN);
            masked.put(CANDIDATES, List.of());
            masked.remove("note");
        } else if (tellsByCandidates(rule.get("id"))) {
            masked.put(CANDIDATES, chosen(rule.get(CANDIDATES)));
            masked.remove("note");
        }
        return masked;
    }

    private boolean tellsByCandidates(@Nullable Object id) {
        return configuration.tellsByCandidates()
                && known(id).map(configuration::tellsByCandidates).orElse(true);
    }

    private Optional<Rule> known(@Nullable Object id) {
        return policy == null
                ? Optional.empty()
                : policy.policy().everyRule().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** Those who got it, and not why. */
    private static List<Map<String, @Nullable Object>> chosen(@Nullable Object candidates) {
        return (candidates instanceof List<?> all ? all : List.of())
                .stream()
                        .filter(one ->
                                one instanceof Map<?, ?> candidate
                                        && Boolean.TRUE.equals(candidate.get("chosen")))
                        .map(one -> chosen((Map<?, ?>) one))
                        .toList();
    }

    private static Map<String, @Nullable Object> chosen(Map<?, ?> candidate) {
        Map<String, @Nullable Object> told = object(candidate, TraceMask::asItIs);
        told.keySet().retainAll(TOLD_BY_CHOSEN);
        return told;
    }

    /** What of a part of a trace tells of a hidden value. */
    private Set<String> telling(Map<?, ?> part) {
        if (part.get("field") instanceof String path) {
            return tells(path, part) ? TOLD_BY_LEAF : Set.of();
        }
        return asksForHidden(part) ? TOLD_BY_GROUP : Set.of();
    }

    private boolean tells(String path, Map<?, ?> leaf) {
        return configuration.telling().tells(path, String.valueOf(leaf.get("op")));
    }

    /** Whether it is a condition, or a group of them, on a field that is hidden. */
    private boolean asksForHidden(@Nullable Object node) {
        return switch (node) {
            case Map<?, ?> part when part.get("field") instanceof String path -> tells(path, part);
            case Map<?, ?> part ->
                    GROUPS.stream().anyMatch(group -> asksForHidden(part.get(group)));
            case List<?> parts -> parts.stream().anyMatch(this::asksForHidden);
            case null, default -> false;
        };
    }

    private static Map<String, @Nullable Object> with(Map<?, ?> part, Map<String, ?> other) {
        Map<String, @Nullable Object> changed = object(part, TraceMask::asItIs);
        changed.putAll(other);
        return changed;
    }

    private static @Nullable Object asItIs(@Nullable Object value) {
        return value;
    }

    private static Map<String, @Nullable Object> object(
            Map<?, ?> part, Function<@Nullable Object, @Nullable Object> each) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        part.forEach((name, value) -> copy.put(String.valueOf(name), each.apply(value)));
        return copy;
    }
}
