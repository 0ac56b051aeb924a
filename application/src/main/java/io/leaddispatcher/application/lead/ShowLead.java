package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** One lead with its story. Empty when there is none that the caller may see. */
@UseCase
public final class ShowLead {

    public record Query(Caller caller, LeadId lead) {}

    private final Function<Query, Mono<LeadDetailView>> leads;

    public ShowLead(Function<Query, Mono<LeadDetailView>> leads) {
        this.leads = leads;
    }

    public Mono<LeadDetailView> handle(Query query) {
        return leads.apply(query);
    }
}
