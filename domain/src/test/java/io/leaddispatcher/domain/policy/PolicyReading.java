package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.policy.PolicyFixtures.KNOWN;
import static io.leaddispatcher.domain.policy.PolicyFixtures.codes;
import static io.leaddispatcher.domain.policy.PolicyFixtures.list;
import static io.leaddispatcher.domain.policy.PolicyFixtures.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.queue.QueueKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Policies as they are sent, whole or but for a part. */
abstract class PolicyReading {

    static final Map<String, @Nullable Object> FALLBACK = object("queue", "fallback");

    static final QueueKey FALLBACK_QUEUE = new QueueKey("fallback");

    static Map<String, @Nullable Object> policy(Object... rules) {
        return object(
                "schema",
                "lead-dispatcher/policy/v1",
                "tiers",
                list(object("name", "One", "rules", list(rules))),
                "fallback",
                FALLBACK);
    }

    static Map<String, @Nullable Object> rule(@Nullable Object... more) {
        Map<String, @Nullable Object> rule = object("id", "r", "assign", FALLBACK);
        rule.putAll(object(more));
        return rule;
    }

    static Policy read(Object document) {
        var violations = new Violations();
        Optional<Policy> policy = PolicyReader.read(Part.root(document, violations), KNOWN);
        violations.refuseIfAny();
        return policy.orElseThrow();
    }

    static List<Violation> violations(@Nullable Object document) {
        var violations = new Violations();
        assertThat(PolicyReader.read(Part.root(document, violations), KNOWN)).isEmpty();
        return violations.list();
    }

    static void refused(Object rule, String... wrongs) {
        assertThat(codes(violations(policy(rule)))).containsExactly(wrongs);
    }
}
