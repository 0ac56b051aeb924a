package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.Experiment;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at a policy before any lead comes: at rules that never get one, at leads that two rules ask
 * for or none, at pools and hours without people, at values that no lead has. The same policy in
 * the same workspace at the same instant gives the same findings.
 *
 * @param findings in the order of the rules; what is about no rule comes last
 * @param isComplete whether the policy was small and plain enough to be looked at as a whole
 */
public record PolicyAnalysis(List<Finding> findings, boolean isComplete) {

    /** About two seconds of a slow machine. */
    private static final int STEPS = 2_000_000;

    public PolicyAnalysis {
        findings = List.copyOf(findings);
    }

    /** Likewise, where no field is read from a picklist. */
    public static PolicyAnalysis of(
            Policy policy, LeadKind kind, RoutingConfiguration configuration, Instant now) {
        return of(policy, kind, configuration, now, Map.of());
    }

    /**
     * Also looks at the tiers of the policy's experiment, by which a part of the leads goes.
     *
     * @param kind of the leads that the policy is for
     * @param now from when on hours and days are looked at
     * @param picklists from which fields are read, by the paths of the fields
     */
    public static PolicyAnalysis of(
            Policy policy,
            LeadKind kind,
            RoutingConfiguration configuration,
            Instant now,
            Map<String, List<Picklist>> picklists) {
        Experiment experiment = policy.experiment();
        if (experiment == null) {
            return of(new Subject(policy, kind, configuration, now, STEPS), picklists);
        }
        Policy variant = policy.variant().orElseThrow();
        PolicyAnalysis control =
                of(new Subject(policy, kind, configuration, now, STEPS / 2), picklists);
        PolicyAnalysis tried =
                of(new Subject(variant, kind, configuration, now, STEPS / 2), picklists);
        List<Finding> findings = new ArrayList<>(control.findings);
        tried.findings.forEach(found -> findings.add(found.inExperiment(experiment.key())));
        return new PolicyAnalysis(findings, control.isComplete && tried.isComplete);
    }

    private static PolicyAnalysis of(Subject subject, Map<String, List<Picklist>> picklists) {
        UnknownValues values = new UnknownValues(subject);
        Shadows shadows = new Shadows(subject);
        List<Finding> ofValues = values.find();
        List<Finding> findings = new ArrayList<>(shadows.find(values.rules()));
        findings.addAll(new DeadPools(subject).find());
        findings.addAll(new Overlaps(subject, shadows).find());
        findings.addAll(new Hours(subject).find());
        findings.addAll(ofValues);
        findings.addAll(new UnlistedValues(subject, picklists).find());
        Map<String, Integer> order = new HashMap<>();
        subject.rules().forEach(rule -> order.putIfAbsent(rule.pointer(), order.size()));
        findings.sort(Comparator.comparingInt(found -> order.getOrDefault(found.pointer(), -1)));
        new Gaps(subject).find().ifPresent(findings::add);
        return new PolicyAnalysis(findings, !subject.search().wasCutShort());
    }
}
