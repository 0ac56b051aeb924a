package io.leaddispatcher.adapter.postgres.document;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row for {@code jsonb_to_recordset}: columns by name. What is left out is null there. */
public final class RowBuilder {

    private final Map<String, Object> columns = new LinkedHashMap<>();

    public static RowBuilder row() {
        return new RowBuilder();
    }

    /** A value that JSON knows; anything else goes as its text, and null is left out. */
    public RowBuilder with(String column, @Nullable Object value) {
        if (value != null) {
            columns.put(
                    column,
                    switch (value) {
                        case String text -> text;
                        case Number number -> number;
                        case Boolean flag -> flag;
                        case Map<?, ?> map -> map;
                        case Iterable<?> list -> list;
                        default -> value.toString();
                    });
        }
        return this;
    }

    public Map<String, Object> columns() {
        return columns;
    }
}
