package io.leaddispatcher.domain.analysis;

import static io.leaddispatcher.domain.routing.Workspaces.object;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.lead.LeadReader;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.Workspaces;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Analyses of the policy of a workspace, and what they come to. */
final class Analyses {

    private Analyses() {}

    static PolicyAnalysis analysis(Workspaces workspace) {
        RoutingConfiguration configuration = workspace.configuration();
        return PolicyAnalysis.of(
                policy(configuration), LeadKind.LEAD, configuration, Workspaces.NOON);
    }

    static Policy policy(RoutingConfiguration configuration) {
        return configuration.policy(LeadKind.LEAD).orElseThrow().policy();
    }

    /** {@code TYPE rule other-rule}, in order. */
    static List<String> told(List<Finding> findings) {
        return findings.stream()
                .map(found ->
                        "%s %s %s"
                                .formatted(
                                        found.type(),
                                        found.ruleId() == null ? "-" : found.ruleId(),
                                        found.otherRuleId() == null ? "-" : found.otherRuleId()))
                .toList();
    }

    static Map<String, Object> example(Finding finding) {
        return finding.example();
    }

    /** The lead of an example, as intake reads it. */
    static LeadContext lead(Finding finding, RoutingConfiguration configuration) {
        var violations = new Violations();
        Lead lead =
                new LeadReader(key -> configuration.fields().typeOf("custom." + key), Set.of())
                        .read(Part.root(finding.example(), violations))
                        .orElseThrow(() -> new AssertionError(finding + " " + violations.list()))
                        .toLead(new LeadId(new UUID(7, 7)), Workspaces.NOON);
        return LeadContext.of(lead);
    }

    static Map<String, @Nullable Object> all(Object... parts) {
        return object("all", List.of(parts));
    }

    static Map<String, @Nullable Object> any(Object... parts) {
        return object("any", List.of(parts));
    }

    static Map<String, @Nullable Object> not(Object part) {
        return object("not", part);
    }
}
