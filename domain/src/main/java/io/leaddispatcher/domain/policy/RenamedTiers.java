package io.leaddispatcher.domain.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tiers that got another name: one that is gone, whose rules are in one that is new. */
final class RenamedTiers {

    private RenamedTiers() {}

    private record Named(String name, Set<Object> rules) {

        /** Most of the rules of both are the same. */
        boolean isMuchLike(Named other) {
            Set<Object> shared = new HashSet<>(rules);
            shared.retainAll(other.rules);
            return !shared.isEmpty()
                    && 2 * shared.size() >= Math.max(rules.size(), other.rules.size());
        }
    }

    /** The new name by the old one. */
    static Map<String, String> between(Map<?, ?> from, Map<?, ?> to) {
        List<Named> gone = without(tiers(from), tiers(to));
        List<Named> added = new ArrayList<>(without(tiers(to), tiers(from)));
        Map<String, String> renamed = new LinkedHashMap<>();
        for (Named old : gone) {
            added.stream()
                    .filter(old::isMuchLike)
                    .findFirst()
                    .ifPresent(found -> {
                        added.remove(found);
                        renamed.put(old.name(), found.name());
                    });
        }
        return renamed;
    }

    private static List<Named> without(List<Named> tiers, List<Named> others) {
        List<String> names = others.stream().map(Named::name).toList();
        return tiers.stream().filter(tier -> !names.contains(tier.name())).toList();
    }

    private static List<Named> tiers(Map<?, ?> policy) {
        List<Named> tiers = new ArrayList<>();
        for (Map<?, ?> tier : PolicyDiff.objects(policy.get("tiers"))) {
            Set<Object> rules = new HashSet<>();
            PolicyDiff.objects(tier.get("rules"))
                    .forEach(rule -> rules.add(String.valueOf(rule.get("id"))));
            tiers.add(new Named(String.valueOf(tier.get("name")), rules));
        }
        return tiers;
    }
}
