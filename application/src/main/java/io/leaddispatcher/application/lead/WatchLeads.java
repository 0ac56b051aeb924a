package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.live.LiveEvents;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells that leads have changed, and neither which nor how: whoever hears it looks again, with the
 * rights that they have. Empty when there is no such lead that the caller may see.
 */
@UseCase
public final class WatchLeads {

    /**
     * @param lead the only one that counts; null: each one of the workspace, for a lead that has
     *     just left somebody's sight is news to them as well
     */
    public record Query(Caller caller, @Nullable LeadId lead) {}

    /** Changes from now on, without an end of their own. */
    public record Watched(Flux<LeadId> changes) {}

    private final UnitOfWork unitOfWork;
    private final LeadViews leads;
    private final LiveEvents events;

    public WatchLeads(UnitOfWork unitOfWork, LeadViews leads, LiveEvents events) {
        this.unitOfWork = unitOfWork;
        this.leads = leads;
        this.events = events;
    }

    public Mono<Watched> handle(Query query) {
        return Mono.defer(() -> {
            Caller caller = query.caller();
            Sight sight = Sight.of(caller);
            LeadId lead = query.lead();
            Flux<LeadId> changes = events.stream(caller.tenant());
            if (lead == null) {
                return Mono.just(new Watched(changes));
            }
            Watched watched = new Watched(changes.filter(lead::equals));
            return unitOfWork
                    .run(caller.tenant(), leads.some(caller.tenant(), sight, Set.of(lead)).next())
                    .map(_ -> watched);
        });
    }
}
