package io.leaddispatcher.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/**
 * What others have answered, for a while, on this node. Whoever wants to know the same meanwhile
 * waits for the same answer. That there is none is not remembered, nor is a failure. Thread-safe.
 */
public final class Remembered<T> {

    private static final int MOST = 10_000;

    private record Known<T>(T answer, Instant until) {}

    private final Duration lasts;
    private final InstantSource clock;
    private final Map<String, Known<T>> known = new ConcurrentHashMap<>();
    private final Map<String, Mono<T>> asking = new ConcurrentHashMap<>();

    public Remembered(Duration lasts, InstantSource clock) {
        this.lasts = lasts;
        this.clock = clock;
    }

    /**
     * The answer that is known, or that is asked for now.
     *
     * @param name of the question, and of whoever may know the answer
     */
    public Mono<T> of(String name, Mono<T> question) {
        return Mono.defer(() -> {
            Known<T> remembered = known.get(name);
            return remembered != null && remembered.until().isAfter(clock.instant())
                    ? Mono.just(remembered.answer())
                    : asking.computeIfAbsent(name, _ -> asked(name, question));
        });
    }

    private Mono<T> asked(String name, Mono<T> question) {
        return question.doOnNext(answer -> remember(name, answer))
                .doFinally(_ -> asking.remove(name))
                .cache();
    }

    private void remember(String name, T answer) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(name, new Known<>(answer, clock.instant().plus(lasts)));
    }
}
