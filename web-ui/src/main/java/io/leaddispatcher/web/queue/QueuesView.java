package io.leaddispatcher.web.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The board of queues.
 *
 * @param alone whether one queue alone is shown
 * @param live whether what comes in belongs on what is shown
 * @param note what has come of an act just now, in words; null when nothing was done
 * @param noteTone whether that is good
 * @param others all queues that the reader sees
 * @param editable whether the reader says which queues there are
 */
record QueuesView(
        List<QueueColumn> columns,
        boolean alone,
        boolean live,
        @Nullable String note,
        String noteTone,
        List<Other> others,
        boolean editable) {

    /** A queue into which something can be put. */
    record Other(String key, String name) {}

    QueuesView {
        columns = List.copyOf(columns);
        others = List.copyOf(others);
    }
}
