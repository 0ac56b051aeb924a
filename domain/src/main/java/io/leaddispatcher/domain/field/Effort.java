package io.leaddispatcher.domain.field;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What looking at one lead may cost. A pattern takes as many steps as it is large for each
 * character of a text (RE2), so that a policy of large ones would keep a processor for minutes.
 */
public final class Effort {

    /** Some tenths of a second; a policy of hundreds of usual patterns takes a hundredth of it. */
    static final long MOST = 20_000_000;

    private final AtomicLong left = new AtomicLong(MOST);

    /** Takes so many steps, when as many are left. */
    public boolean affords(long steps) {
        return left.getAndUpdate(before -> before >= steps ? before - steps : before) >= steps;
    }
}
