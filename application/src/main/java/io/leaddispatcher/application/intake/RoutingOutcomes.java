package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Waits for what becomes of an event, on whichever node it is routed. */
public final class RoutingOutcomes {

    // Behind the signal: another node may route it, and signals may be lost.
    private static final Duration POLL = Duration.ofMillis(250);

    private final UnitOfWork unitOfWork;
    private final InboundEvents events;
    private final LiveSignal live;

    public RoutingOutcomes(UnitOfWork unitOfWork, InboundEvents events, LiveSignal live) {
        this.unitOfWork = unitOfWork;
        this.events = events;
        this.live = live;
    }

    /** Empty when the patience ends first. */
    Mono<Map<String, Object>> await(TenantId tenant, UUID event, Duration patience) {
        Mono<Map<String, Object>> look =
                Mono.defer(() -> unitOfWork.run(tenant, events.outcome(tenant, event)));
        // Listens before the first look, so that no signal falls between.
        return Flux.merge(live.routed(event), Flux.interval(Duration.ZERO, POLL).map(_ -> event))
                .onBackpressureLatest()
                .concatMap(_ -> look, 1)
                .next()
                .takeUntilOther(Mono.delay(patience));
    }
}
