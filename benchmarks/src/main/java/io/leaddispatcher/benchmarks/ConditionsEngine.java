package io.leaddispatcher.benchmarks;

import io.leaddispatcher.domain.policy.Rule;
import java.util.List;

/** What the compiled policy is checked against: every condition in turn. */
final class ConditionsEngine implements Engine {

    private final List<Rule> rules;
    private final List<SampleLead> leads;

    ConditionsEngine(Workload workload) {
        this.rules = Policies.of(workload).rules().toList();
        this.leads = workload.leads();
    }

    @Override
    public int first(int lead) {
        for (int rule = 0; rule < rules.size(); rule++) {
            if (rules.get(rule).when().holds(leads.get(lead), CompiledEngine.NO_LISTS)) {
                return rule;
            }
        }
        return NONE;
    }
}
