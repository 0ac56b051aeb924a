package io.leaddispatcher.web.setup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has come of an act.
 *
 * @param tone {@code good}, {@code warn} or {@code bad}
 * @param lines what it is about, one by one
 * @param undo how to take it back; null when that is not possible
 */
record Note(String tone, String text, List<Line> lines, @Nullable Undo undo) {

    /**
     * @param href where it can be looked at; null when there is no page
     */
    record Line(String text, @Nullable String href) {}

    /**
     * How things were.
     *
     * @param document as JSON
     * @param version what stands there now; empty when nothing does
     */
    record Undo(String path, String document, String version) {}

    Note {
        lines = List.copyOf(lines);
    }

    static Note of(String tone, String text) {
        return new Note(tone, text, List.of(), null);
    }
}
