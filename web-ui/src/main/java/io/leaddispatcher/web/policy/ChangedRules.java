package io.leaddispatcher.web.policy;

import io.leaddispatcher.web.document.Tree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** How many rules of two policies are not the same. */
final class ChangedRules {

    private ChangedRules() {}

    /** Those that say something else, stand in another tier, or are in one of both alone. */
    static int count(Map<String, ?> from, Map<String, ?> to) {
        Map<String, List<?>> before = rules(from);
        Map<String, List<?>> after = rules(to);
        Set<String> ids = new HashSet<>(before.keySet());
        ids.addAll(after.keySet());
        return (int)
                ids.stream().filter(id -> !Objects.equals(before.get(id), after.get(id))).count();
    }

    /** By their ids, each with the name of its tier; those of the experiment as well. */
    private static Map<String, List<?>> rules(Map<String, ?> policy) {
        var tree = Tree.of(policy);
        Map<String, List<?>> rules = new HashMap<>();
        Stream.of(tree, tree.tree("experiment"))
                .flatMap(part -> part.trees("tiers").stream())
                .forEach(tier ->
                        tier.trees("rules")
                                .forEach(rule ->
                                        rules.put(
                                                rule.text("id", ""),
                                                List.of(tier.text("name", ""), rule.members()))));
        return rules;
    }
}
