package io.leaddispatcher.domain.policy;

import io.leaddispatcher.domain.phrase.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one policy to another, in words. Works on documents as they were sent, so that
 * old versions can be compared whose keys are gone. Rules are followed by their id, tiers by their
 * name or, when they got another one, by their rules.
 */
public final class PolicyDiff {

    private static final String TIERS = "tiers";
    private static final String EXPERIMENT = "experiment";

    private final List<Change> changes = new ArrayList<>();

    private PolicyDiff() {}

    /**
     * One change.
     *
     * @param path RFC 6901 pointer in the newer document, or in the older one for what was removed
     */
    public record Change(String path, Phrase said) {

        /** What is said, in English. */
        public String text() {
            return said.english();
        }
    }

    /**
     * Where a rule stands and what it says.
     *
     * @param tier the name of its tier, as the newer document has it
     */
    private record Placed(String path, String tier, Map<?, ?> rule) {}

    /** The changes in the order of the newer document, what was removed last. */
    public static List<Change> between(Map<String, ?> from, Map<String, ?> to) {
        var diff = new PolicyDiff();
        diff.all(Phrase.of("diff.policy", "Policy"), from, to, Set.of(TIERS, EXPERIMENT, "schema"));
        diff.experiments(from.get(EXPERIMENT), to.get(EXPERIMENT));
        return List.copyOf(diff.changes);
    }

    private void all(Phrase what, Map<?, ?> from, Map<?, ?> to, Set<String> without) {
        Map<String, String> renamed = RenamedTiers.between(from, to);
        tiers(from, to, renamed);
        rules(placed(from, renamed), placed(to, Map.of()));
        properties("", what, from, to, without);
    }

    /** An experiment has tiers like a policy; of one that begins or ends that alone is told. */
    private void experiments(@Nullable Object from, @Nullable Object to) {
        if (from instanceof Map<?, ?> then && to instanceof Map<?, ?> now) {
            Phrase name = experiment(now);
            var inside = new PolicyDiff();
            inside.all(name, then, now, Set.of(TIERS));
            for (Change change : inside.changes) {
                add(
                        "/experiment" + change.path(),
                        isAbout(change.said(), name) ? change.said() : about(name, change.said()));
            }
        } else if (to instanceof Map<?, ?> now) {
            add(
                    "/experiment",
                    Phrase.of(
                            "diff.experiment-added",
                            "%s added: %s %% of the companies go by its tiers",
                            experiment(now),
                            Phrase.plain(DocumentWords.of(now.get("share")))));
        } else if (from instanceof Map<?, ?> then) {
            add(
                    "/experiment",
                    Phrase.of(
                            "diff.experiment-removed",
                            "%s removed: all leads go by the policy's own tiers",
                            experiment(then)));
        }
    }

    private static boolean isAbout(Phrase said, Phrase what) {
        return said instanceof Phrase.Said(_, _, var parts) && parts.getFirst().equals(what);
    }

    private static Phrase about(Phrase what, Phrase said) {
        return Phrase.of("diff.about", "%s: %s", what, said);
    }

    private static Phrase experiment(Map<?, ?> experiment) {
        return Phrase.of("diff.experiment", "Experiment %s", Phrase.name(experiment.get("key")));
    }

    private void tiers(Map<?, ?> from, Map<?, ?> to, Map<String, String> renamed) {
        List<String> before =
                tierNames(from).stream().map(name -> renamed.getOrDefault(name, name)).toList();
        List<String> after = tierNames(to);
        renamed.forEach((then, now) ->
                add(
                        "/tiers/" + after.indexOf(now),
                        Phrase.of(
                                "diff.tier-renamed",
                                "Tier %s renamed to %s",
                                Phrase.name(then),
                                Phrase.name(now))));
        eachMissing(
                after,
                before,
                (index, name) ->
                        add(
                                "/tiers/" + index,
                                Phrase.of("diff.tier-added", "Tier %s added", Phrase.name(name))));
        eachMissing(
                before,
                after,
                (index, name) ->
                        add(
                                "/tiers/" + index,
                                Phrase.of(
                                        "diff.tier-removed",
                                        "Tier %s removed",
                                        Phrase.name(name))));
        Moves.between(common(before, after), common(after, before))
                .forEach(move ->
                        add(
                                "/tiers/" + after.indexOf(move.moved()),
                                Phrase.of(
                                        "diff.tier-moved",
                                        "Tier %s moved %s",
                                        Phrase.name(move.moved()),
                                        move.where(Phrase::name))));
    }

    private void rules(Map<String, Placed> from, Map<String, Placed> to) {
        to.forEach((id, now) -> {
            Placed then = from.get(id);
            if (then == null) {
                add(
                        now.path(),
                        Phrase.of(
                                "diff.rule-added",
                                "Rule %s added to tier %s",
                                called(now),
                                Phrase.name(now.tier())));
                return;
            }
            if (!then.tier().equals(now.tier())) {
                add(
                        now.path(),
                        Phrase.of(
                                "diff.rule-to-tier",
                                "Rule %s moved from tier %s to tier %s",
                                called(now),
                                Phrase.name(then.tier()),
                                Phrase.name(now.tier())));
            }
            properties(
                    now.path(),
                    Phrase.of("diff.rule", "Rule %s", called(now)),
                    then.rule(),
                    now.rule(),
                    Set.of());
        });
        orders(from, to);
        from.forEach((id, then) -> {
            if (!to.containsKey(id)) {
                add(
                        then.path(),
                        Phrase.of(
                                "diff.rule-removed",
                                "Rule %s removed from tier %s",
                                called(then),
                                Phrase.name(then.tier())));
            }
        });
    }

    /** Rules that stayed in their tier and stand otherwise among each other. */
    private void orders(Map<String, Placed> from, Map<String, Placed> to) {
        Map<String, List<String>> before = staying(from, to);
        staying(to, from)
                .forEach((tier, after) ->
                        Moves.between(before.getOrDefault(tier, List.of()), after)
                                .forEach(move -> {
                                    Placed moved = Objects.requireNonNull(to.get(move.moved()));
                                    add(
                                            moved.path(),
                                            Phrase.of(
                                                    "diff.rule-moved",
                                                    "Rule %s moved %s",
                                                    called(moved),
                                                    move.where(id ->
                                                            called(
                                                                    Objects.requireNonNull(
                                                                            to.get(id))))));
                                }));
    }

    /** By its id, and by its name when it has one. */
    private static Phrase called(Placed placed) {
        Object id = placed.rule().get("id");
        Object name = placed.rule().get("name");
        return name == null || name.equals(id)
                ? Phrase.name(id)
                : Phrase.of("diff.called", "%s (%s)", Phrase.name(name), Phrase.plain(id));
    }

    private static Map<String, List<String>> staying(
            Map<String, Placed> rules, Map<String, Placed> others) {
        Map<String, List<String>> byTier = new LinkedHashMap<>();
        rules.forEach((id, placed) -> {
            Placed other = others.get(id);
            if (other != null && other.tier().equals(placed.tier())) {
                byTier.computeIfAbsent(placed.tier(), _ -> new ArrayList<>()).add(id);
            }
        });
        return byTier;
    }

    private void properties(
            String path, Phrase what, Map<?, ?> from, Map<?, ?> to, Set<String> without) {
        Set<Object> names = new LinkedHashSet<>(to.keySet());
        names.addAll(from.keySet());
        for (Object name : names) {
            Object then = from.get(name);
            Object now = to.get(name);
            if (!without.contains(name) && !Objects.equals(then, now)) {
                add(path + "/" + name, about(what, changed(name, then, now)));
            }
        }
    }

    private static Phrase changed(Object name, @Nullable Object then, @Nullable Object now) {
        if (then instanceof Map<?, ?> before
                && now instanceof Map<?, ?> after
                && name.equals("assign")
                && before.size() == 1
                && before.keySet().equals(after.keySet())) {
            Object target = after.keySet().iterator().next();
            return changed(target, before.get(target), after.get(target));
        }
        String property = name.equals("when") ? "condition" : name.toString();
        Phrase what = Phrase.of("property." + property, property.replace("%", "%%"));
        if (then == null) {
            return Phrase.of("diff.set", "%s set to %s", what, value(now));
        }
        return now == null
                ? Phrase.of("diff.unset", "%s removed, was %s", what, value(then))
                : Phrase.of(
                        "diff.changed", "%s changed from %s to %s", what, value(then), value(now));
    }

    private static Phrase value(@Nullable Object value) {
        return new Phrase.Value(value, DocumentWords.of(value));
    }

    private void add(String path, Phrase said) {
        changes.add(new Change(path, said));
    }

    private static Map<String, Placed> placed(Map<?, ?> policy, Map<String, String> renamed) {
        Map<String, Placed> placed = new LinkedHashMap<>();
        List<Map<?, ?>> tiers = objects(policy.get(TIERS));
        for (int t = 0; t < tiers.size(); t++) {
            Map<?, ?> tier = tiers.get(t);
            List<Map<?, ?>> rules = objects(tier.get("rules"));
            String name = String.valueOf(tier.get("name"));
            for (int r = 0; r < rules.size(); r++) {
                Map<?, ?> rule = rules.get(r);
                placed.put(
                        String.valueOf(rule.get("id")),
                        new Placed(
                                "/tiers/%d/rules/%d".formatted(t, r),
                                renamed.getOrDefault(name, name),
                                rule));
            }
        }
        return placed;
    }

    private static List<String> tierNames(Map<?, ?> policy) {
        return objects(policy.get(TIERS)).stream()
                .map(tier -> String.valueOf(tier.get("name")))
                .toList();
    }

    /** The objects of a list; none when there is no list. */
    static List<Map<?, ?>> objects(@Nullable Object value) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> objects.add((Map<?, ?>) item));
        }
        return objects;
    }

    private static void eachMissing(
            List<String> names, List<String> others, BiConsumer<Integer, String> found) {
        for (int i = 0; i < names.size(); i++) {
            if (!others.contains(names.get(i))) {
                found.accept(i, names.get(i));
            }
        }
    }

    private static List<String> common(List<String> names, List<String> others) {
        return names.stream().filter(others::contains).toList();
    }
}
