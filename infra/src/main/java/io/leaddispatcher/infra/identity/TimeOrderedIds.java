package io.leaddispatcher.infra.identity;

import io.leaddispatcher.application.identity.Ids;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * UUIDv7 by RFC 9562 §6.2, method 3: 48 bits of milliseconds and 12 bits that subdivide them, never
 * less than the one before, so that the ids of one node sort in the order in which they were made;
 * 62 random bits.
 */
@Component
public final class TimeOrderedIds implements Ids {

    private static final int FRACTION_BITS = 12;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong last = new AtomicLong();

    public TimeOrderedIds(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public UUID next() {
        long now = clock.millis() << FRACTION_BITS;
        long tick = last.updateAndGet(before -> Math.max(before + 1, now));
        long high = (tick >>> FRACTION_BITS) << 16 | 0x7000L | (tick & ((1L << FRACTION_BITS) - 1));
        long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
