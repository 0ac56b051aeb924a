package io.leaddispatcher.adapter.hubspot;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What an app has subscribed to: whatever it writes itself, and what people do, is told of a
 * hundred at once, and again until it is taken. What the app has not taken in the end is lost, as
 * with HubSpot.
 */
public final class StandInSubscriptions implements AutoCloseable {

    private static final int MOST_AT_ONCE = 100;
    private static final int TRIES = 10;
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final int TAKEN = 200;

    private final BlockingQueue<Map<String, Object>> untold = new LinkedBlockingQueue<>();
    private final StandInHooks hooks;
    private final Thread teller;

    /** Tells of what is written from now on. */
    public StandInSubscriptions(StandInRecords records, StandInHooks hooks) {
        this.hooks = hooks;
        records.onWrite(
                write -> untold.add(hooks.echo(write.contact(), write.property(), write.value())));
        teller = Thread.ofVirtual().start(this::tell);
    }

    /** An event that {@link StandInHooks} has made. */
    public void tell(Map<String, Object> event) {
        untold.add(event);
    }

    /** Whether all was told. What is on its way may still be. */
    public boolean isQuiet() {
        return untold.isEmpty();
    }

    @Override
    public void close() {
        teller.interrupt();
    }

    private void tell() {
        try {
            while (true) {
                List<Map<String, Object>> events = new ArrayList<>();
                events.add(untold.take());
                untold.drainTo(events, MOST_AT_ONCE - 1);
                tell(events);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(List<Map<String, Object>> events) throws InterruptedException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            if (isTaken(events)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN.toMillis());
        }
    }

    private boolean isTaken(List<Map<String, Object>> events) throws InterruptedException {
        try {
            return hooks.send(events) == TAKEN;
        } catch (IOException _) {
            // Nobody is there; it is told again.
            return false;
        }
    }
}
