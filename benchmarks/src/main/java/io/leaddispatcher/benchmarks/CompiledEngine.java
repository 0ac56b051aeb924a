package io.leaddispatcher.benchmarks;

import io.leaddispatcher.domain.policy.NamedLists;
import io.leaddispatcher.domain.policy.compiled.CompiledPolicy;
import io.leaddispatcher.domain.policy.compiled.LeadReading;
import java.util.List;

/** The matcher of the product. */
final class CompiledEngine {

    static final NamedLists NO_LISTS = (_, _) -> false;

    private CompiledEngine() {}

    static Engine matching(Workload workload) {
        CompiledPolicy policy = CompiledPolicy.of(Policies.of(workload));
        List<LeadReading> leads =
                workload.leads().stream().map(lead -> policy.read(lead, NO_LISTS)).toList();
        return lead -> policy.firstMatch(leads.get(lead), 0);
    }

    static Engine reading(Workload workload) {
        CompiledPolicy policy = CompiledPolicy.of(Policies.of(workload));
        List<SampleLead> leads = workload.leads();
        return lead -> policy.firstMatch(policy.read(leads.get(lead), NO_LISTS), 0);
    }
}
