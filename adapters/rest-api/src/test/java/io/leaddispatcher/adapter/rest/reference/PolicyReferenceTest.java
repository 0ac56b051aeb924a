package io.leaddispatcher.adapter.rest.reference;

import static io.leaddispatcher.adapter.rest.reference.ReferencePage.object;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import io.leaddispatcher.adapter.rest.schema.Schemas;
import io.leaddispatcher.domain.policy.Channel;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.policy.Offer;
import io.leaddispatcher.domain.policy.Operator;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.policy.Target;
import io.leaddispatcher.domain.pool.Cycle;
import io.leaddispatcher.domain.pool.Strategy;
import io.leaddispatcher.domain.roster.Respect;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What the policy reference shows is what the program does. */
class PolicyReferenceTest {

    private final ReferencePage page;

    PolicyReferenceTest() throws IOException {
        page = new ReferencePage();
    }

    @Test
    void everyBlockIsRun() {
        assertThat(page.size())
                .isEqualTo(
                        1
                                + page.policies().size()
                                + page.conditions().size()
                                + page.decisions().size());
        assertThat(page.conditions()).hasSizeGreaterThan(20);
        assertThat(page.decisions()).hasSizeGreaterThan(15);
    }

    @Test
    void policiesAreRead() {
        for (Map<String, ?> policy : page.policies()) {
            new ExampleWorkspace(page.workspace(), policy);
            assertThat(Schemas.faultsOfPolicy(policy)).isEmpty();
        }
    }

    @Test
    void conditionsHoldAsTheySay() {
        SoftAssertions all = new SoftAssertions();
        for (Map<String, ?> example : page.conditions()) {
            for (boolean holds : new boolean[] {true, false}) {
                for (Object lead : list(example, holds ? "holds" : "holdsNot")) {
                    all.assertThat(holds(requireNonNull(example.get("when")), object(lead)))
                            .as("%s of %s", example.get("when"), lead)
                            .isEqualTo(holds);
                }
            }
        }
        all.assertAll();
    }

    @Test
    void leadsGoWhereTheySay() {
        SoftAssertions all = new SoftAssertions();
        for (Map<String, ?> example : page.decisions()) {
            ExampleWorkspace workspace = new ExampleWorkspace(page.workspace(), example);
            all.assertThat(Schemas.faultsOfPolicy(workspace.policyDocument()))
                    .as("%s", example)
                    .isEmpty();
            for (Object each : list(example, "leads")) {
                Map<String, ?> lead = object(each);
                List<String> got = new ArrayList<>();
                for (int i = 0; i < times(lead); i++) {
                    got.add(workspace.gets(lead));
                }
                check(all, example, requireNonNull(lead.get("gets")), got);
            }
        }
        all.assertAll();
    }

    @Test
    void nothingIsWithoutAnExample() {
        Set<String> needed = new TreeSet<>();
        Arrays.stream(Operator.values()).map(Operator::spelling).forEach(needed::add);
        Stream.of(
                        Strategy.values(),
                        Cycle.values(),
                        Respect.values(),
                        Priority.values(),
                        Channel.values(),
                        Offer.Mode.values(),
                        NextAction.Task.values(),
                        Target.HandoffType.values())
                .flatMap(Arrays::stream)
                .map(Enum::name)
                .forEach(needed::add);
        needed.addAll(List.of("NEXT_RULE", "NEXT_TIER", "ASSIGN_ANYWAY"));
        needed.addAll(KnownNames.ofPolicies());
        needed.addAll(KnownNames.ofPools());

        assertThat(page.words()).containsAll(needed);
    }

    private boolean holds(Object when, Map<String, ?> lead) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("rule", Map.of("when", when, "assign", Map.of("queue", "after-hours")));
        return new ExampleWorkspace(page.workspace(), asked).gets(lead).equals("queue after-hours");
    }

    private static int times(Map<String, ?> lead) {
        return lead.get("times") instanceof BigDecimal times ? times.intValueExact() : 1;
    }

    private static List<?> list(Map<String, ?> example, String name) {
        return (List<?>) requireNonNull(example.get(name));
    }

    private static void check(
            SoftAssertions all, Map<String, ?> example, Object gets, List<String> got) {
        switch (gets) {
            case List<?> each -> all.assertThat(got).as("%s", example).isEqualTo(each);
            case Map<?, ?> shares -> {
                Map<String, Integer> counts = new TreeMap<>();
                got.forEach(who -> counts.merge(who, 1, Integer::sum));
                all.assertThat(counts.keySet()).as("%s", example).isEqualTo(shares.keySet());
                shares.forEach((who, range) -> {
                    String[] ends = String.valueOf(range).split(" to ", -1);
                    all.assertThat(counts.getOrDefault(String.valueOf(who), 0))
                            .as("%s of %s", who, example)
                            .isBetween(Integer.valueOf(ends[0]), Integer.valueOf(ends[1]));
                });
            }
            default ->
                    all.assertThat(Iterables.getOnlyElement(got)).as("%s", example).isEqualTo(gets);
        }
    }
}
