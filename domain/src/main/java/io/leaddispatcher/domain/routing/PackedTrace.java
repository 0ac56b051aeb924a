package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The document of a trace as it is kept: neighbours of whom the same is said share an entry, their
 * keys in one text. A pool of hundreds would otherwise cost each lead some ten thousand characters.
 */
public final class PackedTrace {

    private static final String SHARED = "reps";
    private static final String BETWEEN = " ";

    private PackedTrace() {}

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

    /** The document of the API; one that was never packed stays as it is. */
    public static Map<String, Object> unpacked(Map<?, ?> trace) {
        return changed(trace, "tiers", tier -> changed(tier, "rules", PackedTrace::rule));
    }

    private static Map<String, Object> rule(Map<?, ?> rule) {
        Map<String, Object> shown = copy(rule);
        if (rule.get("candidates") instanceof List<?> entries) {
            List<Map<String, Object>> candidates = new ArrayList<>();
            for (Object entry : entries) {
                if (entry instanceof Map<?, ?> map) {
                    addUnpacked(map, candidates);
                }
            }
            shown.put("candidates", candidates);
        }
        return shown;
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

    private interface Change {
        Map<String, Object> of(Map<?, ?> item);
    }

    private static Map<String, Object> changed(Map<?, ?> of, String list, Change change) {
        Map<String, Object> shown = copy(of);
        if (of.get(list) instanceof List<?> items) {
            List<Map<String, Object>> changed = new ArrayList<>();
            for (Object item : items) {
                if (item instanceof Map<?, ?> map) {
                    changed.add(change.of(map));
                }
            }
            shown.put(list, changed);
        }
        return shown;
    }

    // A document's map may hold null, which its type cannot say.
    @SuppressWarnings("NullAway")
    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }
}
