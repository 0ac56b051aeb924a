package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.SensitiveView;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import org.jspecify.annotations.Nullable;

/**
 * What of a lead is hidden from the reader, or open to them for a while.
 *
 * @param hidden how many values are
 * @param open null when nothing is open for a while only
 */
record Sensitivity(int hidden, @Nullable Open open, SensitiveView view) {

    /**
     * Until when.
     *
     * @param clock what is left, as minutes and seconds
     */
    record Open(When until, long secondsLeft, String clock) {}

    static Sensitivity of(SensitiveView view, Words words) {
        var opened = view.opened();
        return new Sensitivity(
                view.hidden().size(),
                opened == null
                        ? null
                        : new Open(
                                words.when(opened.until()),
                                opened.left().toSeconds(),
                                "%d:%02d"
                                        .formatted(
                                                opened.left().toMinutes(),
                                                opened.left().toSecondsPart())),
                view);
    }

    /** {@code hidden}, {@code shown}, or null for a value that everybody sees. */
    @Nullable String of(String path) {
        if (view.hidden().contains(path)) {
            return "hidden";
        }
        return view.shown().contains(path) ? "shown" : null;
    }
}
