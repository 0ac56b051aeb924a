package io.leaddispatcher.domain.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The trace that runs kept before explanations were kept: whole, but for the candidates, which may
 * be packed.
 */
public final class PackedTrace {

    private PackedTrace() {}

    /** The document of the API; one that was never packed stays as it is. */
    public static Map<String, Object> unpacked(Map<?, ?> trace) {
        return changed(trace, "tiers", tier -> changed(tier, "rules", PackedTrace::rule));
    }

    private static Map<String, Object> rule(Map<?, ?> rule) {
        Map<String, Object> shown = PackedCandidates.copy(rule);
        if (rule.get("candidates") instanceof List<?> entries) {
            shown.put("candidates", PackedCandidates.unpackedAll(entries));
        }
        return shown;
    }

    private interface Change {
        Map<String, Object> of(Map<?, ?> item);
    }

    private static Map<String, Object> changed(Map<?, ?> of, String list, Change change) {
        Map<String, Object> shown = PackedCandidates.copy(of);
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
}
