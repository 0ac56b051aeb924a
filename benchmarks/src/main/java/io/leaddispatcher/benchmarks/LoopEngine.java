package io.leaddispatcher.benchmarks;

import java.util.List;

/** What a programmer would write who knows the rules. */
final class LoopEngine implements Engine {

    private final List<RuleShape> rules;
    private final List<SampleLead> leads;

    LoopEngine(Workload workload) {
        this.rules = workload.rules();
        this.leads = workload.leads();
    }

    @Override
    public int first(int number) {
        SampleLead lead = leads.get(number);
        for (int rule = 0; rule < rules.size(); rule++) {
            if (matches(rules.get(rule), lead)) {
                return rule;
            }
        }
        return NONE;
    }

    private static boolean matches(RuleShape rule, SampleLead lead) {
        return rule.country().equals(lead.getCountry())
                && rule.industries().contains(lead.getIndustry())
                && lead.getEmployees() >= rule.fromEmployees()
                && lead.getEmployees() <= rule.toEmployees()
                && rule.product().equals(lead.getProduct())
                && (rule.source() == null || rule.source().equals(lead.getSource()));
    }
}
