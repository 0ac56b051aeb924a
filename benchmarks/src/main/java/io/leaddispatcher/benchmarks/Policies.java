package io.leaddispatcher.benchmarks;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.ReferenceKind;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.PolicyReader;
import io.leaddispatcher.domain.policy.PolicyReferences;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The rules as a policy. */
final class Policies {

    static final int POOLS = 20;

    private Policies() {}

    static String pool(int number) {
        return "pool-" + number;
    }

    static Policy of(Workload workload) {
        List<Object> rules = new ArrayList<>();
        for (RuleShape rule : workload.rules()) {
            rules.add(
                    Map.of(
                            "id",
                            "r" + rules.size(),
                            "when",
                            Map.of("all", leaves(rule)),
                            "assign",
                            Map.of("pool", pool(rules.size() % POOLS))));
        }
        Map<String, Object> document =
                Map.of(
                        "tiers",
                        List.of(Map.of("name", "Only", "rules", rules)),
                        "fallback",
                        Map.of("queue", "fallback"));
        Violations violations = new Violations();
        Optional<Policy> policy =
                PolicyReader.read(
                        Part.root(document, violations),
                        PolicyReferences.of(FieldCatalogue.of(List.of()))
                                .with(
                                        ReferenceKind.POOL,
                                        IntStream.range(0, POOLS).mapToObj(Policies::pool).toList())
                                .with(ReferenceKind.QUEUE, List.of("fallback")));
        violations.refuseIfAny();
        return policy.orElseThrow();
    }

    private static List<Object> leaves(RuleShape rule) {
        List<Object> leaves = new ArrayList<>();
        leaves.add(leaf("company.country", "eq", rule.country()));
        leaves.add(leaf("company.industry", "in", rule.industries()));
        leaves.add(
                leaf(
                        "company.employees",
                        "between",
                        List.of(
                                BigDecimal.valueOf(rule.fromEmployees()),
                                BigDecimal.valueOf(rule.toEmployees()))));
        leaves.add(leaf("lead.product", "eq", rule.product()));
        if (rule.source() != null) {
            leaves.add(leaf("lead.source", "eq", rule.source()));
        }
        return leaves;
    }

    private static Map<String, Object> leaf(String field, String op, Object value) {
        return Map.of("field", field, "op", op, "value", value);
    }
}
