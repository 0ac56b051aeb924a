package io.leaddispatcher.domain.policy.compiled;

import static io.leaddispatcher.domain.policy.PolicyFixtures.STRATEGIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Compares compiled policies with rules that are asked one after the other. */
class CompiledPolicyTest {

    private final SplittableRandom random = new SplittableRandom(20261126);
    private final RandomPolicies policies = new RandomPolicies(random);

    @Test
    void everyRuleThatMatchesIsFoundInOrder() {
        int found = 0;
        for (int policy = 0; policy < 1_000; policy++) {
            found += agree(policies.policy(random.nextInt(1, 30)), 100);
        }
        // Else the comparison would be empty.
        assertThat(found).isGreaterThan(100_000);
    }

    @Test
    void alsoAmongManyRules() {
        for (int policy = 0; policy < 5; policy++) {
            assertThat(agree(policies.policy(2_000), 40)).isPositive();
        }
    }

    private int agree(Policy policy, int leads) {
        CompiledPolicy compiled = CompiledPolicy.of(policy);
        int found = 0;
        for (int lead = 0; lead < leads; lead++) {
            Facts facts = policies.lead();
            List<Integer> matching = matching(compiled, facts);

            assertThat(matching).as("%s", policy).isEqualTo(naive(policy, facts));
            found += matching.size();
        }
        return found;
    }

    private static List<Integer> matching(CompiledPolicy compiled, Facts facts) {
        LeadReading reading = compiled.read(facts, STRATEGIC);
        List<Integer> all = new ArrayList<>();
        int rule = compiled.firstMatch(reading, 0);
        while (rule != CompiledPolicy.NONE) {
            all.add(rule);
            rule = compiled.firstMatch(reading, rule + 1);
        }
        return all;
    }

    private static List<Integer> naive(Policy policy, Facts facts) {
        List<Rule> rules = policy.rules().toList();
        List<Integer> all = new ArrayList<>();
        for (int index = 0; index < rules.size(); index++) {
            Rule rule = rules.get(index);
            if (!rule.disabled() && rule.when().holds(facts, STRATEGIC)) {
                all.add(index);
            }
        }
        return all;
    }

    @Test
    void aPolicyWithoutRulesMatchesNothing() {
        CompiledPolicy none = CompiledPolicy.of(policies.policy(0));

        assertThat(none.firstMatch(none.read(policies.lead(), STRATEGIC), 0))
                .isEqualTo(CompiledPolicy.NONE);
    }

    @Test
    void itKnowsWhichTierARuleStandsIn() {
        Policy policy = policies.policy(40);
        CompiledPolicy compiled = CompiledPolicy.of(policy);

        int next = 0;
        for (var tier : policy.tiers()) {
            int end = next + tier.rules().size();
            for (Rule rule : tier.rules()) {
                assertThat(compiled.rule(next)).isEqualTo(rule);
                assertThat(compiled.tierOf(next)).isEqualTo(tier);
                assertThat(compiled.endOfTier(next)).isEqualTo(end);
                next++;
            }
        }
        assertThat(compiled.size()).isEqualTo(next);
    }
}
