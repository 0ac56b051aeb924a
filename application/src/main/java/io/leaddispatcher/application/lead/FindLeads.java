package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The leads that match, newest first; only their own for a rep. */
@UseCase
public final class FindLeads {

    /**
     * @param rep key of the rep who has it
     * @param q words, each the beginning of a word in names, e-mail, phone, company or external id
     * @param from earliest arrival, inclusive
     * @param to latest arrival, exclusive
     * @param cursor where an earlier page ended
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
            @Nullable String cursor) {}

    public record Page(List<LeadSummaryView> items, @Nullable String nextCursor) {
        public Page {
            items = List.copyOf(items);
        }
    }

    private final Function<Query, Mono<Page>> leads;

    public FindLeads(Function<Query, Mono<Page>> leads) {
        this.leads = leads;
    }

    public Mono<Page> handle(Query query) {
        return leads.apply(query);
    }
}
