package io.leaddispatcher.adapter.postgres.leadview;

import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.search.WordIndex;
import io.leaddispatcher.application.lead.port.LeadViews.Filter;
import io.leaddispatcher.application.lead.port.LeadViews.Position;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads leads page by page, the newest first.
 *
 * <p>Words that many leads have are found among the newest; words that few have are found by the
 * index, which the policies of row-level security let only a function use. Which of the two it is
 * shows when the first has been tried.
 */
final class LeadPages {

    /** Among so many of the newest, words that many leads have fill a page. */
    private static final int NEWEST = 1_000;

    /** So many are sorted at once. */
    private static final int FEW = 1_000;

    private static final String HAS_WORDS = " and l.words @@ :words::tsquery";

    private static final String BEFORE = " and (%1$sarrived_at, %1$sid) < (:arrived, :lead)";

    private static final String FIND_FEW =
            """
            select leads_with_words(:words::tsquery, :few)
            """;

    private final DatabaseClient database;

    LeadPages(DatabaseClient database) {
        this.database = database;
    }

    Flux<Row> page(
            TenantId tenant,
            Sight sight,
            Filter filter,
            @Nullable Position after,
            int limit,
            RowCipher cipher) {
        Page page = new Page(tenant, sight, filter, after, limit, cipher);
        if (filter.words().isEmpty()) {
            return page.read("", Map.of());
        }
        if (filter.among().isEmpty()) {
            return Flux.empty();
        }
        String words = WordIndex.query(filter.words(), filter.among());
        return page.read(
                        HAS_WORDS + amongTheNewest(after), Map.of("words", words, "newest", NEWEST))
                .collectList()
                .flatMapMany(found ->
                        found.size() == limit
                                ? Flux.fromIterable(found)
                                : few(words).flatMapMany(few -> page.read(words, few)));
    }

    private static String amongTheNewest(@Nullable Position after) {
        return """
         and l.id in (select n.id from lead n where n.tenant_id = :tenant %s
                       order by n.arrived_at desc, n.id desc limit :newest)
        """
                .formatted(after == null ? "" : BEFORE.formatted("n."));
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
        private final int limit;
        private final RowCipher cipher;
        private final StringBuilder conditions = new StringBuilder();
        private final Map<String, Object> binds = new LinkedHashMap<>();

        Page(
                TenantId tenant,
                Sight sight,
                Filter filter,
                @Nullable Position after,
                int limit,
                RowCipher cipher) {
            this.cipher = cipher;
            this.sight = sight;
            this.limit = limit;
            binds.put("tenant", tenant.value());
            add(
                    " and l.status = :status",
                    "status",
                    filter.status() == null ? null : filter.status().name());
            add(" and l.rep_key = :rep", "rep", filter.rep());
            add(" and l.queue_key = :queue", "queue", filter.queue());
            add(" and l.arrived_at >= :from", "from", filter.from());
            add(" and l.arrived_at < :to", "to", filter.to());
            if (after != null) {
                add(BEFORE.formatted("l."), "arrived", after.arrivedAt());
                binds.put("lead", after.lead().value());
            }
            if (filter.need() != null) {
                conditions.append(NeedCondition.sql(filter.need()));
            }
            conditions.append(SightCondition.sql(sight));
        }

        private void add(String condition, String name, @Nullable Object value) {
            if (value != null) {
                conditions.append(condition);
                binds.put(name, value);
            }
        }

        private Flux<Row> read(String words, Optional<UUID[]> few) {
            return few.map(found -> read(" and l.id = any (:found)", Map.of("found", found)))
                    .orElseGet(() -> read(HAS_WORDS, Map.of("words", words)));
        }

        private Flux<Row> read(String words, Map<String, Object> moreBinds) {
            GenericExecuteSpec query =
                    database.sql(
                                    "select "
                                            + PostgresLeadViews.COLUMNS
                                            + " from lead l where l.tenant_id = :tenant"
                                            + conditions
                                            + words
                                            + " order by l.arrived_at desc, l.id desc limit :limit")
                            .bind("limit", limit);
            for (Map<String, Object> some : List.of(binds, moreBinds)) {
                for (Map.Entry<String, Object> bind : some.entrySet()) {
                    query = query.bind(bind.getKey(), bind.getValue());
                }
            }
            return SightCondition.bind(query, sight)
                    .map(row -> PostgresLeadViews.row(row, cipher))
                    .all();
        }
    }
}
