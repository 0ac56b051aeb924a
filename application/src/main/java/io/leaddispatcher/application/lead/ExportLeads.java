package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.FindLeads.Query;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.HeavyReads;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The leads that match, as a stream: those that the caller sees in the list, and of each what they
 * see there. That somebody took them along is in the audit log.
 */
@UseCase
public final class ExportLeads {

    /** More than that is asked for in parts, by time. */
    public static final int MOST = 50_000;

    private static final int PAGE = 500;

    private final LeadSearch search;
    private final AuditTrail trail;
    private final HeavyReads reads;

    public ExportLeads(
            LeadViews leads,
            RoutingConfigurations configurations,
            AuditTrail trail,
            HeavyReads reads) {
        this.search = new LeadSearch(leads, new LeadSummaries(trail), configurations);
        this.trail = trail;
        this.reads = reads;
    }

    /** Of all pages together, wherever the query begins and whatever its limit is. */
    public Flux<LeadSummaryView> handle(Query asked) {
        return Flux.defer(() -> {
            Query query = whole(asked);
            LeadSearch.Wish wish = LeadSearch.wish(query);
            TenantId tenant = query.caller().tenant();
            // What is refused was not taken along.
            return reads.run(
                            tenant,
                            search.page(wish)
                                    .flatMap(first ->
                                            trail.append(tenant, entry(query)).thenReturn(first)))
                    .expand(found ->
                            found.next() == null
                                    ? Mono.empty()
                                    : next(LeadSearch.wish(query.from(found.next()))))
                    .concatMapIterable(Page::items)
                    .take(MOST);
        });
    }

    private Mono<Page<LeadSummaryView>> next(LeadSearch.Wish wish) {
        return reads.goOn(wish.query().caller().tenant(), search.page(wish));
    }

    private static Query whole(Query asked) {
        return new Query(
                asked.caller(),
                asked.status(),
                asked.rep(),
                asked.queue(),
                asked.q(),
                asked.from(),
                asked.to(),
                PAGE,
                null,
                asked.need(),
                asked.team(),
                asked.traits(),
                asked.order());
    }

    private static AuditEntry entry(Query query) {
        Map<String, Object> asked = new LinkedHashMap<>();
        // A word may be a person's name, which is to be forgotten with the person.
        put(asked, "q", query.q() == null || query.q().isBlank() ? null : SensitiveMask.HIDDEN);
        put(asked, "status", query.status());
        put(asked, "rep", query.rep());
        put(asked, "team", query.team());
        put(asked, "queue", query.queue());
        put(asked, "pool", query.traits().pool());
        put(asked, "rule", query.traits().rule());
        put(asked, "source", query.traits().source());
        put(asked, "priority", query.traits().priority());
        put(asked, "need", query.need());
        put(asked, "from", query.from());
        put(asked, "to", query.to());
        return AuditEntry.by(
                query.caller().actor(),
                AuditAction.LEADS_EXPORTED,
                "leads",
                Map.of("filter", asked));
    }

    private static void put(Map<String, Object> asked, String name, @Nullable Object value) {
        if (value != null) {
            asked.put(name, value.toString());
        }
    }
}
