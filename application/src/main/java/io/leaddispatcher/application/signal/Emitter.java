package io.leaddispatcher.application.signal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Passes words on from any thread. A word for which nobody has room is lost, and nothing but that
 * word: {@link Sinks.Many#emitNext} would end the sink, and with it whoever listens, for good.
 */
public final class Emitter<T> {

    private final Sinks.Many<T> sink;
    private final Lock turn = new ReentrantLock();

    private Emitter(Sinks.Many<T> sink) {
        this.sink = sink;
    }

    /** To whoever listens at the moment. */
    public static <T> Emitter<T> toAll() {
        return new Emitter<>(Sinks.many().multicast().directBestEffort());
    }

    /** To one listener ever, for whom all words wait. */
    public static <T> Emitter<T> toOne() {
        return new Emitter<>(Sinks.many().unicast().onBackpressureBuffer());
    }

    /**
     * To one listener ever.
     *
     * @param waiting how many words may wait for it
     */
    public static <T> Emitter<T> toOne(int waiting) {
        return new Emitter<>(
                Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(waiting)));
    }

    /**
     * Waits while other threads emit, which is as long as it takes to hand a word over.
     *
     * @return false when nobody took the word
     */
    public boolean emit(T word) {
        turn.lock();
        try {
            return sink.tryEmitNext(word).isSuccess();
        } finally {
            turn.unlock();
        }
    }

    public Flux<T> words() {
        return sink.asFlux();
    }
}
