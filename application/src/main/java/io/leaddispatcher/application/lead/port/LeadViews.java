package io.leaddispatcher.application.lead.port;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.LeadNeed;
import io.leaddispatcher.application.lead.LeadOrder;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.LeadTraits;
import io.leaddispatcher.application.lead.WordSource;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Leads as people and programs look at them. Called inside a unit of work of the tenant. */
public interface LeadViews {

    // So many of its story are shown of one lead, the newest. Few come near it: a program that
    // writes the same lead a thousand times a day does.
    int MOST_EVENTS = 2_000;
    int MOST_RUNS = 200;
    int MOST_DELIVERIES = 1_000;
    int MOST_ASSIGNMENTS = 500;

    /** Whose leads somebody may see. */
    sealed interface Sight {

        record All() implements Sight {}

        /** Those that the rep has, and those that wait in a queue of the rep's teams. */
        record Own(String rep) implements Sight {}

        /** A member who is no rep has no leads. */
        record None() implements Sight {}

        /** By the rights of a caller; fails when there are none at all. */
        static Sight of(Caller caller) {
            if (caller.actor().may(Permission.VIEW_LEADS)) {
                return new All();
            }
            caller.require(Permission.VIEW_OWN_LEADS);
            return caller.actor().ownRep().<Sight>map(Own::new).orElseGet(None::new);
        }
    }

    /**
     * Which leads.
     *
     * @param words folded beginnings of words, all of which must be found
     * @param among where they may be found
     * @param from earliest arrival, inclusive
     * @param to latest arrival, exclusive
     * @param need those that need this
     * @param reps those that one of them has; null: whoever has them
     * @param traits what else they have in common
     */
    record Filter(
            @Nullable LeadStatus status,
            @Nullable String rep,
            @Nullable String queue,
            List<String> words,
            Set<WordSource> among,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable LeadNeed need,
            @Nullable Set<String> reps,
            LeadTraits traits,
            LeadOrder order) {
        public Filter {
            words = List.copyOf(words);
            among = Set.copyOf(among);
            reps = reps == null ? null : Set.copyOf(reps);
        }

        /** Whatever they need, are and have, the newest first. */
        public Filter(
                @Nullable LeadStatus status,
                @Nullable String rep,
                @Nullable String queue,
                List<String> words,
                Set<WordSource> among,
                @Nullable Instant from,
                @Nullable Instant to) {
            this(status, rep, queue, words, among, from, to, null);
        }

        /** Whatever they are and have, the newest first. */
        public Filter(
                @Nullable LeadStatus status,
                @Nullable String rep,
                @Nullable String queue,
                List<String> words,
                Set<WordSource> among,
                @Nullable Instant from,
                @Nullable Instant to,
                @Nullable LeadNeed need) {
            this(
                    status,
                    rep,
                    queue,
                    words,
                    among,
                    from,
                    to,
                    need,
                    null,
                    LeadTraits.ANY,
                    LeadOrder.NEWEST_FIRST);
        }
    }

    /** Where a page ended. */
    record Position(Instant arrivedAt, LeadId lead) {}

    /**
     * A lead as stored.
     *
     * @param closed what has ended the work on it; null while it goes on, or when nobody said
     * @param merged of which other lead it is part, whoever looks; null: it is one of its own
     * @param document the lead as the API shows it, without its assignments
     */
    record Row(
            LeadId lead,
            Instant arrivedAt,
            Instant receivedAt,
            LeadStatus status,
            @Nullable String name,
            @Nullable String company,
            @Nullable String email,
            @Nullable String source,
            @Nullable String priority,
            @Nullable String repKey,
            @Nullable String repName,
            @Nullable String queueKey,
            @Nullable Closed closed,
            @Nullable Merged merged,
            Map<String, Object> document) {

        /** Of one of its own. */
        public Row(
                LeadId lead,
                Instant arrivedAt,
                Instant receivedAt,
                LeadStatus status,
                @Nullable String name,
                @Nullable String company,
                @Nullable String email,
                @Nullable String source,
                @Nullable String priority,
                @Nullable String repKey,
                @Nullable String repName,
                @Nullable String queueKey,
                @Nullable Closed closed,
                Map<String, Object> document) {
            this(
                    lead,
                    arrivedAt,
                    receivedAt,
                    status,
                    name,
                    company,
                    email,
                    source,
                    priority,
                    repKey,
                    repName,
                    queueKey,
                    closed,
                    null,
                    document);
        }

        public Row withMerged(Merged other) {
            return new Row(
                    lead,
                    arrivedAt,
                    receivedAt,
                    status,
                    name,
                    company,
                    email,
                    source,
                    priority,
                    repKey,
                    repName,
                    queueKey,
                    closed,
                    other,
                    document);
        }
    }

    /**
     * What has ended the work on a lead.
     *
     * @param outcome {@code WON LOST DISQUALIFIED}
     * @param reason as it was told; null when none was
     * @param rep the name of who had it; null: nobody
     */
    record Closed(String outcome, @Nullable String reason, @Nullable String rep) {}

    /**
     * Part of a list.
     *
     * @param looked up to where leads were looked through, when they do not fill the page and there
     *     are more behind it; null: there are none
     */
    record Found(List<Row> rows, @Nullable Position looked) {
        public Found {
            rows = List.copyOf(rows);
        }
    }

    /**
     * How many there are.
     *
     * @param atLeast whether there may be more
     */
    record Count(long leads, boolean atLeast) {}

    /** In the order of the filter, those after a position, whatever has to be looked through. */
    Flux<Row> page(
            TenantId tenant, Sight sight, Filter filter, @Nullable Position after, int limit);

    /** Likewise, but no more is looked through than a reader waits for. */
    default Mono<Found> look(
            TenantId tenant, Sight sight, Filter filter, @Nullable Position after, int limit) {
        return page(tenant, sight, filter, after, limit)
                .collectList()
                .map(rows -> new Found(rows, null));
    }

    /** How many there are, words aside, counted up to {@code most}. */
    default Mono<Count> count(TenantId tenant, Sight sight, Filter filter, int most) {
        return Mono.empty();
    }

    /** Where the newest leads came from, each source once, in no order. */
    default Flux<String> sources(TenantId tenant) {
        return Flux.empty();
    }

    /**
     * A lead with what belongs to it, in the shapes of the API: the newest of each, the oldest of
     * these first.
     *
     * @param sequence the one that it goes through, or went through last; null: none
     */
    record Detail(
            Row row,
            List<Map<String, Object>> assignments,
            List<Map<String, Object>> timeline,
            List<Map<String, Object>> runs,
            List<Map<String, Object>> deliveries,
            List<Map<String, Object>> clocks,
            @Nullable Map<String, Object> sequence,
            Map<String, String> names) {}

    Mono<Detail> show(TenantId tenant, Sight sight, LeadId lead);

    /** These, as far as the sight covers them, in no order. */
    default Flux<Row> some(TenantId tenant, Sight sight, Collection<LeadId> leads) {
        return Flux.empty();
    }

    /** Keys and names of reps ({@code rep/mia}) and queues ({@code queue/fallback}). */
    Mono<Map<String, String>> names(TenantId tenant);

    /** Where the lead's record is; empty when no connected CRM has told of it. */
    default Mono<CrmLink> crmLink(TenantId tenant, LeadId lead) {
        return Mono.empty();
    }

    /**
     * A lead that is part of another by now.
     *
     * @param into the one that goes on; null when the reader may not see it
     */
    record Merged(Instant at, @Nullable LeadId into) {

        /** For somebody who may not see the one that goes on. */
        public Merged withoutInto() {
            return new Merged(at, null);
        }

        /** In the shape of the API, which shows null where there is nothing. */
        @SuppressWarnings("NullAway") // the map's type cannot say it
        public Map<String, Object> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("at", at.toString());
            document.put("into", into == null ? null : into.toString());
            return document;
        }
    }

    /** Of which other lead it is part; empty: it is one of its own. */
    default Mono<Merged> merged(TenantId tenant, Sight sight, LeadId lead) {
        return Mono.empty();
    }

    /** The meetings that the lead has booked, in the shape of the API, the next to begin last. */
    default Mono<List<Map<String, Object>>> meetings(TenantId tenant, LeadId lead) {
        return Mono.just(List.of());
    }
}
