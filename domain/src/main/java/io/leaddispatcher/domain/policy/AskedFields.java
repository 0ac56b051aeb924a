package io.leaddispatcher.domain.policy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.field.FieldType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What conditions ask for.
 *
 * @param types of the fields, by their paths
 * @param onLists the leaves that ask for named lists, each once
 */
public record AskedFields(
        ImmutableMap<String, FieldType> types, ImmutableSet<Condition.Leaf> onLists) {

    public static final AskedFields NONE = new AskedFields(ImmutableMap.of(), ImmutableSet.of());

    /** Of all rules that are not switched off, those of its experiment included. */
    public static AskedFields of(Policy policy) {
        Map<String, FieldType> types = new LinkedHashMap<>();
        Set<Condition.Leaf> onLists = new LinkedHashSet<>();
        policy.everyRule()
                .filter(rule -> !rule.disabled())
                .forEach(rule -> collect(rule.when(), types, onLists));
        return new AskedFields(ImmutableMap.copyOf(types), ImmutableSet.copyOf(onLists));
    }

    /** Of one condition. */
    public static AskedFields of(Condition condition) {
        Map<String, FieldType> types = new LinkedHashMap<>();
        Set<Condition.Leaf> onLists = new LinkedHashSet<>();
        collect(condition, types, onLists);
        return new AskedFields(ImmutableMap.copyOf(types), ImmutableSet.copyOf(onLists));
    }

    private static void collect(
            Condition condition, Map<String, FieldType> types, Set<Condition.Leaf> onLists) {
        switch (condition) {
            case Condition.All(var parts) -> parts.forEach(part -> collect(part, types, onLists));
            case Condition.Any(var parts) -> parts.forEach(part -> collect(part, types, onLists));
            case Condition.Not(var part) -> collect(part, types, onLists);
            case Condition.Leaf leaf -> {
                types.put(leaf.field(), leaf.type());
                if (leaf.test() instanceof LeafTest.OnList asked) {
                    onLists.add(leaf);
                    asked.alsoAsked().forEach(path -> types.putIfAbsent(path, FieldType.TEXT));
                }
            }
        }
    }
}
