package io.leaddispatcher.application.lead;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the sensitive values of a lead stand for whoever looks at it.
 *
 * @param hidden paths of those that are masked
 * @param shown paths of those that are not
 * @param opened when they are shown for a while only, else null
 */
public record SensitiveView(Set<String> hidden, Set<String> shown, @Nullable Opened opened) {

    /**
     * Until when.
     *
     * @param left from now
     */
    public record Opened(Instant until, Duration left) {}

    public SensitiveView {
        hidden = Set.copyOf(hidden);
        shown = Set.copyOf(shown);
    }
}
