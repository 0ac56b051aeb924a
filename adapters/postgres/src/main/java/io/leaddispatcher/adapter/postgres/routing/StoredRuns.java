package io.leaddispatcher.adapter.postgres.routing;

import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.domain.routing.PackedTrace;
import java.util.LinkedHashMap;
import java.util.Map;

/** Routing runs as rows keep them. */
public final class StoredRuns {

    private StoredRuns() {}

    /** The document of a run, which has its id, with its trace as the API shows it. */
    public static Map<String, Object> unpacked(Map<String, Object> run, RowCipher cipher) {
        Object kept =
                cipher.opened(
                        run.get("trace"), EncryptedColumn.RUN_TRACE, String.valueOf(run.get("id")));
        if (!(kept instanceof Map<?, ?> trace)) {
            return run;
        }
        Map<String, Object> shown = new LinkedHashMap<>(run);
        shown.put("trace", PackedTrace.unpacked(trace));
        return shown;
    }
}
