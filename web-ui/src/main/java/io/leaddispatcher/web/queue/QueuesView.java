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
 * @param self the address of what is shown
 * @param editable whether the reader says which queues there are
 * @param typed what was typed beside a lead and came to nothing; null when nothing was
 */
record QueuesView(
        List<QueueColumn> columns,
        boolean alone,
        boolean live,
        @Nullable String note,
        String noteTone,
        List<Other> others,
        String self,
        boolean editable,
        @Nullable Typed typed) {

    /** A queue into which something can be put. */
    record Other(String key, String name) {}

    /** What was typed in the form of a lead. */
    record Typed(String lead, String rep, String reason) {}

    QueuesView {
        columns = List.copyOf(columns);
        others = List.copyOf(others);
    }

    /** The rep who was typed beside a lead; null when nobody was. */
    public @Nullable String repFor(String lead) {
        return typed == null || !typed.lead().equals(lead) ? null : typed.rep();
    }

    /** The reason that was typed beside a lead; null when none was. */
    public @Nullable String reasonFor(String lead) {
        return typed == null || !typed.lead().equals(lead) ? null : typed.reason();
    }
}
