package io.leaddispatcher.application.dispatch;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The places of this node for deliveries that are in flight and that people read. */
final class Places {

    static final int ALL = 512;

    private final AtomicInteger free = new AtomicInteger(ALL);
    private final AtomicBoolean wanted = new AtomicBoolean();
    private volatile boolean open;
    private volatile boolean crowded;

    /** Nothing takes a place before this, and nothing needs to be held for it. */
    void open() {
        open = true;
    }

    void close() {
        open = false;
    }

    /** Takes free places, as many as there are. Who gets none is told when one is free again. */
    int take(int atMost) {
        int taken = free.getAndUpdate(places -> places - Math.clamp(places, 0, atMost));
        taken = Math.clamp(taken, 0, atMost);
        if (taken == 0) {
            wanted.set(true);
        }
        return taken;
    }

    /** Takes places for what has to be sent now, though it be more than there are. */
    void occupy(int places) {
        free.addAndGet(-places);
    }

    /**
     * Gives places back.
     *
     * @return whether somebody wanted one meanwhile
     */
    boolean giveBack(int places) {
        free.addAndGet(places);
        return places > 0 && wanted.compareAndSet(true, false);
    }

    /**
     * What the outbox was last found to hold.
     *
     * @param more whether more may be due than was taken from it
     */
    void found(boolean more) {
        crowded = more;
    }

    /** Whether so many would find a place and overtake nobody. Others may take them meanwhile. */
    boolean hasRoomFor(int deliveries) {
        return open && !crowded && free.get() >= deliveries;
    }
}
