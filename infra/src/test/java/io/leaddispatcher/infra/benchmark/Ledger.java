package io.leaddispatcher.infra.benchmark;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/** When each lead of a run was posted, acknowledged, and told by Slack; nanoseconds of this JVM. */
final class Ledger {

    private final int leads;
    private final AtomicLongArray posted;
    private final AtomicLongArray acknowledged;
    private final AtomicLongArray told;
    private final AtomicIntegerArray calls;
    private final CountDownLatch open;

    Ledger(int leads) {
        this.leads = leads;
        this.posted = new AtomicLongArray(leads);
        this.acknowledged = new AtomicLongArray(leads);
        this.told = new AtomicLongArray(leads);
        this.calls = new AtomicIntegerArray(leads);
        this.open = new CountDownLatch(leads);
    }

    int leads() {
        return leads;
    }

    /** When it was due to be posted, even when it was posted later: a queue here is a delay too. */
    void posted(int lead, long at) {
        posted.set(lead, at);
    }

    void acknowledged(int lead) {
        acknowledged.set(lead, System.nanoTime());
    }

    void told(int lead) {
        if (lead < leads && calls.incrementAndGet(lead) == 1) {
            told.set(lead, System.nanoTime());
            open.countDown();
        }
    }

    /** Whether all were told in time. */
    boolean awaitAll(long seconds) throws InterruptedException {
        return open.await(seconds, TimeUnit.SECONDS);
    }

    int missing() {
        return Math.toIntExact(open.getCount());
    }

    int repeats() {
        int repeats = 0;
        for (int lead = 0; lead < leads; lead++) {
            repeats += Math.max(0, calls.get(lead) - 1);
        }
        return repeats;
    }

    Latencies postToAnswer() {
        return latencies(acknowledged);
    }

    Latencies postToSlack() {
        return latencies(told);
    }

    private Latencies latencies(AtomicLongArray ends) {
        long[] nanos = new long[leads];
        int count = 0;
        for (int lead = 0; lead < leads; lead++) {
            if (ends.get(lead) != 0) {
                nanos[count++] = ends.get(lead) - posted.get(lead);
            }
        }
        return Latencies.of(Arrays.copyOf(nanos, count));
    }

    /** Leads a second from the first post to the last call of Slack. */
    double rate() {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        int count = 0;
        for (int lead = 0; lead < leads; lead++) {
            if (told.get(lead) != 0) {
                first = Math.min(first, posted.get(lead));
                last = Math.max(last, told.get(lead));
                count++;
            }
        }
        return count == 0 ? 0 : count * 1e9 / (last - first);
    }
}
