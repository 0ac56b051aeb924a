package io.leaddispatcher.application.signal;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;

/**
 * Passes words on from any thread. A word for which nobody has room is lost, and nothing but that
 * word: {@link Sinks.Many#emitNext} would end the sink, and with it whoever listens, for good.
 */
public final class Emitter<T> {

    private static final Duration CONTENTION = Duration.ofMillis(50);

    private final Sinks.Many<T> sink;

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
     * Takes turns with other threads.
     *
     * @return false when nobody took the word
     */
    public boolean emit(T word) {
        Sinks.EmitFailureHandler turns = Sinks.EmitFailureHandler.busyLooping(CONTENTION);
        EmitResult result = sink.tryEmitNext(word);
        while (result.isFailure() && turns.onEmitFailure(SignalType.ON_NEXT, result)) {
            result = sink.tryEmitNext(word);
        }
        return result.isSuccess();
    }

    public Flux<T> words() {
        return sink.asFlux();
    }
}
