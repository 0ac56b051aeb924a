package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.policy.PolicyFixtures.STRATEGIC;
import static io.leaddispatcher.domain.policy.PolicyFixtures.condition;
import static io.leaddispatcher.domain.policy.PolicyFixtures.facts;
import static io.leaddispatcher.domain.policy.PolicyFixtures.leaf;
import static io.leaddispatcher.domain.policy.PolicyFixtures.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares conditions with a naive reading of their documents, on many small leads. */
class ConditionPropertyTest {

    private static final List<String> WORDS = List.of("red", "Red ", "blue", "redblue", "b");
    private static final List<String> TEXT_OPS =
            List.of("eq", "ne", "contains", "not_contains", "starts_with", "ends_with");
    private static final List<String> NUMBER_OPS = List.of("eq", "ne", "gt", "gte", "lt", "lte");

    private final SplittableRandom random = new SplittableRandom(20261123);

    @Test
    void decisionTraceAndNaiveReadingAgree() {
        for (int i = 0; i < 20_000; i++) {
            Map<String, @Nullable Object> document = tree(3);
            Map<String, Object> lead = lead();
            var facts =
                    facts(
                            lead.entrySet().stream()
                                    .flatMap(e -> List.of(e.getKey(), e.getValue()).stream())
                                    .toArray());
            Condition condition = condition(document);

            boolean holds = condition.holds(facts, STRATEGIC);
            var trace = condition.trace(facts, STRATEGIC);

            assertThat(holds).as("%s of %s", document, lead).isEqualTo(naive(document, lead));
            assertThat(trace.result()).as("%s of %s", document, lead).isEqualTo(holds);
            assertThat(trace.toDocument()).containsEntry("result", holds);
        }
    }

    private Map<String, @Nullable Object> tree(int depth) {
        int kind = random.nextInt(depth == 0 ? 3 : 6);
        return switch (kind) {
            case 0 -> leaf("lead.type", pick(TEXT_OPS), pick(WORDS));
            case 1 -> leaf("lead.score", pick(NUMBER_OPS), random.nextInt(4));
            case 2 ->
                    leaf(
                            pick(List.of("custom.tags", "lead.type")),
                            pick(List.of("in", "not_in")),
                            List.of(pick(WORDS), pick(WORDS)));
            case 3 -> object("not", tree(depth - 1));
            default -> object(kind == 4 ? "all" : "any", parts(depth - 1));
        };
    }

    private List<Object> parts(int depth) {
        List<Object> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            parts.add(tree(depth));
        }
        return parts;
    }

    private Map<String, Object> lead() {
        Map<String, Object> lead = new java.util.HashMap<>();
        if (random.nextBoolean()) {
            lead.put("lead.type", pick(WORDS));
        }
        if (random.nextBoolean()) {
            lead.put("lead.score", pick(List.<Object>of(0, 1, "2", "3.0", "x", "")));
        }
        if (random.nextBoolean()) {
            lead.put("custom.tags", List.of(pick(WORDS), pick(WORDS)));
        }
        return lead;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static boolean naive(Map<?, ?> document, Map<String, Object> lead) {
        if (document.get("all") instanceof List<?> parts) {
            return parts.stream().allMatch(part -> naive((Map<?, ?>) part, lead));
        }
        if (document.get("any") instanceof List<?> parts) {
            return parts.stream().anyMatch(part -> naive((Map<?, ?>) part, lead));
        }
        if (document.get("not") instanceof Map<?, ?> part) {
            return !naive(part, lead);
        }
        String op = String.valueOf(document.get("op"));
        Object actual = lead.get(String.valueOf(document.get("field")));
        return switch (op) {
            case "ne" -> !some(actual, document, ConditionPropertyTest::same);
            case "not_in" -> !some(actual, document, ConditionPropertyTest::same);
            case "eq", "in" -> some(actual, document, ConditionPropertyTest::same);
            case "contains" -> some(actual, document, (a, b) -> text(a).contains(text(b)));
            case "not_contains" -> !some(actual, document, (a, b) -> text(a).contains(text(b)));
            case "starts_with" -> some(actual, document, (a, b) -> text(a).startsWith(text(b)));
            case "ends_with" -> some(actual, document, (a, b) -> text(a).endsWith(text(b)));
            case "gt" -> some(actual, document, (a, b) -> order(a, b) > 0);
            case "gte" -> some(actual, document, (a, b) -> order(a, b) >= 0);
            case "lt" -> some(actual, document, (a, b) -> order(a, b) < 0);
            case "lte" -> some(actual, document, (a, b) -> order(a, b) <= 0);
            default -> throw new AssertionError(op);
        };
    }

    /** Some element of the value stands so to some value of the leaf; "x" and "" are no numbers. */
    private static boolean some(
            @Nullable Object actual, Map<?, ?> leaf, BiPredicate<Object, Object> stands) {
        if (actual == null || actual.equals("x") || actual.equals("")) {
            return false;
        }
        Object value = java.util.Objects.requireNonNull(leaf.get("value"));
        List<?> asked = value instanceof List<?> many ? many : List.of(value);
        List<?> seen = actual instanceof List<?> many ? many : List.of(actual);
        return seen.stream().anyMatch(a -> asked.stream().anyMatch(b -> stands.test(a, b)));
    }

    private static boolean same(Object a, Object b) {
        return b instanceof BigDecimal ? order(a, b) == 0 : text(a).equals(text(b));
    }

    private static int order(Object a, Object b) {
        return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
    }

    private static String text(Object value) {
        return value.toString().strip().toLowerCase(Locale.ROOT);
    }
}
