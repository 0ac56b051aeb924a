package io.leaddispatcher.application.live;

import io.leaddispatcher.application.live.port.OtherNodes;
import io.leaddispatcher.application.signal.Emitter;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** Carries what was committed to whoever listens, on this node and on the others. */
public final class LiveSignal implements LiveEvents {

    private final OtherNodes others;
    // Whoever misses a word looks a moment later.
    private final Emitter<Happened> here = Emitter.toAll();

    public LiveSignal(OtherNodes others) {
        this.others = others;
    }

    /** Called after the commit. */
    public void announce(Happened happened) {
        here.emit(happened);
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
        return Flux.merge(here.words(), others.heard());
    }
}
