package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import org.jspecify.annotations.Nullable;

/**
 * What is written to a lead by itself.
 *
 * @param progress how many steps are taken, in words
 * @param next when the next one is; null: nothing is to come for now
 * @param reason why it has ended; null while it has not
 * @param live whether it can be stopped
 */
record SequenceLine(
        String name,
        String state,
        String tone,
        String progress,
        @Nullable When next,
        @Nullable String reason,
        boolean live) {

    /** Null when the lead goes through none and went through none. */
    static @Nullable SequenceLine of(Tree sequence, Words words) {
        if (sequence.isEmpty()) {
            return null;
        }
        String state = sequence.text("state", "RUNNING");
        boolean live = state.equals("RUNNING") || state.equals("WAITING");
        return new SequenceLine(
                sequence.text("name", sequence.text("key", "")),
                words.name("sequence", state),
                switch (state) {
                    case "RUNNING" -> "info";
                    case "WAITING" -> "warn";
                    case "DONE" -> "good";
                    default -> "";
                },
                words.say(
                        "sequence.progress",
                        sequence.text("step", "0"),
                        sequence.text("steps", "0")),
                state.equals("RUNNING") ? words.whenOrNull(sequence.instant("nextAt")) : null,
                state.equals("STOPPED") ? words.name("stop", sequence.text("reason")) : null,
                live);
    }
}
