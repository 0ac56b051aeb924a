package io.leaddispatcher.application.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class HeavyReadsTest {

    private static final TenantId ACME = new TenantId(new UUID(0, 1));
    private static final TenantId GLOBEX = new TenantId(new UUID(0, 2));
    private static final TenantId HOOLI = new TenantId(new UUID(0, 3));

    private final List<String> begun = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final List<Throwable> refused = new ArrayList<>();
    private final Map<String, Sinks.One<String>> ends = new HashMap<>();
    private final HeavyReads reads = new HeavyReads(new ImmediateUnitOfWork(), 3);

    @Test
    void aWorkspaceHasTwoAtOnceAndTheNextBeginsWhenOneEnds() {
        begin(ACME, "a1");
        begin(ACME, "a2");
        begin(ACME, "a3");
        begin(GLOBEX, "g1");
        assertThat(begun).containsExactly("a1", "a2", "g1");

        end("a2");
        assertThat(begun).containsExactly("a1", "a2", "g1", "a3");
        assertThat(done).containsExactly("a2");
    }

    @Test
    void allTogetherHaveNoMoreThanTheirShareAndWaitInTheOrderInWhichTheyCame() {
        begin(ACME, "a1");
        begin(GLOBEX, "g1");
        begin(HOOLI, "h1");
        begin(ACME, "a2");
        begin(GLOBEX, "g2");
        assertThat(begun).containsExactly("a1", "g1", "h1");

        fail("h1");
        assertThat(refused).hasSize(1);
        assertThat(begun).endsWith("a2");
        end("a1");
        assertThat(begun).endsWith("g2");
    }

    @Test
    void whoFindsNoPlaceInTimeIsToldSoAndLeavesNoneBehind() {
        begin(ACME, "a1");
        begin(ACME, "a2");
        StepVerifier.withVirtualTime(() -> reads.run(ACME, read("late")))
                .expectSubscription()
                .expectNoEvent(HeavyReads.PATIENCE.minusMillis(1))
                .thenAwait(HeavyReads.PATIENCE)
                .expectError(BusyException.class)
                .verify();
        assertThat(begun).doesNotContain("late");

        end("a1");
        begin(ACME, "a3");
        assertThat(begun).containsExactly("a1", "a2", "a3");
    }

    @Test
    void aLongLineIsNotMadeLonger() {
        for (int i = 0; i < HeavyReads.OF_A_WORKSPACE + HeavyReads.IN_LINE; i++) {
            begin(ACME, "a" + i);
        }
        assertThat(refused).isEmpty();

        begin(ACME, "one too many");
        assertThat(refused).singleElement().isInstanceOf(BusyException.class);
        begin(GLOBEX, "g1");
        assertThat(begun).containsExactly("a0", "a1", "g1");
    }

    @Test
    void whoHangsUpInLineGoesAndWhatHasBegunKeepsItsPlaceToItsEnd() {
        Disposable first = begin(ACME, "a1");
        begin(ACME, "a2");
        Disposable waits = begin(ACME, "a3");
        begin(ACME, "a4");

        waits.dispose();
        first.dispose();
        assertThat(begun).containsExactly("a1", "a2");

        end("a1");
        assertThat(begun).containsExactly("a1", "a2", "a4");
        assertThat(done).isEmpty();
    }

    private Disposable begin(TenantId tenant, String name) {
        return reads.run(tenant, read(name)).subscribe(done::add, refused::add);
    }

    private Mono<String> read(String name) {
        return Mono.defer(() -> {
            begun.add(name);
            return sink(name).asMono();
        });
    }

    private Sinks.One<String> sink(String name) {
        return ends.computeIfAbsent(name, _ -> Sinks.one());
    }

    private void end(String name) {
        sink(name).tryEmitValue(name);
    }

    private void fail(String name) {
        sink(name).tryEmitError(new IllegalStateException(name));
    }
}
