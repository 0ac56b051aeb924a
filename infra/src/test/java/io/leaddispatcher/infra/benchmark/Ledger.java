package io.leaddispatcher.infra.benchmark;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/** When each lead of a run was posted, acknowledged, and told by Slack; nanoseconds of this JVM. */
final class Ledger {

    private final int first;
    private final int leads;
    private final AtomicLongArray posted;
    private final AtomicLongArray acknowledged;
    private final AtomicLongArray told;
    private final AtomicIntegerArray calls;
    private final CountDownLatch open;

    /** Of leads with the numbers from 0. */
    Ledger(int leads) {
        this(0, leads);
    }

    /**
     * Of leads that are numbered on.
     *
     * @param first the number of the first one
     */
    Ledger(int first, int leads) {
        this.first = first;
        this.leads = leads;
        this.posted = new AtomicLongArray(leads);
        this.acknowledged = new AtomicLongArray(leads);
        this.told = new AtomicLongArray(leads);
        this.calls = new AtomicIntegerArray(leads);
        this.open = new CountDownLatch(leads);
    }

    int first() {
        return first;
    }

    int leads() {
        return leads;
    }

    /** When it was due to be posted, even when it was posted later: a queue here is a delay too. */
    void posted(int lead, long at) {
        posted.set(lead - first, at);
    }

    void acknowledged(int lead) {
        acknowledged.set(lead - first, System.nanoTime());
    }

    /** Of another run's lead nothing is noted. */
    void told(int number) {
        int lead = number - first;
        if (lead >= 0 && lead < leads && calls.incrementAndGet(lead) == 1) {
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
        return latencies(acknowledged, 0, leads);
    }

    Latencies postToSlack() {
        return latencies(told, 0, leads);
    }

    /** Of some of the leads, counted from the first: those that were told so far. */
    Latencies postToSlack(int from, int until) {
        return latencies(told, from, until);
    }

    private Latencies latencies(AtomicLongArray ends, int from, int until) {
        long[] nanos = new long[until - from];
        int count = 0;
        for (int lead = from; lead < until; lead++) {
            if (ends.get(lead) != 0) {
                nanos[count++] = ends.get(lead) - posted.get(lead);
            }
        }
        return Latencies.of(Arrays.copyOf(nanos, count));
    }

    /** Leads a second from the first post to the last call of Slack. */
    double rate() {
        return perSecond(told);
    }

    /** Leads a second from the first post to the last acknowledgement. */
    double acknowledgedPerSecond() {
        return perSecond(acknowledged);
    }

    private double perSecond(AtomicLongArray ends) {
        long earliest = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        int count = 0;
        for (int lead = 0; lead < leads; lead++) {
            if (ends.get(lead) != 0) {
                earliest = Math.min(earliest, posted.get(lead));
                last = Math.max(last, ends.get(lead));
                count++;
            }
        }
        return count == 0 ? 0 : count * 1e9 / (last - earliest);
    }
}
