package io.leaddispatcher.adapter.postgres.document;

import io.r2dbc.spi.Readable;
import java.util.Objects;

/** Reads columns of rows. */
public final class Columns {

    private Columns() {}

    /** Of a column that is never null. */
    public static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
