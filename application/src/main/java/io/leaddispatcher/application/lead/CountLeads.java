package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Count;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import reactor.core.publisher.Mono;

/**
 * How many leads match, counted up to a bound: nobody waits for the number. Only their own for a
 * rep.
 */
@UseCase
public final class CountLeads {

    /** Whoever has more wants no number, but another filter. */
    static final int MOST = 10_000;

    private final UnitOfWork unitOfWork;
    private final LeadSearch search;

    public CountLeads(
            UnitOfWork unitOfWork,
            LeadViews leads,
            RoutingConfigurations configurations,
            AuditTrail trail) {
        this.unitOfWork = unitOfWork;
        this.search = new LeadSearch(leads, new LeadSummaries(trail), configurations);
    }

    /**
     * Of all pages together, wherever the query begins. Empty where words are looked for, which
     * would all have to be read.
     */
    public Mono<Count> handle(FindLeads.Query query) {
        return Mono.defer(() -> {
            LeadSearch.Wish wish = LeadSearch.wish(query);
            return unitOfWork.run(query.caller().tenant(), search.count(wish, MOST));
        });
    }
}
