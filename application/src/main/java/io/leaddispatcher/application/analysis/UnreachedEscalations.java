package io.leaddispatcher.application.analysis;

import io.leaddispatcher.application.escalation.Unreached;
import io.leaddispatcher.domain.analysis.Finding;
import io.leaddispatcher.domain.analysis.Finding.Severity;
import io.leaddispatcher.domain.dispatch.DispatchPlan;
import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.Tier;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.sla.Escalation;
import io.leaddispatcher.domain.sla.SlaPolicy;
import io.leaddispatcher.domain.sla.SlaPolicyKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the SLA policies of a draft whose escalations would reach nobody, one finding for each. */
record UnreachedEscalations(
        Map<SlaPolicyKey, SlaPolicy> policies, Roster roster, DispatchPlan.Connected connected) {

    /** At the first rule that names the SLA policy. */
    List<Finding> of(Policy draft) {
        List<Finding> found = new ArrayList<>();
        Set<SlaPolicyKey> told = new HashSet<>();
        for (int tier = 0; tier < draft.tiers().size(); tier++) {
            Tier each = draft.tiers().get(tier);
            for (int place = 0; place < each.rules().size(); place++) {
                Rule rule = each.rules().get(place);
                SlaPolicy sla = policy(rule.sla());
                if (sla != null && !rule.disabled() && told.add(sla.key())) {
                    found.addAll(findings(sla, rule, "/tiers/%d/rules/%d".formatted(tier, place)));
                }
            }
        }
        return found;
    }

    private @Nullable SlaPolicy policy(@Nullable SlaPolicyKey key) {
        return key == null ? null : policies.get(key);
    }

    private List<Finding> findings(SlaPolicy sla, Rule rule, String pointer) {
        return Unreached.of(
                        sla.escalations().stream()
                                .map(Escalation::action)
                                .collect(Collectors.toSet()),
                        roster,
                        connected)
                .stream()
                .map(each ->
                        new Finding(
                                Finding.Type.UNREACHED_ESCALATION,
                                Severity.WARNING,
                                pointer,
                                rule.id(),
                                null,
                                null,
                                null,
                                Phrase.of(
                                        "unreached",
                                        "SLA policy %s of rule %s, %s: %s",
                                        Phrase.name(sla.name()),
                                        Phrase.name(rule.name()),
                                        Phrase.of(
                                                "unreached.step." + each.action(),
                                                switch (each.action()) {
                                                    case NOTIFY_MANAGER -> "tell the manager";
                                                    case NOTIFY_CHANNEL -> "tell the channel";
                                                    case REMIND, REASSIGN, RAISE_PRIORITY, QUEUE ->
                                                            each.action().name();
                                                }),
                                        each.said()),
                                Map.of()))
                .toList();
    }
}
