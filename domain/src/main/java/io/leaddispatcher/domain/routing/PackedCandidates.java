package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of a rule as they are kept: neighbours of whom the same is said share an entry,
 * their keys in one text. A pool of hundreds would otherwise cost each lead some ten thousand
 * characters.
 */
final class PackedCandidates {

    private static final String SHARED = "reps";
    private static final String BETWEEN = " ";

    private PackedCandidates() {}

    static List<Map<String, @Nullable Object>> packed(List<CandidateTrace> candidates) {
        List<Map<String, @Nullable Object>> entries = new ArrayList<>();
        int from = 0;
        while (from < candidates.size()) {
            CandidateTrace first = candidates.get(from);
            int until = from + 1;
            while (until < candidates.size() && isShared(first, candidates.get(until))) {
                until++;
            }
            entries.add(
                    until == from + 1
                            ? Trace.candidate(first)
                            : shared(first, candidates.subList(from, until)));
            from = until;
        }
        return entries;
    }

    private static boolean isShared(CandidateTrace one, CandidateTrace next) {
        return isPlain(one) && isPlain(next) && one.reasons().equals(next.reasons());
    }

    /** An account's owner may be anything that a CRM sends. */
    private static boolean isPlain(CandidateTrace one) {
        return !one.chosen() && !one.rep().contains(BETWEEN);
    }

    private static Map<String, @Nullable Object> shared(
            CandidateTrace first, List<CandidateTrace> all) {
        StringBuilder keys = new StringBuilder();
        for (CandidateTrace one : all) {
            keys.append(keys.isEmpty() ? "" : BETWEEN).append(one.rep());
        }
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put(SHARED, keys.toString());
        entry.putAll(Trace.candidate(first));
        entry.remove("rep");
        return entry;
    }

    /** The candidates that were packed. */
    static List<CandidateTrace> candidates(@Nullable Object packed) {
        return packed instanceof List<?> entries
                ? unpackedAll(entries).stream().map(PackedCandidates::candidate).toList()
                : List.of();
    }

    /** One of those that were packed. */
    static Optional<CandidateTrace> find(@Nullable Object packed, String rep) {
        for (Object entry : packed instanceof List<?> entries ? entries : List.of()) {
            if (entry instanceof Map<?, ?> map && isOf(map, rep)) {
                Map<String, Object> shown = copy(map);
                shown.put("rep", rep);
                return Optional.of(candidate(shown));
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(Map<?, ?> entry, String rep) {
        return entry.get(SHARED) instanceof String keys
                ? (BETWEEN + keys + BETWEEN).contains(BETWEEN + rep + BETWEEN)
                : rep.equals(entry.get("rep"));
    }

    private static CandidateTrace candidate(Map<String, Object> shown) {
        List<UnavailabilityReason> reasons = new ArrayList<>();
        for (Object reason : shown.get("reasons") instanceof List<?> names ? names : List.of()) {
            reasons.add(UnavailabilityReason.valueOf(String.valueOf(reason)));
        }
        return new CandidateTrace(
                String.valueOf(shown.get("rep")),
                reasons,
                Boolean.TRUE.equals(shown.get("chosen")),
                shown.get("because") instanceof String because ? because : null);
    }

    /** Each with the document of the API. */
    static List<Map<String, Object>> unpackedAll(List<?> entries) {
        List<Map<String, Object>> candidates = new ArrayList<>();
        for (Object entry : entries) {
            if (entry instanceof Map<?, ?> map) {
                addUnpacked(map, candidates);
            }
        }
        return candidates;
    }

    private static void addUnpacked(Map<?, ?> entry, List<Map<String, Object>> candidates) {
        if (!(entry.get(SHARED) instanceof String keys)) {
            candidates.add(copy(entry));
            return;
        }
        for (String key : keys.split(BETWEEN, -1)) {
            Map<String, Object> candidate = new LinkedHashMap<>();
            candidate.put("rep", key);
            candidate.putAll(copy(entry));
            candidate.remove(SHARED);
            candidates.add(candidate);
        }
    }

    // A document's map may hold null, which its type cannot say.
    @SuppressWarnings("NullAway")
    static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }
}
