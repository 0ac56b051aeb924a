package io.leaddispatcher.application.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class EmitterTest {

    @Test
    void whoHasNoRoomMissesAWordAndHearsTheNextOne() {
        var emitter = Emitter.<String>toAll();

        StepVerifier.create(emitter.words(), 1)
                .then(() -> assertThat(emitter.emit("first")).isTrue())
                .expectNext("first")
                .then(() -> assertThat(emitter.emit("missed")).isFalse())
                .thenRequest(1)
                .then(() -> assertThat(emitter.emit("next")).isTrue())
                .expectNext("next")
                .thenCancel()
                .verify();
    }

    @Test
    void wordsWaitForOneListenerUpToABound() {
        var emitter = Emitter.<Integer>toOne(2);

        StepVerifier.create(emitter.words(), 0)
                .then(() -> assertThat(emitter.emit(1)).isTrue())
                .then(() -> assertThat(emitter.emit(2)).isTrue())
                .then(() -> assertThat(emitter.emit(3)).isFalse())
                .thenRequest(2)
                .expectNext(1, 2)
                .then(() -> assertThat(emitter.emit(4)).isTrue())
                .thenRequest(1)
                .expectNext(4)
                .thenCancel()
                .verify();
    }

    @Test
    void manyThreadsAreHeard() {
        var emitter = Emitter.<Integer>toOne();
        var words = 200;

        StepVerifier.create(emitter.words().take(words).collectList())
                .then(() ->
                        IntStream.range(0, words)
                                .forEach(word ->
                                        Mono.fromRunnable(() -> emitter.emit(word))
                                                .subscribeOn(Schedulers.boundedElastic())
                                                .subscribe()))
                .assertNext(heard ->
                        assertThat(heard)
                                .containsExactlyInAnyOrderElementsOf(
                                        IntStream.range(0, words).boxed().toList()))
                .expectComplete()
                .verify(Duration.ofSeconds(30));
    }
}
