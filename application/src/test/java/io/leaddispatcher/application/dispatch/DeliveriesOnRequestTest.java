package io.leaddispatcher.application.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class DeliveriesOnRequestTest {

    private final Outbox outbox = new Outbox();
    private final AtomicInteger woken = new AtomicInteger();
    private final ListDeliveries list = new ListDeliveries(outbox.deliveries, outbox.unitOfWork);
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final ReplayDelivery replay =
            new ReplayDelivery(
                    outbox.deliveries,
                    trail,
                    outbox.unitOfWork,
                    woken::incrementAndGet,
                    () -> outbox.now);

    @Test
    void aDeadDeliveryIsBroughtBackAndSentUnderItsOldId() {
        DeliveryId id = outbox.plan(Outbox.MIA);
        outbox.slack = _ -> Mono.just(new Attempt.WrongTarget(new Cause("code", "words")));
        outbox.deliver();

        var outcome = replay.handle(new ReplayDelivery.Command(admin(), id.value())).block();

        assertThat(outcome).isInstanceOf(ReplayDelivery.Outcome.Replayed.class);
        assertThat(woken).hasValue(1);
        assertThat(trail.told()).containsExactly("delivery.replayed delivery:" + id.value());
        outbox.slack = _ -> Mono.just(new Attempt.Delivered("C1/1.2"));
        assertThat(outbox.deliver()).containsExactly(DeliverDue.Result.DELIVERED);
        assertThat(outbox.log).containsExactly("slack U1 1", "slack U1 1");
        assertThat(replay.handle(new ReplayDelivery.Command(admin(), id.value())).block())
                .isInstanceOf(ReplayDelivery.Outcome.NotDead.class);
    }

    @Test
    void anotherTenantsDeliveryIsUnknown() {
        DeliveryId id = outbox.plan(Outbox.MIA);
        Caller other = Caller.system(new TenantId(new UUID(0, 2)));

        assertThat(replay.handle(new ReplayDelivery.Command(other, id.value())).block())
                .isInstanceOf(ReplayDelivery.Outcome.Unknown.class);
    }

    @Test
    void aViewerMayLookAndNotReplay() {
        DeliveryId id = outbox.plan(Outbox.MIA);
        Caller viewer =
                new Caller(Outbox.TENANT, new Actor.Member(new UUID(0, 9), Role.VIEWER, null));

        assertThat(page(viewer, null, null, 10).items()).hasSize(1);
        assertThatThrownBy(
                        () -> replay.handle(new ReplayDelivery.Command(viewer, id.value())).block())
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void pagesFollowEachOtherNewestFirst() {
        for (int i = 0; i < 5; i++) {
            outbox.plan(Outbox.MIA);
        }

        ListDeliveries.Page first = page(admin(), null, null, 3);
        ListDeliveries.Page second = page(admin(), null, first.nextCursor(), 3);

        assertThat(first.items())
                .extracting(view -> view.id().getLeastSignificantBits())
                .containsExactly(5L, 4L, 3L);
        assertThat(second.items())
                .extracting(view -> view.id().getLeastSignificantBits())
                .containsExactly(2L, 1L);
        assertThat(second.nextCursor()).isNull();
        assertThat(page(admin(), DeliveryState.DEAD, null, 3).items()).isEmpty();
        assertThatThrownBy(() -> page(admin(), null, null, 201))
                .isInstanceOf(InvalidInputException.class);
    }

    private ListDeliveries.Page page(
            Caller caller, @Nullable DeliveryState status, @Nullable UUID cursor, int limit) {
        return Objects.requireNonNull(
                list.handle(new ListDeliveries.Query(caller, status, cursor, limit)).block());
    }

    private static Caller admin() {
        return Caller.system(Outbox.TENANT);
    }
}
