package io.leaddispatcher.application.live;

import io.leaddispatcher.application.live.port.OtherNodes;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Carries what was committed to whoever listens, on this node and on the others. */
public final class LiveSignal implements LiveEvents {

    private static final Duration CONTENTION = Duration.ofMillis(50);

    private final OtherNodes others;
    private final Sinks.Many<Happened> here = Sinks.many().multicast().directBestEffort();

    public LiveSignal(OtherNodes others) {
        this.others = others;
    }

    /** Called after the commit. */
    public void announce(Happened happened) {
        try {
            here.emitNext(happened, Sinks.EmitFailureHandler.busyLooping(CONTENTION));
        } catch (Sinks.EmissionException lost) {
            // Readers look for themselves a moment later.
        }
        others.tell(happened);
    }

    @Override
    public Flux<LeadId> stream(TenantId tenant) {
        return everywhere()
                .filter(happened -> happened.tenant().equals(tenant))
                .flatMapIterable(Happened::leads)
                .onBackpressureDrop();
    }

    /** When this event has been routed. */
    public Flux<UUID> routed(UUID event) {
        return everywhere().filter(happened -> happened.routed().contains(event)).map(_ -> event);
    }

    private Flux<Happened> everywhere() {
        return Flux.merge(here.asFlux(), others.heard());
    }
}
