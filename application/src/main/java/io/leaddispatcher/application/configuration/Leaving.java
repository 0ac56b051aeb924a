package io.leaddispatcher.application.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What can be done in one step when a rep goes: nothing by which a lead that somebody works on
 * changes hands, and nothing that says who comes in the rep's place.
 *
 * @param wanted documents as they would be: pools and teams without the rep, the rep not active
 * @param pools of which the rep is a member among others
 * @param teams likewise, for anybody
 * @param lastOf pools in which nobody else is; somebody has to come first
 * @param manages teams that the rep leads; somebody has to come first
 * @param active whether the rep is active now
 */
public record Leaving(
        Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> wanted,
        List<Label> pools,
        List<Label> teams,
        List<Label> lastOf,
        List<Label> manages,
        boolean active) {

    public Leaving {
        wanted = Map.copyOf(wanted);
        pools = List.copyOf(pools);
        teams = List.copyOf(teams);
        lastOf = List.copyOf(lastOf);
        manages = List.copyOf(manages);
    }

    /** Whether there is anything to be done. */
    public boolean changesSomething() {
        return active || !pools.isEmpty() || !teams.isEmpty();
    }

    static Leaving of(StoredDocument rep, List<StoredDocument> pools, List<StoredDocument> teams) {
        SortedMap<String, Map<String, ?>> left = new TreeMap<>();
        List<Label> fromPools = new ArrayList<>();
        List<Label> lastOf = new ArrayList<>();
        for (StoredDocument pool : pools) {
            List<?> members = list(pool, "members");
            List<?> others =
                    members.stream().filter(each -> !rep.key().equals(member(each))).toList();
            if (others.size() == members.size()) {
                continue;
            }
            if (others.isEmpty()) {
                lastOf.add(label(ConfigurationKind.POOL, pool));
            } else {
                left.put(pool.key(), with(pool, "members", others));
                fromPools.add(label(ConfigurationKind.POOL, pool));
            }
        }
        SortedMap<String, Map<String, ?>> parted = new TreeMap<>();
        List<Label> fromTeams = new ArrayList<>();
        List<Label> manages = new ArrayList<>();
        for (StoredDocument team : teams) {
            List<?> members = list(team, "members");
            if (members.contains(rep.key())) {
                parted.put(
                        team.key(),
                        with(
                                team,
                                "members",
                                members.stream().filter(each -> !rep.key().equals(each)).toList()));
                fromTeams.add(label(ConfigurationKind.TEAM, team));
            }
            if (rep.key().equals(team.document().get("manager"))) {
                manages.add(label(ConfigurationKind.TEAM, team));
            }
        }
        boolean active = !Boolean.FALSE.equals(rep.document().get("active"));
        SortedMap<String, Map<String, ?>> gone = new TreeMap<>();
        if (active) {
            gone.put(rep.key(), with(rep, "active", false));
        }
        Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> wanted = new LinkedHashMap<>();
        wanted.put(ConfigurationKind.POOL, left);
        wanted.put(ConfigurationKind.TEAM, parted);
        wanted.put(ConfigurationKind.REP, gone);
        wanted.values().removeIf(Map::isEmpty);
        return new Leaving(wanted, fromPools, fromTeams, lastOf, manages, active);
    }

    private static List<?> list(StoredDocument document, String name) {
        return document.document().get(name) instanceof List<?> list ? list : List.of();
    }

    /** Of a pool's member the rep: {@code {"rep":"mia","weight":2}}. */
    private static Object member(Object member) {
        Object rep = member instanceof Map<?, ?> map ? map.get("rep") : member;
        return rep == null ? "" : rep;
    }

    private static Map<String, ?> with(StoredDocument document, String name, Object value) {
        Map<String, Object> next = new LinkedHashMap<>(document.document());
        next.put(name, value);
        return next;
    }

    private static Label label(ConfigurationKind kind, StoredDocument document) {
        return new Label(
                kind,
                document.key(),
                document.document().get("name") instanceof String name ? name : document.key(),
                null);
    }
}
