package io.leaddispatcher.web.policy;

import io.leaddispatcher.web.layout.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page around the builder.
 *
 * @param kind which policy: {@code lead}, {@code meeting} or {@code call}
 * @param editable whether the reader may change it
 * @param tries whether the reader may try it on leads
 * @param active the version by which leads go now; 0 when there is none
 * @param note what has come of an act; null for none
 * @param noteTone {@code good}, {@code warn} or {@code bad}
 * @param before the version that what was just done can be taken back to; null for none
 * @param waiting drafts that are to be published later
 */
record PolicyView(
        String kind,
        List<Kind> kinds,
        boolean editable,
        boolean tries,
        int active,
        @Nullable String note,
        String noteTone,
        @Nullable Integer before,
        List<Waiting> waiting) {

    PolicyView {
        kinds = List.copyOf(kinds);
        waiting = List.copyOf(waiting);
    }

    record Kind(String key, String name, boolean current) {}

    /**
     * @param pending whether it may still be cancelled
     * @param because why it was not published; null unless that failed
     */
    record Waiting(String id, When at, String comment, boolean pending, @Nullable String because) {}
}
