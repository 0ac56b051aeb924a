package io.leaddispatcher.application.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class DueWorkTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));

    private final List<String> due = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final List<String> later = new ArrayList<>();
    private final List<@Nullable String> errors = new ArrayList<>();
    private Set<String> culprits = Set.of();
    private int attempts;
    private Runnable meanwhile = () -> {};

    private int work() {
        return work(3);
    }

    private int work(int atMost) {
        return Objects.requireNonNull(
                new DueWork<>(
                                "letters",
                                atMost,
                                this::take,
                                most -> Mono.fromSupplier(() -> due.stream().limit(most).toList()),
                                this::putOff)
                        .of(TENANT)
                        .block());
    }

    private Mono<Integer> take(Portion<String> portion) {
        return Mono.fromSupplier(() -> {
            attempts++;
            List<String> some = portion.of(due, Function.identity());
            if (some.stream().anyMatch(culprits::contains)) {
                meanwhile.run();
                throw new IllegalStateException("one of " + some);
            }
            due.removeAll(some);
            done.addAll(some);
            return some.size();
        });
    }

    private Mono<Void> putOff(String culprit, Throwable error) {
        return Mono.fromRunnable(() -> {
            due.remove(culprit);
            later.add(culprit);
            errors.add(error.getMessage());
        });
    }

    @Test
    void manyAreTakenAtOnce() {
        due.addAll(List.of("a", "b", "c", "d"));

        assertThat(work()).isEqualTo(3);
        assertThat(work()).isEqualTo(1);
        assertThat(work()).isZero();
        assertThat(done).containsExactly("a", "b", "c", "d");
    }

    @Test
    void thoseThatCannotBeTakenArePutOffAndHoldUpNobody() {
        due.addAll(List.of("a", "bad", "b", "c", "worse"));
        culprits = Set.of("bad", "worse");

        assertThat(work(5)).as("there may be more").isEqualTo(5);

        assertThat(done).containsExactly("a", "b", "c");
        assertThat(later).containsExactly("bad", "worse");
        assertThat(errors).containsExactly("one of [bad]", "one of [worse]");
    }

    @Test
    void oneCulpritAmongManyIsFoundInAFewAttempts() {
        IntStream.range(0, 200).forEach(number -> due.add("letter " + number));
        culprits = Set.of("letter 149");

        assertThat(work(200)).isEqualTo(200);

        assertThat(done).hasSize(199);
        assertThat(later).containsExactly("letter 149");
        assertThat(attempts).isLessThan(20);
    }

    @Test
    void theOneThatIsAloneAndCannotBeTakenIsPutOff() {
        due.add("bad");
        culprits = Set.of("bad");

        assertThat(work()).isEqualTo(1);
        assertThat(later).containsExactly("bad");
        assertThat(work()).isZero();
    }

    @Test
    void whoeverIsFirstByNowIsNotPutOffForAnother() {
        due.addAll(List.of("a", "bad", "b"));
        culprits = Set.of("bad");
        // Another node takes it up between the attempts.
        meanwhile = () -> due.addFirst("new");

        work();

        assertThat(later).containsExactly("bad");
    }

    @Test
    void whatOthersHaveTakenMeanwhileIsLeftToThem() {
        due.addAll(List.of("bad", "a"));
        culprits = Set.of("bad");
        meanwhile = due::clear;

        assertThat(work()).isZero();
        assertThat(later).isEmpty();
    }

    @Test
    void whatFailsAsNothingCanBeKeptIsTold() {
        due.add("bad");
        DueWork<String> broken =
                new DueWork<>(
                        "letters",
                        3,
                        _ -> Mono.error(new IllegalStateException("no database")),
                        _ -> Mono.just(due),
                        (_, error) -> Mono.error(error));

        assertThatThrownBy(() -> broken.of(TENANT).block()).hasMessage("no database");
    }
}
