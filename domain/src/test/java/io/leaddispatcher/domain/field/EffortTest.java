package io.leaddispatcher.domain.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EffortTest {

    private final Effort effort = new Effort();

    private Optional<Boolean> ask(String pattern, long steps) {
        return effort.answer(question(pattern), steps, () -> true);
    }

    private static Question question(String pattern) {
        return new Question("lead.message", pattern);
    }

    @Test
    void whatIsLeftIsSharedAndAQuestionThatIsTooLargeTakesNothing() {
        assertThat(ask("a", Effort.MOST - 10)).contains(true);
        assertThat(ask("b", 11)).isEmpty();
        assertThat(ask("c", 10)).contains(true);
        assertThat(ask("d", 1)).isEmpty();
        assertThat(ask("e", 0)).contains(true);
        assertThat(effort.unasked()).containsExactly(question("b"), question("d"));
    }

    @Test
    void aQuestionIsAskedOnceAndAnsweredAlikeFromThenOn() {
        AtomicInteger asked = new AtomicInteger();

        for (int time = 0; time < 3; time++) {
            assertThat(
                            effort.answer(
                                    question("a"),
                                    Effort.MOST - 10,
                                    () -> asked.incrementAndGet() > 1))
                    .contains(false);
        }

        assertThat(asked).hasValue(1);
        assertThat(ask("b", 11)).isEmpty();
        assertThat(ask("b", 1)).isEmpty();
        assertThat(ask("c", 10)).contains(true);
    }
}
