package io.leaddispatcher.application.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.transaction.DueWork.AfterFailure;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class DueWorkTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));

    private final Deque<String> due = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final List<String> later = new ArrayList<>();
    private final List<@Nullable String> errors = new ArrayList<>();
    private Set<String> culprits = Set.of();
    private AfterFailure afterFailure = AfterFailure.REST;

    private int work() {
        Integer taken =
                new DueWork(
                                "letters",
                                3,
                                this::take,
                                error -> Mono.fromRunnable(() -> putOff(error)),
                                afterFailure)
                        .of(TENANT)
                        .block();
        return taken == null ? -1 : taken;
    }

    private Mono<Integer> take(int atMost) {
        return Mono.fromSupplier(() -> {
            List<String> some = due.stream().limit(atMost).toList();
            if (some.stream().anyMatch(culprits::contains)) {
                throw new IllegalStateException("one of " + some);
            }
            due.removeAll(some);
            done.addAll(some);
            return some.size();
        });
    }

    private void putOff(Throwable error) {
        later.add(due.removeFirst());
        errors.add(error.getMessage());
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
    void oneThatCannotBeTakenIsPutOffAndHoldsUpNobody() {
        due.addAll(List.of("a", "bad", "b", "c", "d"));
        culprits = Set.of("bad");

        assertThat(work()).isEqualTo(1);
        assertThat(done).containsExactly("a");
        assertThat(work()).isEqualTo(1);
        assertThat(later).containsExactly("bad");
        assertThat(errors).containsExactly("one of [bad]");
        assertThat(work()).isEqualTo(3);
        assertThat(done).containsExactly("a", "b", "c", "d");
    }

    @Test
    void whoeverIsToGoOnAtOnceIsToldThatThereMayBeMore() {
        due.addAll(List.of("bad", "a"));
        culprits = Set.of("bad");
        afterFailure = AfterFailure.GO_ON;

        assertThat(work()).isEqualTo(3);
        assertThat(later).containsExactly("bad");
        assertThat(work()).isEqualTo(1);
        assertThat(done).containsExactly("a");
    }
}
