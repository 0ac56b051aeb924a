package io.leaddispatcher.web.policy;

import io.leaddispatcher.web.document.Tree;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the rules of a policy are called. */
final class RuleNames {

    private RuleNames() {}

    /** By their ids, those of the experiment as well. */
    static Map<String, String> of(Map<String, ?> policy) {
        var tree = Tree.of(policy);
        Map<String, String> names = new HashMap<>();
        Stream.of(tree, tree.tree("experiment"))
                .flatMap(part -> part.trees("tiers").stream())
                .flatMap(tier -> tier.trees("rules").stream())
                .forEach(rule -> {
                    var id = rule.text("id", "");
                    names.put(id, rule.text("name", id));
                });
        return names;
    }
}
