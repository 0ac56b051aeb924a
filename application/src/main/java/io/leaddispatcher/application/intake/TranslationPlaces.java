package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.intake.port.ReceivedEvents;
import io.leaddispatcher.application.intake.port.ReceivedEvents.Claim;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** The places of this node for events that are being translated. */
final class TranslationPlaces {

    static final int ALL = 128;

    /** A workspace whose provider is slow leaves the other places to others. */
    static final int SHARE = 32;

    static final int AT_ONCE = 64;

    private final ReceivedEvents events;
    private final Duration hold;
    private final Set<Claim> taken = ConcurrentHashMap.newKeySet();

    TranslationPlaces(ReceivedEvents events, Duration hold) {
        this.events = events;
        this.hold = hold;
    }

    /**
     * Takes up events that wait, as many as find a place. Empty when there are none. Each place is
     * to be given back.
     */
    Mono<List<Claim>> take() {
        return Mono.defer(() -> {
            int room = Math.min(ALL - taken.size(), AT_ONCE);
            return room <= 0
                    ? Mono.empty()
                    : events.claim(room, SHARE, underWay(), hold)
                            .collectList()
                            // One whose hold has lapsed here goes on where it is.
                            .map(claims -> claims.stream().filter(taken::add).toList())
                            .filter(claims -> !claims.isEmpty());
        });
    }

    private List<TenantId> underWay() {
        return taken.stream().map(Claim::tenant).toList();
    }

    void giveBack(Claim claim) {
        taken.remove(claim);
    }

    /** Whoever gave several may have more, and nobody else has. */
    static boolean mayBeMore(List<Claim> claims) {
        return claims.stream().map(Claim::tenant).distinct().count() < claims.size()
                || claims.size() == AT_ONCE;
    }
}
