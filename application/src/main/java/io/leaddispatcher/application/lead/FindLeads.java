package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.paging.PageLimit;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The leads that match, newest first unless asked otherwise; only their own for a rep. A page that
 * is not full is the last one only where nothing follows it: of what no index knows, so many leads
 * are looked through at a time.
 */
@UseCase
public final class FindLeads {

    private static final int MOST = 200;

    /**
     * What is looked for.
     *
     * @param rep key of the rep who has it
     * @param q words, each the beginning of a word in names, e-mail, phone, company or external id
     * @param from earliest arrival, inclusive
     * @param to latest arrival, exclusive
     * @param cursor where an earlier page ended
     * @param need those that need this
     * @param team key of a team, one of whose members has it
     */
    public record Query(
            Caller caller,
            @Nullable String status,
            @Nullable String rep,
            @Nullable String queue,
            @Nullable String q,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit,
            @Nullable String cursor,
            @Nullable LeadNeed need,
            @Nullable String team,
            LeadTraits traits,
            LeadOrder order) {

        /** Whatever they need, are and have, the newest first. */
        public Query(
                Caller caller,
                @Nullable String status,
                @Nullable String rep,
                @Nullable String queue,
                @Nullable String q,
                @Nullable Instant from,
                @Nullable Instant to,
                int limit,
                @Nullable String cursor) {
            this(
                    caller,
                    status,
                    rep,
                    queue,
                    q,
                    from,
                    to,
                    limit,
                    cursor,
                    null,
                    null,
                    LeadTraits.ANY,
                    LeadOrder.NEWEST_FIRST);
        }

        /** The same, further on. */
        Query from(@Nullable String place) {
            return new Query(
                    caller, status, rep, queue, q, from, to, limit, place, need, team, traits,
                    order);
        }
    }

    private final UnitOfWork unitOfWork;
    private final LeadSearch search;

    public FindLeads(
            UnitOfWork unitOfWork,
            LeadViews leads,
            RoutingConfigurations configurations,
            AuditTrail trail) {
        this.unitOfWork = unitOfWork;
        this.search = new LeadSearch(leads, new LeadSummaries(trail), configurations);
    }

    public Mono<Page<LeadSummaryView>> handle(Query query) {
        return Mono.defer(() -> {
            LeadSearch.Wish wish = LeadSearch.wish(query);
            PageLimit.require(query.limit(), MOST);
            return unitOfWork.run(query.caller().tenant(), search.page(wish));
        });
    }
}
