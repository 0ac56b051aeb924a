package io.leaddispatcher.infra.sla;

import io.leaddispatcher.application.escalation.TakeDueSteps;
import io.leaddispatcher.application.outreach.TakeSequenceSteps;
import io.leaddispatcher.application.routing.EscalateLeads;
import io.leaddispatcher.application.routing.LapseOffers;
import io.leaddispatcher.application.sla.port.SlaClocks;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks ten times a second for clocks and sequences whose next step is due and for offers that
 * lapse. What one node leaves behind any other one takes up, since when something is due stands in
 * its row.
 */
final class ClockRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ClockRunner.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int TENANTS_AT_ONCE = 4;

    private final SlaClocks clocks;
    private final TakeDueSteps takeDueSteps;
    private final EscalateLeads escalateLeads;
    private final LapseOffers lapseOffers;
    private final TakeSequenceSteps takeSequenceSteps;
    private final Set<TenantId> busy = ConcurrentHashMap.newKeySet();
    private Disposable running = Disposables.disposed();

    ClockRunner(
            SlaClocks clocks,
            TakeDueSteps takeDueSteps,
            EscalateLeads escalateLeads,
            LapseOffers lapseOffers,
            TakeSequenceSteps takeSequenceSteps) {
        this.clocks = clocks;
        this.takeDueSteps = takeDueSteps;
        this.escalateLeads = escalateLeads;
        this.lapseOffers = lapseOffers;
        this.takeSequenceSteps = takeSequenceSteps;
    }

    @Override
    public void start() {
        running =
                Flux.interval(POLL)
                        .onBackpressureDrop()
                        .concatMap(_ -> tenants(), 1)
                        .filter(busy::add)
                        .flatMap(this::take, TENANTS_AT_ONCE)
                        .subscribe(_ -> {}, error -> LOG.error("no clock runs any more", error));
    }

    private Flux<TenantId> tenants() {
        return clocks.tenants()
                .onErrorResume(error -> {
                    LOG.warn("nobody could say which clocks are due", error);
                    return Flux.empty();
                });
    }

    private Mono<Integer> take(TenantId tenant) {
        return takeDueSteps
                .handle(tenant)
                .expand(taken ->
                        taken < TakeDueSteps.BATCH ? Mono.empty() : takeDueSteps.handle(tenant))
                .then(escalateLeads.handle(tenant))
                .then(lapseOffers.handle(tenant))
                // Whose the lead is, is settled before anybody writes in their name.
                .then(sequences(tenant))
                .onErrorResume(error -> {
                    LOG.error("clocks of tenant {} failed; they are tried again", tenant, error);
                    return Mono.empty();
                })
                .doFinally(_ -> busy.remove(tenant));
    }

    private Mono<Integer> sequences(TenantId tenant) {
        return takeSequenceSteps
                .handle(tenant)
                .expand(taken ->
                        taken < TakeSequenceSteps.BATCH
                                ? Mono.empty()
                                : takeSequenceSteps.handle(tenant))
                .last();
    }

    @Override
    public void stop() {
        running.dispose();
        busy.clear();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
