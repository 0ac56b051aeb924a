package io.leaddispatcher.adapter.postgres.routing;

import io.leaddispatcher.domain.routing.PackedTrace;
import java.util.LinkedHashMap;
import java.util.Map;

/** Routing runs as rows keep them. */
public final class StoredRuns {

    private StoredRuns() {}

    /** The document of a run with its trace as the API shows it. */
    public static Map<String, Object> unpacked(Map<String, Object> run) {
        if (!(run.get("trace") instanceof Map<?, ?> trace)) {
            return run;
        }
        Map<String, Object> shown = new LinkedHashMap<>(run);
        shown.put("trace", PackedTrace.unpacked(trace));
        return shown;
    }
}
