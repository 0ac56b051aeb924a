package io.leaddispatcher.adapter.postgres.privacy;

import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rows as somebody may read them who asks what is known of them. */
final class ReadableRows {

    private static final String RUNS = "runs";

    private ReadableRows() {}

    /** Nothing is encrypted but the runs; the raw events are the text that they are. */
    static Map<String, Object> of(Map<String, Object> found, RowCipher cipher) {
        Map<String, Object> readable = new LinkedHashMap<>(found);
        each(
                readable,
                "leads",
                lead -> {
                    Map<String, Object> shown = new LinkedHashMap<>(lead);
                    open(shown, "document", EncryptedColumn.LEAD_DOCUMENT, cipher);
                    return shown;
                });
        each(readable, "events", event -> event(event, cipher));
        return readable;
    }

    /** Its routing runs, as rows. */
    @SuppressWarnings("unchecked") // rows, made by to_jsonb
    static List<Map<String, Object>> runs(Map<String, Object> found) {
        return found.get(RUNS) instanceof List<?> rows
                ? rows.stream().map(row -> (Map<String, Object>) row).toList()
                : List.of();
    }

    /** The same with its runs as they are shown. */
    static Map<String, Object> with(Map<String, Object> readable, List<Map<String, Object>> runs) {
        Map<String, Object> all = new LinkedHashMap<>(readable);
        all.computeIfPresent(RUNS, (_, _) -> runs);
        return all;
    }

    @SuppressWarnings("unchecked") // rows, made by to_jsonb
    private static void each(
            Map<String, Object> found, String name, UnaryOperator<Map<String, Object>> readable) {
        if (found.get(name) instanceof List<?> rows) {
            found.put(
                    name,
                    rows.stream().map(row -> readable.apply((Map<String, Object>) row)).toList());
        }
    }

    private static Map<String, Object> event(Map<String, Object> columns, RowCipher cipher) {
        Map<String, Object> shown = new LinkedHashMap<>(columns);
        byte[] raw = Base64.getMimeDecoder().decode(String.valueOf(columns.get("raw")));
        boolean encrypted = Boolean.TRUE.equals(shown.remove("encrypted"));
        byte[] plain =
                encrypted ? cipher.decrypted(raw, EncryptedColumn.EVENT_RAW, id(columns)) : raw;
        shown.put("raw", new String(plain, StandardCharsets.UTF_8));
        open(shown, "body", EncryptedColumn.EVENT_BODY, cipher);
        open(shown, "outcome", EncryptedColumn.EVENT_OUTCOME, cipher);
        return shown;
    }

    // What is not there is shown as null, which the map's type cannot say.
    @SuppressWarnings("NullAway")
    private static void open(
            Map<String, Object> row, String name, EncryptedColumn column, RowCipher cipher) {
        @Nullable Object opened = cipher.opened(row.get(name), column, id(row));
        row.put(name, opened);
    }

    private static String id(Map<String, Object> row) {
        return String.valueOf(row.get("id"));
    }
}
