package io.leaddispatcher.web.policy;

import io.leaddispatcher.web.layout.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a policy, newest first.
 *
 * @param active the one that leads go by; 0 for none
 * @param waiting what is to be published later, or could not be
 * @param before the version that what was just done can be taken back to; null for none
 * @param compared two of them beside each other; null while there are no two
 * @param older the version before which the next page begins; null when there is none
 */
record HistoryView(
        String kind,
        boolean editable,
        int active,
        @Nullable String note,
        String noteTone,
        @Nullable Integer before,
        List<PolicyView.Waiting> waiting,
        List<Row> rows,
        @Nullable ComparisonView compared,
        @Nullable String older) {

    HistoryView {
        waiting = List.copyOf(waiting);
        rows = List.copyOf(rows);
    }

    /**
     * @param changes against the version before, in words; empty for the first one
     */
    record Row(
            int version, boolean active, String comment, String by, When at, List<String> changes) {
        Row {
            changes = List.copyOf(changes);
        }
    }
}
