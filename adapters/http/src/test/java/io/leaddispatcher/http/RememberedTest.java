package io.leaddispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class RememberedTest {

    private Instant now = Instant.parse("2026-11-27T09:00:00Z");
    private final Remembered<String> known = new Remembered<>(Duration.ofMinutes(10), () -> now);
    private final AtomicInteger asked = new AtomicInteger();

    private Mono<String> answer(String text) {
        return Mono.fromSupplier(() -> {
            asked.incrementAndGet();
            return text;
        });
    }

    @Test
    void anAnswerHoldsForAWhile() {
        assertThat(known.of("mia", answer("77")).block()).isEqualTo("77");
        now = now.plusSeconds(599);
        assertThat(known.of("mia", answer("78")).block()).isEqualTo("77");
        assertThat(known.of("ben", answer("79")).block()).isEqualTo("79");
        now = now.plusSeconds(1);
        assertThat(known.of("mia", answer("78")).block()).isEqualTo("78");
        assertThat(asked).hasValue(3);
    }

    @Test
    void manyWhoAskTheSameAtOnceAskOnce() {
        Sinks.One<String> coming = Sinks.one();
        Mono<String> question = coming.asMono().doOnSubscribe(_ -> asked.incrementAndGet());
        List<String> heard = new ArrayList<>();
        Mono.when(
                        known.of("mia", question).doOnNext(heard::add),
                        known.of("mia", question).doOnNext(heard::add))
                .doOnSubscribe(_ -> coming.tryEmitValue("77"))
                .block();

        assertThat(heard).containsExactly("77", "77");
        assertThat(asked).hasValue(1);
    }

    @Test
    void neitherNobodyNorAFailureIsRemembered() {
        assertThat(known.of("mia", Mono.empty()).blockOptional()).isEmpty();
        StepVerifier.create(known.of("mia", Mono.error(new IllegalStateException("down"))))
                .verifyErrorMessage("down");
        assertThat(known.of("mia", answer("77")).block()).isEqualTo("77");
    }
}
