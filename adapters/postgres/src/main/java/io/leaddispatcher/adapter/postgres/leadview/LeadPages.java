package io.leaddispatcher.adapter.postgres.leadview;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.search.WordIndex;
import io.leaddispatcher.application.lead.LeadOrder;
import io.leaddispatcher.application.lead.port.LeadViews.Count;
import io.leaddispatcher.application.lead.port.LeadViews.Filter;
import io.leaddispatcher.application.lead.port.LeadViews.Found;
import io.leaddispatcher.application.lead.port.LeadViews.Position;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads leads page by page in the order of their arrival.
 *
 * <p>Words that many leads have are found among the newest; words that few have are found by the
 * index, which the policies of row-level security let only a function use. Which of the two it is
 * shows when the first has been tried.
 *
 * <p>What no index knows leads by is looked for among the next so many of those that the indexes
 * give; where they end, the page ends, whether it is full or not.
 */
final class LeadPages {

    /** Among so many of the newest, words that many leads have fill a page. */
    private static final int NEWEST = 1_000;

    /** So many are sorted at once. */
    private static final int FEW = 1_000;

    private static final String HAS_WORDS = " and l.words @@ :words::tsquery";

    private static final String FIND_FEW =
            """
            select leads_with_words(:words::tsquery, :few)
            """;

    private final DatabaseClient database;
    private final int reach;

    /**
     * @param reach how many leads are looked through at a time
     */
    LeadPages(DatabaseClient database, int reach) {
        this.database = database;
        this.reach = reach;
    }

    Mono<Found> look(
            TenantId tenant,
            Sight sight,
            Filter filter,
            @Nullable Position after,
            int limit,
            RowCipher cipher) {
        Page page = new Page(tenant, sight, filter, after, limit);
        return end(page)
                .flatMap(end ->
                        page(page.until(end), cipher)
                                .collectList()
                                .map(rows -> new Found(rows, rows.size() < limit ? end : null)))
                .switchIfEmpty(
                        Mono.defer(() ->
                                page(page, cipher)
                                        .collectList()
                                        .map(rows -> new Found(rows, null))));
    }

    Flux<Row> page(
            TenantId tenant,
            Sight sight,
            Filter filter,
            @Nullable Position after,
            int limit,
            RowCipher cipher) {
        return page(new Page(tenant, sight, filter, after, limit), cipher);
    }

    Mono<Count> count(TenantId tenant, Sight sight, Filter filter, int most) {
        Page page = new Page(tenant, sight, filter, null, most + 1);
        return end(page)
                .flatMap(end ->
                        page.until(end)
                                .count()
                                .map(leads -> new Count(Math.min(leads, most), true)))
                .switchIfEmpty(
                        Mono.defer(() ->
                                page.count()
                                        .map(leads ->
                                                new Count(Math.min(leads, most), leads > most))));
    }

    /** The last lead that is looked at; empty when there is no need to stop. */
    private static Mono<Position> end(Page page) {
        return page.filter.traits().isAny() ? Mono.empty() : page.end();
    }

    private Flux<Row> page(Page page, RowCipher cipher) {
        Filter filter = page.filter;
        if (filter.words().isEmpty()) {
            return page.read("", Map.of(), cipher);
        }
        if (filter.among().isEmpty()) {
            return Flux.empty();
        }
        String words = WordIndex.query(filter.words(), filter.among());
        return page.read(
                        HAS_WORDS + page.amongTheFirst(),
                        Map.of("words", words, "newest", NEWEST),
                        cipher)
                .collectList()
                .flatMapMany(found ->
                        found.size() == page.limit
                                ? Flux.fromIterable(found)
                                : few(words).flatMapMany(few -> page.read(words, few, cipher)));
    }

    /** Nothing when there are many. */
    private Mono<Optional<UUID[]>> few(String words) {
        return database.sql(FIND_FEW)
                .bind("words", words)
                .bind("few", FEW)
                .map(row -> Optional.ofNullable(row.get(0, UUID[].class)))
                .one();
    }

    /** What is the same for each way of finding words. */
    private final class Page {

        private final Sight sight;
        private final Filter filter;
        private final int limit;
        private final @Nullable Position after;

        // By what indexes know leads, and by what they do not.
        private final StringBuilder indexed = new StringBuilder();
        private final StringBuilder sifted = new StringBuilder();
        private final Map<String, Object> indexedBinds = new LinkedHashMap<>();
        private final Map<String, Object> siftedBinds = new LinkedHashMap<>();

        Page(TenantId tenant, Sight sight, Filter filter, @Nullable Position after, int limit) {
            this.sight = sight;
            this.filter = filter;
            this.after = after;
            this.limit = limit;
            indexedBinds.put("tenant", tenant.value());
            add(
                    " and l.status = :status",
                    "status",
                    filter.status() == null ? null : filter.status().name());
            add(" and l.rep_key = :rep", "rep", filter.rep());
            add(" and l.queue_key = :queue", "queue", filter.queue());
            add(" and l.arrived_at >= :from", "from", filter.from());
            add(" and l.arrived_at < :to", "to", filter.to());
            if (after != null) {
                add(behind("l."), "arrived", after.arrivedAt());
                indexedBinds.put("lead", after.lead().value());
            }
            if (filter.need() != null) {
                sifted.append(NeedCondition.sql(filter.need()));
            }
            sifted.append(SightCondition.sql(sight));
            sifted.append(TraitConditions.sql(filter.traits(), siftedBinds));
        }

        private void add(String condition, String name, @Nullable Object value) {
            if (value != null) {
                indexed.append(condition);
                indexedBinds.put(name, value);
            }
        }

        private boolean newestFirst() {
            return filter.order() == LeadOrder.NEWEST_FIRST;
        }

        private String behind(String alias) {
            return " and (%1$sarrived_at, %1$sid) %2$s (:arrived, :lead)"
                    .formatted(alias, newestFirst() ? "<" : ">");
        }

        private String order(String alias) {
            return " order by %1$sarrived_at %2$s, %1$sid %2$s"
                    .formatted(alias, newestFirst() ? "desc" : "");
        }

        private String amongTheFirst() {
            return " and l.id in (select n.id from lead n where n.tenant_id = :tenant%s%s limit :newest)"
                    .formatted(after == null ? "" : behind("n."), order("n."));
        }

        /** The last of so many; empty when there are fewer. */
        private Mono<Position> end() {
            GenericExecuteSpec query =
                    database.sql(
                            "select l.arrived_at, l.id from lead l where l.tenant_id = :tenant"
                                    + indexed
                                    + order("l.")
                                    + " offset :reach limit 1");
            return bind(query, indexedBinds, Map.of("reach", reach - 1))
                    .map(row ->
                            new Position(
                                    required(row, "arrived_at", Instant.class),
                                    new LeadId(required(row, "id", UUID.class))))
                    .one();
        }

        /** The same, which ends there. */
        private Page until(Position end) {
            sifted.append(
                    " and (l.arrived_at, l.id) %s (:end, :last)"
                            .formatted(newestFirst() ? ">=" : "<="));
            siftedBinds.put("end", end.arrivedAt());
            siftedBinds.put("last", end.lead().value());
            return this;
        }

        private Flux<Row> read(String words, Optional<UUID[]> few, RowCipher cipher) {
            return few.map(found ->
                            read(" and l.id = any (:found)", Map.of("found", found), cipher))
                    .orElseGet(() -> read(HAS_WORDS, Map.of("words", words), cipher));
        }

        private Flux<Row> read(String words, Map<String, Object> moreBinds, RowCipher cipher) {
            return bound(
                            LeadListing.sql(
                                    filter.reps() != null, indexed + words + sifted, order("l.")),
                            moreBinds)
                    .map(row -> PostgresLeadViews.row(row, cipher))
                    .all();
        }

        private Mono<Long> count() {
            return bound(
                            LeadListing.count(filter.reps() != null, indexed.toString() + sifted),
                            Map.of())
                    .map(row -> required(row, "leads", Long.class))
                    .one();
        }

        private GenericExecuteSpec bound(String sql, Map<String, Object> moreBinds) {
            return SightCondition.bind(
                    bind(
                            database.sql(sql),
                            indexedBinds,
                            siftedBinds,
                            moreBinds,
                            reps(),
                            Map.of("limit", limit)),
                    sight);
        }

        private Map<String, Object> reps() {
            return filter.reps() == null
                    ? Map.of()
                    : Map.of("reps", filter.reps().toArray(String[]::new));
        }
    }

    @SafeVarargs
    private static GenericExecuteSpec bind(GenericExecuteSpec query, Map<String, Object>... binds) {
        GenericExecuteSpec bound = query;
        for (Map<String, Object> some : binds) {
            for (Map.Entry<String, Object> bind : some.entrySet()) {
                bound = bound.bind(bind.getKey(), bind.getValue());
            }
        }
        return bound;
    }
}
