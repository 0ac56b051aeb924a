package io.leaddispatcher.domain.policy.compiled;

import static io.leaddispatcher.domain.policy.PolicyFixtures.KNOWN;
import static io.leaddispatcher.domain.policy.PolicyFixtures.leaf;
import static io.leaddispatcher.domain.policy.PolicyFixtures.object;
import static io.leaddispatcher.domain.policy.PolicyFixtures.value;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.PolicyReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Policies with every operator, over few values so that leads meet them often. */
final class RandomPolicies {

    private static final List<String> TEXTS =
            List.of(
                    "red", "Red ", "redder", "blue", "bluered", "acme.de", "globex", "STRASSE",
                    "ß");
    private static final List<String> DATES =
            List.of("2026-11-01", "2026-11-02", "2026-11-02T12:00:00+02:00", "2026-12-24");
    private static final List<String> EQUALITY = List.of("eq", "ne", "in", "not_in");
    private static final List<String> ORDER =
            List.of("eq", "ne", "gt", "gte", "lt", "lte", "between", "in", "not_in");

    private final SplittableRandom random;

    RandomPolicies(SplittableRandom random) {
        this.random = random;
    }

    Policy policy(int rules) {
        List<List<Object>> tiers = new ArrayList<>();
        for (int rule = 0; rule < rules; rule++) {
            if (tiers.isEmpty() || random.nextInt(5) == 0) {
                tiers.add(new ArrayList<>());
            }
            tiers.getLast().add(rule(rule));
        }
        List<Object> named =
                tiers.stream()
                        .<Object>map(rule -> object("name", "a tier", "rules", rule))
                        .toList();
        var violations = new Violations();
        Optional<Policy> policy =
                PolicyReader.read(
                        Part.root(
                                object("tiers", named, "fallback", object("queue", "fallback")),
                                violations),
                        KNOWN);
        violations.refuseIfAny();
        return policy.orElseThrow();
    }

    private Map<String, @Nullable Object> rule(int number) {
        Map<String, @Nullable Object> rule =
                object("id", "r" + number, "assign", object("queue", "fallback"));
        if (random.nextInt(40) != 0) {
            rule.put(
                    "when",
                    switch (random.nextInt(24)) {
                        case 0 -> pairs();
                        case 1 -> longLists();
                        case 2, 3, 4, 5, 6, 7 -> tree(4);
                        default -> conjunction();
                    });
        }
        if (random.nextInt(15) == 0) {
            rule.put("disabled", true);
        }
        return rule;
    }

    /** As admins write most rules. */
    private Map<String, @Nullable Object> conjunction() {
        List<Object> parts = new ArrayList<>();
        for (int part = random.nextInt(1, 5); part > 0; part--) {
            parts.add(leafOfAnyKind());
        }
        return object("all", parts);
    }

    /** More alternatives than are taken apart. */
    private Map<String, @Nullable Object> pairs() {
        List<Object> pairs = new ArrayList<>();
        for (int pair = 0; pair < 6; pair++) {
            pairs.add(object("any", List.of(leafOfAnyKind(), leafOfAnyKind())));
        }
        return object("all", pairs);
    }

    /** More values than are repeated in alternatives. */
    private Map<String, @Nullable Object> longLists() {
        List<String> values = new ArrayList<>(TEXTS);
        for (int value = 0; value < 300; value++) {
            values.add("value " + value);
        }
        return object(
                "all",
                List.of(
                        leaf("lead.type", "in", values),
                        object("any", List.of(leafOfAnyKind(), leafOfAnyKind()))));
    }

    private Map<String, @Nullable Object> tree(int depth) {
        return switch (random.nextInt(depth == 0 ? 1 : 4)) {
            case 0 -> leafOfAnyKind();
            case 1 -> object("not", tree(depth - 1));
            case 2 -> object("all", parts(depth - 1));
            default -> object("any", parts(depth - 1));
        };
    }

    private List<Object> parts(int depth) {
        List<Object> parts = new ArrayList<>();
        for (int part = random.nextInt(5); part > 0; part--) {
            parts.add(tree(depth));
        }
        return parts;
    }

    private Map<String, @Nullable Object> leafOfAnyKind() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> some("lead.type", pick(EQUALITY), TEXTS);
            case 2 -> some("custom.tags", pick(EQUALITY), TEXTS);
            case 3, 4 -> some("lead.score", pick(ORDER), List.of(0, 1, 2, 2.5, 3));
            case 5 -> some("custom.renewal", pick(ORDER), DATES);
            case 6 -> leaf("custom.vip", pick(List.of("eq", "ne")), random.nextBoolean());
            case 7 -> leaf("lead.type", "starts_with", pick(List.of("r", "red", "b", "S", "ss")));
            case 8 ->
                    leaf(
                            "lead.type",
                            pick(List.of("contains", "not_contains", "ends_with", "matches")),
                            pick(List.of("e", "red", "ss")));
            case 9 ->
                    leaf(
                            pick(List.of("lead.type", "custom.tags", "lead.score", "custom.vip")),
                            pick(List.of("exists", "missing")),
                            null);
            case 10 -> leaf("company.name", "in_list", "strategic");
            default -> some("time.utc.time", pick(List.of("gt", "lte", "eq")), List.of("09:00"));
        };
    }

    private Map<String, @Nullable Object> some(String field, String op, List<?> values) {
        return switch (op) {
            case "in", "not_in" -> leaf(field, op, List.of(pick(values), pick(values)));
            case "between" -> {
                int low = random.nextInt(values.size());
                yield leaf(
                        field,
                        op,
                        List.of(values.get(low), values.get(random.nextInt(low, values.size()))));
            }
            default -> leaf(field, op, pick(values));
        };
    }

    Facts lead() {
        Map<String, FieldValue> values = new HashMap<>();
        put(values, "lead.type", TEXTS);
        put(values, "lead.score", List.of(0, 1, 2, 3, "2.50", "x"));
        put(values, "custom.tags", List.of(List.of("red"), List.of("blue", "Red"), List.of("ss")));
        put(values, "custom.vip", List.of(true, false));
        put(values, "custom.renewal", DATES);
        put(values, "company.name", List.of("Globex", "Initech"));
        put(values, "company.domain", List.of("acme.de", "initech.test"));
        put(values, "time.utc.time", List.of("08:59", "09:00", "09:01"));
        return path -> Optional.ofNullable(values.get(path));
    }

    private void put(Map<String, FieldValue> values, String path, List<?> of) {
        if (random.nextInt(4) != 0) {
            values.put(path, value(pick(of)));
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
