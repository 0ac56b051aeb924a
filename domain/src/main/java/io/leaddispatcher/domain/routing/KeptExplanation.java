package io.leaddispatcher.domain.routing;

import com.google.common.collect.SetMultimap;
import com.google.common.collect.TreeMultimap;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.AccountMatch;
import io.leaddispatcher.domain.account.AccountMatch.Evidence;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.field.Question;
import io.leaddispatcher.domain.named.ListKey;
import io.leaddispatcher.domain.policy.AskedFields;
import io.leaddispatcher.domain.policy.Condition;
import io.leaddispatcher.domain.policy.ExperimentSide;
import io.leaddispatcher.domain.policy.NamedLists;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.PolicyReader;
import io.leaddispatcher.domain.policy.PolicyReferences;
import io.leaddispatcher.domain.policy.Review.ConflictType;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.routing.Explanation.Direct;
import io.leaddispatcher.domain.routing.Explanation.Tried;
import io.leaddispatcher.domain.routing.Trace.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An explanation as a document to be kept: the values that the policy's conditions ask for, what
 * was found on its lists, and the rules that matched. With the policy's version, which never
 * changes, the whole trace follows from it at any time.
 */
public final class KeptExplanation {

    private static final String VERSION = "policyVersion";
    private static final String FACTS = "facts";
    // Of custom fields, whose definitions may change.
    private static final String TYPES = "types";
    private static final String FOUND = "found";
    // What was past what a decision may cost.
    private static final String UNASKED = "unasked";
    private static final String TRIED = "tried";
    private static final String MATCH = "accountMatch";
    private static final String FALLBACK = "fallback";
    private static final String EXPERIMENT = "experiment";
    private static final String CONFLICT = "conflict";
    private static final String DIRECT = "direct";
    private static final String CUSTOM = "custom.";

    private KeptExplanation() {}

    /** Whether this is one; runs of before keep their trace. */
    public static boolean is(Map<?, ?> document) {
        return document.containsKey(FACTS);
    }

    /** The number of the policy's version; 0 when there was none. */
    public static int version(Map<?, ?> kept) {
        return kept.get(VERSION) instanceof Number version ? version.intValue() : 0;
    }

    /** The types that the custom fields had, by their keys. */
    public static Map<String, Object> types(Map<?, ?> kept) {
        return object(kept.get(TYPES));
    }

    /** On which side of its policy's experiment the lead was. Empty when there was none. */
    public static Optional<ExperimentSide> experiment(Map<?, ?> kept) {
        return ExperimentSide.ofDocument(object(kept.get(EXPERIMENT)));
    }

    public static Map<String, Object> document(Explanation explanation) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(VERSION, explanation.version());
        document.put(FACTS, facts(explanation));
        Map<String, String> types = customTypes(explanation.asked());
        if (!types.isEmpty()) {
            document.put(TYPES, types);
        }
        Map<String, ?> found = found(explanation);
        if (!found.isEmpty()) {
            document.put(FOUND, found);
        }
        List<List<String>> unasked =
                explanation.facts().unasked().stream()
                        .map(question -> List.of(question.field(), question.pattern()))
                        .toList();
        if (!unasked.isEmpty()) {
            document.put(UNASKED, unasked);
        }
        document.put(TRIED, explanation.tried().stream().map(KeptExplanation::tried).toList());
        if (explanation.experiment() != null) {
            document.put(EXPERIMENT, explanation.experiment().toKept());
        }
        if (explanation.match() != null) {
            document.put(MATCH, Trace.accountMatch(explanation.match()));
        }
        if (explanation.fallback() != null) {
            document.put(FALLBACK, explanation.fallback());
        }
        if (explanation.conflict() != null) {
            document.put(CONFLICT, Trace.conflict(explanation.conflict()));
        }
        if (explanation.direct() != null) {
            document.put(DIRECT, direct(explanation.direct()));
        }
        return document;
    }

    private static Map<String, Object> facts(Explanation explanation) {
        Map<String, Object> facts = new LinkedHashMap<>();
        explanation
                .asked()
                .types()
                .forEach((path, type) ->
                        explanation
                                .facts()
                                .value(path)
                                .flatMap(type::read)
                                .ifPresent(value -> facts.put(path, value.plain())));
        return facts;
    }

    private static Map<String, String> customTypes(AskedFields asked) {
        Map<String, String> types = new LinkedHashMap<>();
        asked.types()
                .forEach((path, type) -> {
                    if (path.startsWith(CUSTOM)) {
                        types.put(path.substring(CUSTOM.length()), type.name());
                    }
                });
        return types;
    }

    /** Which texts were found on which list. */
    private static Map<String, ?> found(Explanation explanation) {
        SetMultimap<String, String> found = TreeMultimap.create();
        NamedLists noting =
                (list, text) -> {
                    boolean listed = explanation.lists().contains(list, text);
                    if (listed) {
                        found.put(list.value(), text);
                    }
                    return listed;
                };
        for (Condition.Leaf leaf : explanation.asked().onLists()) {
            leaf.holds(explanation.facts(), noting);
        }
        return found.asMap();
    }

    private static Map<String, Object> tried(Tried tried) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rule", tried.rule().id());
        document.put("outcome", tried.outcome().name());
        if (!tried.candidates().isEmpty()) {
            document.put("candidates", PackedCandidates.packed(tried.candidates()));
        }
        if (tried.note() != null) {
            document.put("note", tried.note());
        }
        return document;
    }

    /**
     * The policy by which a decision was made, whatever has become of the workspace since. Empty
     * when it cannot be read any more.
     *
     * @param policy the document of the version that the explanation names
     */
    public static Optional<Policy> policy(Map<?, ?> kept, Map<String, ?> policy) {
        List<FieldDefinition> custom = new ArrayList<>();
        types(kept)
                .forEach((key, type) ->
                        custom.add(
                                new FieldDefinition(
                                        key,
                                        key,
                                        FieldType.valueOf(String.valueOf(type)),
                                        false,
                                        false,
                                        Map.of())));
        return PolicyReader.read(
                Part.root(policy, new Violations()),
                PolicyReferences.ofThePast(FieldCatalogue.of(custom)));
    }

    /**
     * The explanation that was kept.
     *
     * @param policy the version by which was decided; null when there was none
     */
    public static Explanation read(Map<?, ?> kept, @Nullable Policy policy) {
        ExperimentSide side = experiment(kept).orElse(null);
        Policy by = policy == null ? null : policy.on(side);
        return new Explanation(
                version(kept),
                by,
                policy == null ? AskedFields.NONE : AskedFields.of(policy),
                new KeptFacts(object(kept.get(FACTS)), unasked(kept.get(UNASKED))),
                lists(object(kept.get(FOUND))),
                by == null ? List.of() : tried(kept.get(TRIED), by),
                match(object(kept.get(MATCH))),
                kept.get(FALLBACK) instanceof String why ? why : null,
                side,
                conflict(object(kept.get(CONFLICT))),
                direct(object(kept.get(DIRECT))));
    }

    private static Map<String, Object> direct(Direct direct) {
        return Map.of(
                "why", direct.why(), "candidates", PackedCandidates.packed(direct.candidates()));
    }

    private static @Nullable Direct direct(Map<String, ?> kept) {
        return kept.isEmpty()
                ? null
                : new Direct(
                        String.valueOf(kept.get("why")),
                        PackedCandidates.candidates(kept.get("candidates")));
    }

    private static @Nullable Conflict conflict(Map<String, ?> kept) {
        return kept.isEmpty()
                ? null
                : new Conflict(
                        ConflictType.valueOf(String.valueOf(kept.get("type"))),
                        (kept.get("candidates") instanceof List<?> keys ? keys : List.of())
                                .stream().map(String::valueOf).toList(),
                        String.valueOf(kept.get("why")));
    }

    /** What the conditions saw, and which of their questions were not asked. */
    private record KeptFacts(Map<String, ?> plain, Set<Question> unasked) implements Facts {

        @Override
        public Optional<FieldValue> value(String path) {
            return FieldValue.ofPlain(plain.get(path));
        }

        @Override
        public Optional<Boolean> answer(Question question, long steps, BooleanSupplier test) {
            return unasked.contains(question) ? Optional.empty() : Optional.of(test.getAsBoolean());
        }
    }

    private static Set<Question> unasked(@Nullable Object kept) {
        Set<Question> unasked = new HashSet<>();
        for (Object item : kept instanceof List<?> items ? items : List.of()) {
            if (item instanceof List<?> question && question.size() == 2) {
                unasked.add(
                        new Question(
                                String.valueOf(question.getFirst()),
                                String.valueOf(question.getLast())));
            }
        }
        return unasked;
    }

    private static NamedLists lists(Map<String, ?> found) {
        return (ListKey list, String text) ->
                found.get(list.value()) instanceof List<?> texts && texts.contains(text);
    }

    private static List<Tried> tried(@Nullable Object kept, Policy policy) {
        Map<String, Rule> rules = new HashMap<>();
        policy.rules().forEach(rule -> rules.put(rule.id(), rule));
        List<Tried> all = new ArrayList<>();
        for (Object item : kept instanceof List<?> items ? items : List.of()) {
            Map<String, ?> tried = object(item);
            Rule rule = rules.get(String.valueOf(tried.get("rule")));
            if (rule != null) {
                all.add(
                        new Tried(
                                rule,
                                Outcome.valueOf(String.valueOf(tried.get("outcome"))),
                                PackedCandidates.candidates(tried.get("candidates")),
                                tried.get("note") instanceof String note ? note : null));
            }
        }
        return all;
    }

    private static @Nullable AccountMatch match(Map<String, ?> kept) {
        return Evidence.of(String.valueOf(kept.get("evidence")))
                .map(evidence ->
                        new AccountMatch(
                                new AccountKey(String.valueOf(kept.get("key"))),
                                evidence,
                                Double.parseDouble(String.valueOf(kept.get("confidence")))))
                .orElse(null);
    }

    private static Map<String, Object> object(@Nullable Object value) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, property) -> {
                if (property != null) {
                    properties.put(String.valueOf(name), property);
                }
            });
        }
        return properties;
    }
}
