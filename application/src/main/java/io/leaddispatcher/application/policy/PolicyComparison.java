package io.leaddispatcher.application.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares two policies rule by rule: tiers are told apart by their names, rules by their ids. */
final class PolicyComparison {

    private static final int LONGEST = 120;

    private final List<PolicyChange> changes = new ArrayList<>();

    private PolicyComparison() {}

    static List<PolicyChange> compare(Map<String, ?> from, Map<String, ?> to) {
        PolicyComparison comparison = new PolicyComparison();
        comparison.tiers(from, to);
        comparison.rules(rules(from), rules(to));
        comparison.properties("", "the policy", from, to, Set.of("tiers", "schema"));
        return List.copyOf(comparison.changes);
    }

    /** A rule and where it stands. */
    private record Placed(String path, String tier, Map<?, ?> rule) {}

    private void tiers(Map<String, ?> from, Map<String, ?> to) {
        List<String> before = names(from);
        List<String> after = names(to);
        for (int i = 0; i < after.size(); i++) {
            if (!before.contains(after.get(i))) {
                add("/tiers/" + i, "tier '%s' was added".formatted(after.get(i)));
            }
        }
        for (int i = 0; i < before.size(); i++) {
            if (!after.contains(before.get(i))) {
                add("/tiers/" + i, "tier '%s' was removed".formatted(before.get(i)));
            }
        }
        List<String> kept = before.stream().filter(after::contains).toList();
        List<String> keptAfter = after.stream().filter(before::contains).toList();
        if (!kept.equals(keptAfter)) {
            add("/tiers", "the tiers were put in another order: " + String.join(", ", after));
        }
    }

    private void rules(Map<String, Placed> before, Map<String, Placed> after) {
        after.forEach((id, rule) -> {
            Placed old = before.get(id);
            if (old == null) {
                add(rule.path(), "rule '%s' was added to tier '%s'".formatted(id, rule.tier()));
                return;
            }
            if (!old.tier().equals(rule.tier())) {
                add(
                        rule.path(),
                        "rule '%s' moved from tier '%s' to tier '%s'"
                                .formatted(id, old.tier(), rule.tier()));
            }
            properties(rule.path(), "rule '" + id + "'", old.rule(), rule.rule(), Set.of("id"));
        });
        before.forEach((id, rule) -> {
            if (!after.containsKey(id)) {
                add(rule.path(), "rule '%s' was removed from tier '%s'".formatted(id, rule.tier()));
            }
        });
        order(before, after);
    }

    /** Says which tiers order the rules that they have kept in another way. */
    private void order(Map<String, Placed> before, Map<String, Placed> after) {
        Set<String> tiers =
                after.values().stream()
                        .map(Placed::tier)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String tier : tiers) {
            List<String> was = idsOf(before, after, tier);
            List<String> is = idsOf(after, before, tier);
            if (!was.equals(is)) {
                String path = "";
                for (String id : is) {
                    Placed placed = after.get(id);
                    if (placed != null) {
                        path = placed.path().substring(0, placed.path().lastIndexOf('/'));
                    }
                }
                add(
                        path,
                        "the rules of tier '%s' were put in another order: %s"
                                .formatted(tier, String.join(", ", is)));
            }
        }
    }

    private static List<String> idsOf(
            Map<String, Placed> rules, Map<String, Placed> others, String tier) {
        return rules.entrySet().stream()
                .filter(entry -> entry.getValue().tier().equals(tier))
                .filter(entry -> {
                    Placed other = others.get(entry.getKey());
                    return other != null && other.tier().equals(tier);
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    private void properties(
            String path, String whose, Map<?, ?> from, Map<?, ?> to, Set<String> except) {
        Set<Object> names = new LinkedHashSet<>(to.keySet());
        names.addAll(from.keySet());
        for (Object name : names) {
            Object old = from.get(name);
            Object value = to.get(name);
            if (except.contains(String.valueOf(name)) || same(old, value)) {
                continue;
            }
            String change =
                    old == null
                            ? "%s: '%s' is now %s".formatted(whose, name, words(value))
                            : value == null
                                    ? "%s: '%s' was taken out, it was %s"
                                            .formatted(whose, name, words(old))
                                    : "%s: '%s' changed from %s to %s"
                                            .formatted(whose, name, words(old), words(value));
            add(path + "/" + name, change);
        }
    }

    private void add(String path, String text) {
        changes.add(new PolicyChange(path, text));
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return switch (one) {
            case BigDecimal number when other instanceof BigDecimal otherNumber ->
                    number.compareTo(otherNumber) == 0;
            case Map<?, ?> map when other instanceof Map<?, ?> otherMap ->
                    map.keySet().equals(otherMap.keySet())
                            && map.keySet().stream()
                                    .allMatch(key -> same(map.get(key), otherMap.get(key)));
            case List<?> list when other instanceof List<?> otherList -> {
                boolean same = list.size() == otherList.size();
                for (int i = 0; same && i < list.size(); i++) {
                    same = same(list.get(i), otherList.get(i));
                }
                yield same;
            }
            case null, default -> Objects.equals(one, other);
        };
    }

    /** A value as people write it, cut when it is long. */
    private static String words(@Nullable Object value) {
        String text = spell(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private static String spell(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case String text -> "'" + text + "'";
            case BigDecimal number -> number.toPlainString();
            case List<?> list ->
                    list.stream()
                            .map(PolicyComparison::spell)
                            .collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + spell(entry.getValue()))
                            .sorted()
                            .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }

    private static List<String> names(Map<String, ?> policy) {
        List<String> names = new ArrayList<>();
        for (Object tier : list(policy.get("tiers"))) {
            names.add(name(tier));
        }
        return names;
    }

    private static String name(@Nullable Object tier) {
        return tier instanceof Map<?, ?> map ? String.valueOf(map.get("name")) : "";
    }

    private static Map<String, Placed> rules(Map<String, ?> policy) {
        Map<String, Placed> found = new LinkedHashMap<>();
        List<?> tiers = list(policy.get("tiers"));
        for (int i = 0; i < tiers.size(); i++) {
            List<?> rules =
                    tiers.get(i) instanceof Map<?, ?> tier ? list(tier.get("rules")) : List.of();
            for (int j = 0; j < rules.size(); j++) {
                if (rules.get(j) instanceof Map<?, ?> rule) {
                    found.put(
                            String.valueOf(rule.get("id")),
                            new Placed(
                                    "/tiers/%d/rules/%d".formatted(i, j),
                                    name(tiers.get(i)),
                                    rule));
                }
            }
        }
        return found;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
