package io.leaddispatcher.application.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Stopwatch;
import com.google.common.base.Ticker;
import io.leaddispatcher.application.dispatch.DeliverDue.Result;
import io.leaddispatcher.application.dispatch.port.ChannelConnections.Both;
import io.leaddispatcher.application.dispatch.port.Deliveries.Held;
import io.leaddispatcher.application.dispatch.port.IdleTurns;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class DeliveryLoopTest {

    private final Outbox outbox = new Outbox();
    private final DeliverySignal signal = new DeliverySignal();
    private final DeliveryLoop loop = new DeliveryLoop(outbox.deliverDue, signal);

    @Test
    void aSignalStartsTheDeliveryAtOnce() {
        StepVerifier.withVirtualTime(loop::run)
                .expectSubscription()
                .then(() -> outbox.plan(Outbox.MAIL))
                .then(signal::signal)
                .expectNextMatches(settled -> settled.result() == Result.DELIVERED)
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void withoutASignalPollingFindsIt() {
        outbox.plan(Outbox.MAIL);

        StepVerifier.withVirtualTime(loop::run)
                .expectSubscription()
                .expectNoEvent(DeliveryLoop.POLL.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNextMatches(settled -> settled.result() == Result.DELIVERED)
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void oneSignalIsEnoughForMoreThanFitsAtOnce() {
        for (int i = 0; i < 3 * DeliveryLoop.PLACES; i++) {
            outbox.plan(Outbox.MAIL);
        }

        StepVerifier.withVirtualTime(loop::run)
                .expectSubscription()
                .then(signal::signal)
                .expectNextCount(3L * DeliveryLoop.PLACES)
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void noMoreThanThePlacesAreInFlightAndAFreedPlaceIsTakenAtOnce() {
        List<Sinks.One<Attempt>> pending = pendingInSlack();
        for (int i = 0; i < DeliveryLoop.PLACES + 1; i++) {
            outbox.plan(new Address(Address.Kind.SLACK_USER, "U" + i));
        }

        StepVerifier.withVirtualTime(loop::run)
                .expectSubscription()
                .then(signal::signal)
                .then(() -> assertThat(pending).hasSize(DeliveryLoop.PLACES))
                .then(() -> pending.getFirst().tryEmitValue(new Attempt.Delivered("first")))
                .expectNextCount(1)
                .then(() -> assertThat(pending).hasSize(DeliveryLoop.PLACES + 1))
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void anOutboxThatCannotBeReadIsReadAgainLater() {
        outbox.deliveries.failing = Mono.error(new IllegalStateException("no database"));
        StepVerifier.withVirtualTime(loop::run)
                .expectSubscription()
                .then(() -> outbox.plan(Outbox.MAIL))
                .then(signal::signal)
                .then(() -> outbox.deliveries.failing = Mono.empty())
                .thenAwait(DeliveryLoop.POLL)
                .expectNextMatches(settled -> settled.result() == Result.DELIVERED)
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void whatIsHandedOverIsSentThoughTheOutboxCannotBeRead() {
        outbox.deliveries.failing = Mono.error(new IllegalStateException("no database"));
        StepVerifier.withVirtualTime(loop::run)
                .expectSubscription()
                .then(() -> handOver(1))
                .expectNextMatches(settled -> settled.result() == Result.DELIVERED)
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void whatHasItsTurnAndAConnectionIsSentWithoutAskingTheDatabase() {
        List<Held> held =
                held(1).stream()
                        .map(one -> new Held(one.delivery().withTurn(), one.until()))
                        .toList();
        Both connected = Objects.requireNonNull(outbox.connected().block());
        outbox.paces.failing = true;

        assertThat(results(held, connected, Stopwatch.createStarted()))
                .containsExactly(Result.DELIVERED);
        // Without a connection it is looked for, and whoever has no turn waits for one.
        assertThat(results(held, Both.NONE, Stopwatch.createStarted()))
                .containsExactly(Result.LEFT);
        assertThat(results(held(1), connected, Stopwatch.createStarted()))
                .containsExactly(Result.LEFT);
    }

    @Test
    void whatWasHandedOverTooLongAgoIsLeftToWhoeverClaimsIt() {
        Duration[] passed = {DeliverDue.LATEST_START.minusNanos(1)};
        Stopwatch since =
                Stopwatch.createStarted(
                        new Ticker() {
                            private boolean started;

                            @Override
                            public long read() {
                                long now = started ? passed[0].toNanos() : 0;
                                started = true;
                                return now;
                            }
                        });
        List<Held> held = held(2);

        assertThat(results(held.subList(0, 1), since)).containsExactly(Result.DELIVERED);
        passed[0] = DeliverDue.LATEST_START;
        assertThat(results(held.subList(1, 2), since)).containsExactly(Result.LEFT);
        List<Held> atHand = List.of(new Held(held.get(1).delivery().withTurn(), outbox.now));
        assertThat(results(atHand, Objects.requireNonNull(outbox.connected().block()), since))
                .containsExactly(Result.LEFT);
    }

    private List<Result> results(List<Held> held, Stopwatch since) {
        return results(held, Both.NONE, since);
    }

    private List<Result> results(List<Held> held, Both channels, Stopwatch since) {
        return Objects.requireNonNull(
                outbox.deliverDue
                        .handed(new DeliverySignal.Handed(Outbox.TENANT, held, channels, since))
                        .settled()
                        .map(DeliverDue.Settled::result)
                        .collectList()
                        .block());
    }

    @Test
    void nothingIsHeldForANodeThatSendsNothing() {
        assertThat(signal.hold(1)).isEmpty();
        StepVerifier.withVirtualTime(loop::run)
                .expectSubscription()
                .then(() -> assertThat(signal.hold(1)).contains(DeliverDue.HOLD))
                .then(() -> assertThat(signal.hold(0)).isEmpty())
                .thenCancel()
                .verify(Duration.ofSeconds(10));
        assertThat(signal.hold(1)).isEmpty();
    }

    @Test
    void whoComesNewOvertakesNobodyAndTakesNoPlaceThatIsTaken() {
        List<Sinks.One<Attempt>> pending = pendingInSlack();
        StepVerifier.withVirtualTime(loop::run)
                .expectSubscription()
                .then(() -> handOver(DeliveryLoop.PLACES - 1))
                .then(() -> assertThat(pending).hasSize(DeliveryLoop.PLACES - 1))
                .then(() -> assertThat(signal.hold(1)).isPresent())
                .then(() -> assertThat(signal.hold(2)).isEmpty())
                .then(() -> outbox.plan(new Address(Address.Kind.SLACK_USER, "U-a")))
                .then(() -> outbox.plan(new Address(Address.Kind.SLACK_USER, "U-b")))
                .then(signal::signal)
                .then(() -> pending.getFirst().tryEmitValue(new Attempt.Delivered("first")))
                .expectNextCount(1)
                // It went to one who had waited in the outbox.
                .then(() -> assertThat(pending).hasSize(DeliveryLoop.PLACES + 1))
                .then(() -> assertThat(signal.hold(1)).isEmpty())
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void anEndpointThatAnswersNobodyKeepsNoPlaceOfWhatPeopleRead() {
        List<Sinks.One<Attempt>> pending = pendingHooks();
        for (int i = 0; i < 2 * DeliveryLoop.PLACES; i++) {
            outbox.plan(Outbox.HOOK);
        }
        outbox.plan(Outbox.MAIL);

        StepVerifier.withVirtualTime(loop::run)
                .expectSubscription()
                .then(signal::signal)
                .expectNextMatches(settled -> settled.result() == Result.DELIVERED)
                .then(() -> assertThat(pending).hasSize(LanePlaces.SHARE))
                .then(() -> assertThat(signal.hold(DeliveryLoop.PLACES)).isPresent())
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void aMailServerThatAnswersNobodyKeepsNoPlaceOfWhatIsSaidInSlack() {
        AtomicInteger pending = new AtomicInteger();
        outbox.mail = () -> Mono.<Attempt>never().doOnSubscribe(_ -> pending.incrementAndGet());
        for (int i = 0; i < 2 * DeliveryLoop.PLACES; i++) {
            outbox.plan(Outbox.MAIL);
        }
        outbox.plan(Outbox.MIA);

        StepVerifier.withVirtualTime(loop::run)
                .expectSubscription()
                .then(signal::signal)
                .expectNextMatches(settled -> settled.result() == Result.DELIVERED)
                .then(() -> assertThat(pending).hasValue(LanePlaces.SHARE))
                .then(() -> assertThat(signal.hold(DeliveryLoop.PLACES)).isPresent())
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void anEndpointThatAnswersNobodyKeepsNoPlaceOfAnotherWorkspacesHooks() {
        TenantId other = new TenantId(new UUID(0, 2));
        List<Sinks.One<Attempt>> pending = pendingHooks();
        for (int i = 0; i < 2 * DeliveryLoop.PLACES; i++) {
            outbox.plan(Outbox.HOOK);
        }
        outbox.deliveries.add(other, List.of(outbox.planned(Outbox.HOOK))).block();

        StepVerifier.withVirtualTime(loop::run)
                .expectSubscription()
                .then(signal::signal)
                .then(() -> assertThat(pending).hasSize(LanePlaces.SHARE + 1))
                .then(() -> pending.getLast().tryEmitValue(new Attempt.Delivered("200")))
                .expectNextMatches(settled -> settled.tenant().equals(other))
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void onceProgramsHaveAnsweredMoreOfThemAreToldAtOnce() {
        List<Sinks.One<Attempt>> pending = pendingHooks();
        for (int i = 0; i < 2 * LanePlaces.SHARE; i++) {
            outbox.plan(Outbox.HOOK);
        }
        int half = LanePlaces.SHARE / 2;

        StepVerifier.withVirtualTime(loop::run)
                .expectSubscription()
                .then(signal::signal)
                .then(() -> assertThat(pending).hasSize(LanePlaces.SHARE))
                .then(() ->
                        List.copyOf(pending.subList(0, half))
                                .forEach(one -> one.tryEmitValue(new Attempt.Delivered("200"))))
                .expectNextCount(half)
                .then(() -> assertThat(pending).hasSize(LanePlaces.SHARE + half))
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    private List<Sinks.One<Attempt>> pendingHooks() {
        List<Sinks.One<Attempt>> pending = new ArrayList<>();
        outbox.webhook =
                _ -> {
                    Sinks.One<Attempt> answer = Sinks.one();
                    pending.add(answer);
                    return answer.asMono();
                };
        return pending;
    }

    /** Whoever is told over Slack waits for an answer; in their order. */
    private List<Sinks.One<Attempt>> pendingInSlack() {
        List<Sinks.One<Attempt>> pending = new ArrayList<>();
        outbox.slack =
                _ -> {
                    Sinks.One<Attempt> answer = Sinks.one();
                    pending.add(answer);
                    return answer.asMono();
                };
        return pending;
    }

    private void handOver(int deliveries) {
        signal.handOver(Outbox.TENANT, held(deliveries), Both.NONE);
    }

    private List<Held> held(int deliveries) {
        List<Delivery> planned = new ArrayList<>();
        for (int i = 0; i < deliveries; i++) {
            planned.add(outbox.planned(new Address(Address.Kind.SLACK_USER, "U" + i)));
        }
        return Objects.requireNonNull(
                outbox.deliveries
                        .addHeld(Outbox.TENANT, planned, DeliverDue.HOLD, IdleTurns.NONE)
                        .block());
    }
}
