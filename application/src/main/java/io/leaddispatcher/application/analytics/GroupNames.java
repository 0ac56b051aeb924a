package io.leaddispatcher.application.analytics;

import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What groups are called now. What is no longer there is called by its key. */
final class GroupNames {

    private final Map<String, String> known;

    private GroupNames(Map<String, String> known) {
        this.known = known;
    }

    static GroupNames of(GroupBy group, Snapshot snapshot) {
        RoutingConfiguration now = snapshot.configuration();
        Map<String, String> known = new HashMap<>();
        switch (group) {
            case REP ->
                    now.roster().reps().forEach(rep -> known.put(rep.key().value(), rep.name()));
            case TEAM ->
                    now.roster()
                            .teams()
                            .forEach(team -> known.put(team.key().value(), team.name()));
            case POOL -> now.pools().forEach(pool -> known.put(pool.key().value(), pool.name()));
            case POLICY ->
                    snapshot.slaPolicies()
                            .values()
                            .forEach(policy -> known.put(policy.key().value(), policy.name()));
            case RULE ->
                    Arrays.stream(LeadKind.values())
                            .flatMap(kind -> now.policy(kind).stream())
                            .flatMap(published -> published.policy().everyRule())
                            .forEach(rule -> known.putIfAbsent(rule.id(), rule.name()));
            case SOURCE, DAY -> {
                // They are called what they are.
            }
        }
        return new GroupNames(known);
    }

    /** Null where there is no key. */
    @Nullable String of(@Nullable String key) {
        return key == null ? null : known.getOrDefault(key, key);
    }
}
