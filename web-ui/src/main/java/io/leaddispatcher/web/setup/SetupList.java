package io.leaddispatcher.web.setup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All documents of a kind, or those that were looked for.
 *
 * @param tabs the kinds beside it
 * @param q what was looked for; empty when nothing was
 * @param all how many there are, whatever was looked for
 * @param next the key after which there are more; null when there are none
 * @param note what has come of the last act; null for none
 */
record SetupList(
        SetupKind kind,
        List<SetupKind> tabs,
        boolean editable,
        String q,
        int all,
        List<String> headings,
        List<SetupRow> rows,
        @Nullable String next,
        @Nullable Note note) {

    SetupList {
        tabs = List.copyOf(tabs);
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
    }
}
