package io.leaddispatcher.application.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.dispatch.port.DeliveryPages;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ReplayDeliveriesTest {

    private final Outbox outbox = new Outbox();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final ReplayDeliveries replayAll =
            new ReplayDeliveries(
                    outbox.unitOfWork,
                    new Pages(),
                    new ReplayDelivery(
                            outbox.deliveries,
                            trail,
                            outbox.unitOfWork,
                            () -> {},
                            () -> outbox.now));

    private static Caller as(Role role) {
        return new Caller(Outbox.TENANT, new Actor.Member(new UUID(0, 9), role, null));
    }

    private ReplayDeliveries.Replayed replay(@Nullable Channel channel) {
        return Objects.requireNonNull(
                replayAll
                        .handle(
                                new ReplayDeliveries.Command(
                                        as(Role.ADMIN),
                                        new DeliveryPages.Filter(null, channel, null)))
                        .block());
    }

    private void die(int messages) {
        for (int i = 0; i < messages; i++) {
            outbox.plan(Outbox.MIA);
        }
        outbox.slack = _ -> Mono.just(new Attempt.WrongTarget(new Cause("code", "words")));
        // Slack is told one a second.
        while (dead().count() < messages) {
            outbox.deliver();
            outbox.pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void allThatWasGivenUpIsSentAgainAndEachIsToldToTheAuditLog() {
        die(3);
        DeliveryId waits = outbox.plan(Outbox.MIA);

        assertThat(replay(null)).isEqualTo(new ReplayDeliveries.Replayed(3, 0));

        assertThat(trail.told()).hasSize(3).allMatch(line -> line.startsWith("delivery.replayed"));
        assertThat(outbox.deliveries.get(waits).attempts()).isZero();
        assertThat(replay(null)).isEqualTo(new ReplayDeliveries.Replayed(0, 0));
    }

    @Test
    void whatIsOfAnotherChannelStaysGivenUp() {
        die(2);

        assertThat(replay(Channel.EMAIL)).isEqualTo(new ReplayDeliveries.Replayed(0, 0));
        assertThat(dead()).hasSize(2);
        assertThat(replay(Channel.SLACK)).isEqualTo(new ReplayDeliveries.Replayed(2, 0));
    }

    @Test
    void moreThanFitsAtOnceIsLeftForTheNextPress() {
        die(ReplayDeliveries.MOST + 2);

        assertThat(replay(null)).isEqualTo(new ReplayDeliveries.Replayed(ReplayDeliveries.MOST, 2));
        assertThat(replay(null)).isEqualTo(new ReplayDeliveries.Replayed(2, 0));
    }

    @Test
    void aManagerLooksAndSendsNothingAgain() {
        die(1);

        assertThatThrownBy(() ->
                        replayAll
                                .handle(
                                        new ReplayDeliveries.Command(
                                                as(Role.MANAGER),
                                                new DeliveryPages.Filter(null, null, null)))
                                .block())
                .isInstanceOf(AccessDeniedException.class);
        assertThat(dead()).hasSize(1);
    }

    private Stream<Delivery> dead() {
        return outbox.deliveries
                .list(Outbox.TENANT, DeliveryState.DEAD, null, Integer.MAX_VALUE)
                .toStream();
    }

    /** Over what lies in the outbox. */
    private final class Pages implements DeliveryPages {

        private Stream<Delivery> dead(Filter filter) {
            return ReplayDeliveriesTest.this
                    .dead()
                    .filter(each -> filter.channel() == null || filter.channel() == each.channel());
        }

        @Override
        public Flux<Row> page(
                TenantId tenant, Filter filter, @Nullable DeliveryId before, int limit) {
            return Flux.empty();
        }

        @Override
        public Mono<Map<DeliveryState, Long>> counts(TenantId tenant, Filter filter) {
            return Mono.fromSupplier(() -> Map.of(DeliveryState.DEAD, dead(filter).count()));
        }

        @Override
        public Flux<DeliveryId> dead(TenantId tenant, Filter filter, int atMost) {
            return Flux.fromStream(() -> dead(filter).map(Delivery::id).limit(atMost));
        }
    }
}
