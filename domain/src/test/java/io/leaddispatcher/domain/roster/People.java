package io.leaddispatcher.domain.roster;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reps, teams and rosters for tests, as documents with what matters. */
public final class People {

    public static final RepKey MIA = new RepKey("mia");
    public static final RepKey BEN = new RepKey("ben");
    public static final RepKey ZOE = new RepKey("zoe");
    public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    public static final ZoneId UTC = ZoneId.of("UTC");
    public static final Map<String, List<String>> OFFICE_HOURS =
            Map.of("MON-FRI", List.of("09:00-17:00"));

    private People() {}

    public static Rep rep(RepKey key, Map<String, ?> document) {
        Map<String, Object> whole = new HashMap<>(document);
        whole.put("name", key.value());
        whole.putIfAbsent("email", key + "@x.test");
        return Reading.accepted(whole, part -> Rep.read(key, part, _ -> true));
    }

    public static Team team(String key, Map<String, ?> document) {
        Map<String, Object> whole = new HashMap<>(document);
        whole.put("name", key);
        return Reading.accepted(whole, part -> Team.read(new TeamKey(key), part, _ -> true));
    }

    /** The workspace's zone is UTC. */
    public static Roster roster(List<Rep> reps, Team... teams) {
        return new Roster(reps, List.of(teams), UTC);
    }

    /** An instant with its offset, such as {@code 2026-11-23T09:00+01:00}. */
    public static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
