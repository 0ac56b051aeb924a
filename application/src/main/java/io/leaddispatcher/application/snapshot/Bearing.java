package io.leaddispatcher.application.snapshot;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ActivePolicies.ActivePolicy;
import io.leaddispatcher.domain.roster.OutOfOffice;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a configuration bears on whom a lead waits for. It stays equal when a rep takes a break
 * or ends it, when hours, limits, names or addresses of reps change, and when what changes decides
 * nothing at all: who is there is looked up anew in any case.
 *
 * @param documents the version of each by kind and key; no version is used twice
 * @param policies the version of each by kind
 */
public record Bearing(
        ZoneId zone, Map<String, Long> documents, Map<String, Integer> policies, Set<Who> reps) {

    private static final Set<ConfigurationKind> DECIDING =
            EnumSet.of(
                    ConfigurationKind.FIELD,
                    ConfigurationKind.TEAM,
                    ConfigurationKind.POOL,
                    ConfigurationKind.QUEUE,
                    ConfigurationKind.TERRITORY,
                    ConfigurationKind.SEGMENT,
                    ConfigurationKind.LIST);

    public Bearing {
        documents = Map.copyOf(documents);
        policies = Map.copyOf(policies);
        reps = Set.copyOf(reps);
    }

    /**
     * Somebody who may come into question.
     *
     * @param standIns the absences in which somebody stands in
     */
    record Who(
            RepKey rep,
            boolean active,
            Map<String, Set<String>> skills,
            List<OutOfOffice> standIns) {

        static Who of(Rep rep) {
            return new Who(
                    rep.key(),
                    rep.active(),
                    rep.skills(),
                    rep.outOfOffice().stream()
                            .filter(absence -> absence.delegate() != null)
                            .toList());
        }
    }

    static Bearing of(
            ZoneId zone,
            Map<ConfigurationKind, List<StoredDocument>> found,
            List<ActivePolicy> active,
            Collection<Rep> reps) {
        Map<String, Long> documents = new HashMap<>();
        for (ConfigurationKind kind : DECIDING) {
            for (StoredDocument each : found.getOrDefault(kind, List.of())) {
                documents.put(kind + "/" + each.key(), each.version());
            }
        }
        Map<String, Integer> policies = new HashMap<>();
        active.forEach(policy -> policies.put(policy.kind().name(), policy.version()));
        return new Bearing(
                zone, documents, policies, Set.copyOf(reps.stream().map(Who::of).toList()));
    }
}
