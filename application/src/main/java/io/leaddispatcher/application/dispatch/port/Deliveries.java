package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What is in the {@link Outbox}, and what becomes of it. All but {@link #claim} is called inside a
 * unit of work of the tenant.
 */
public interface Deliveries {

    /** What a tenant sends over a channel. */
    record Lane(TenantId tenant, Channel channel) {}

    /** A delivery that this node holds. */
    record Claim(TenantId tenant, DeliveryId delivery, Channel channel) {

        public boolean hasLane() {
            return channel.hasLanes();
        }

        public Lane lane() {
            return new Lane(tenant, channel);
        }
    }

    /**
     * For how many deliveries there is room.
     *
     * @param common for those that have no lane
     * @param laned for those that have one
     * @param share the most of a lane that may be under way
     * @param underWay the lane of each delivery that has one and is under way already
     */
    record Room(int common, int laned, int share, List<Lane> underWay) {

        public Room {
            underWay = List.copyOf(underWay);
        }
    }

    /**
     * A delivery with the hold on it.
     *
     * @param until when the hold lapses by the database's clock; also its mark: whoever holds a
     *     delivery later has another one
     */
    record Held(Delivery delivery, Instant until) {}

    /**
     * Holds deliveries that are due, of any tenant: of those without a lane the longest due, of the
     * others the same part of each lane that has some. Those whose hold has lapsed are due again.
     * Two callers never hold the same one. Called outside units of work.
     */
    Flux<Claim> claim(Room room, Duration hold);

    /** Reads those that are still held. */
    Flux<Held> held(TenantId tenant, Collection<DeliveryId> deliveries);

    /**
     * How a hold ends.
     *
     * @param after what the delivery has become
     */
    record Settling(Held held, Delivery after) {}

    /** Ends holds and keeps what the deliveries have become; those whose hold was not lost. */
    Mono<Set<DeliveryId>> settle(TenantId tenant, List<Settling> settlings, Instant at);

    /**
     * Deliveries to such addresses that wait for a turn they have taken wait to take one, in the
     * order in which they would have left, and from this time on. Those that are held stay as they
     * are.
     */
    Mono<Void> loseTurns(TenantId tenant, Set<Address.Kind> kinds, Instant dueAt);

    /** Reads a delivery and holds its row until the unit of work ends. */
    Mono<Delivery> lock(TenantId tenant, DeliveryId delivery);

    /** Brings a delivery that has ended, or waits for its next try, back as it is given. */
    Mono<Void> revive(TenantId tenant, Delivery delivery, Instant at);

    /**
     * Newest first.
     *
     * @param before only those made before this one
     */
    Flux<Delivery> list(
            TenantId tenant, @Nullable DeliveryState state, @Nullable DeliveryId before, int limit);

    /** Those to one recipient, newest first. */
    Flux<Delivery> listTo(
            TenantId tenant, String recipient, @Nullable DeliveryId before, int limit);
}
