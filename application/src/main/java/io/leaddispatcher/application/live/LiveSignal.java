package io.leaddispatcher.application.live;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Carries what was committed to whoever listens on this node. */
public final class LiveSignal implements LiveEvents {

    private static final Duration CONTENTION = Duration.ofMillis(50);

    /** What one routing turn has committed. */
    private record Turn(TenantId tenant, List<LiveEvent> events, List<UUID> routed) {}

    private final Sinks.Many<Turn> turns = Sinks.many().multicast().directBestEffort();

    /** Called after the commit. */
    public void announce(TenantId tenant, List<LiveEvent> events, List<UUID> routed) {
        try {
            turns.emitNext(
                    new Turn(tenant, List.copyOf(events), List.copyOf(routed)),
                    Sinks.EmitFailureHandler.busyLooping(CONTENTION));
        } catch (Sinks.EmissionException lost) {
            // Readers look for themselves a moment later.
        }
    }

    /** Called after the commit. */
    public void announce(TenantId tenant, String kind, LeadId lead) {
        announce(tenant, List.of(new LiveEvent(kind, lead)), List.of());
    }

    @Override
    public Flux<LiveEvent> stream(TenantId tenant) {
        return turns.asFlux()
                .filter(turn -> turn.tenant().equals(tenant))
                .flatMapIterable(Turn::events)
                .onBackpressureDrop();
    }

    /** When this event has been routed on this node. */
    public Flux<UUID> routed(UUID event) {
        return turns.asFlux().filter(turn -> turn.routed().contains(event)).map(_ -> event);
    }
}
