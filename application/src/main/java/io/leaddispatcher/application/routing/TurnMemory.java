package io.leaddispatcher.application.routing;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.routing.port.TrackRecords;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What turns go on from and what they leave behind, on this node. */
final class TurnMemory {

    /**
     * What came of a turn.
     *
     * @param batch empty when nothing waited
     */
    record Turn(LatestStates.State state, Optional<RoutingBatch> batch, Keeping.Sending sending) {}

    private final RoutingStates states;
    private final PoolRecords poolRecords;
    private final DeliveryWakeUp deliverySignal;
    private final LiveSignal live;
    private final LatestStates latest = new LatestStates();

    TurnMemory(
            RoutingStates states,
            TrackRecords records,
            DeliveryWakeUp deliverySignal,
            LiveSignal live) {
        this.states = states;
        this.poolRecords = new PoolRecords(records);
        this.deliverySignal = deliverySignal;
        this.live = live;
    }

    /** The ledgers and loads with which a turn begins. */
    Mono<LatestStates.State> before(TenantId tenant, long turn) {
        return latest.before(tenant, turn)
                .map(Mono::just)
                .orElseGet(() ->
                        states.ledgers(tenant)
                                .zipWhen(_ -> states.loads(tenant))
                                .map(both ->
                                        new LatestStates.State(
                                                turn - 1,
                                                ImmutableMap.copyOf(both.getT1()),
                                                CarriedLoads.of(both.getT2()),
                                                OpenKinds.NONE,
                                                PoolRecords.Read.NOTHING)));
    }

    /** Likewise, with all that decisions go by. */
    Mono<LatestStates.State> whole(
            TenantId tenant, Snapshot snapshot, LatestStates.State state, Instant now) {
        return poolRecords
                .in(tenant, snapshot, state, now)
                .zipWhen(
                        _ -> OpenKinds.read(states, tenant, snapshot.configuration().roster()),
                        LatestStates.State::with);
    }

    /** Once the turn is committed. */
    void committed(TenantId tenant, Turn done) {
        latest.keep(tenant, done.state());
        done.batch()
                .ifPresent(batch -> {
                    deliverySignal.handOver(
                            tenant, done.sending().held(), batch.known().channels());
                    if (done.sending().more()) {
                        deliverySignal.signal();
                    }
                    live.announce(batch.happened(tenant));
                });
    }
}
