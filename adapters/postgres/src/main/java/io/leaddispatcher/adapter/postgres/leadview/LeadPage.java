package io.leaddispatcher.adapter.postgres.leadview;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.search.WordIndex;
import io.leaddispatcher.application.lead.LeadNeed;
import io.leaddispatcher.application.lead.LeadOrder;
import io.leaddispatcher.application.lead.port.LeadViews.Filter;
import io.leaddispatcher.application.lead.port.LeadViews.Position;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
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

/** One page of the list of leads, as it is narrowed step by step before it is read. */
final class LeadPage {

    private static final String AMONG = " and l.id = any (:found)";

    private static final String HAS_WORDS = " and l.words @@ :words::tsquery";

    private final DatabaseClient database;
    private final Sight sight;
    private final boolean own;
    private final Filter filter;
    private final int limit;
    private final @Nullable Position after;

    // By what indexes know leads, and by what they do not.
    private final StringBuilder indexed = new StringBuilder();
    private final StringBuilder sifted = new StringBuilder();
    private final Map<String, Object> indexedBinds = new LinkedHashMap<>();
    private final Map<String, Object> siftedBinds = new LinkedHashMap<>();

    /** Whether leads are looked at that are not shown. */
    private boolean sifts;

    /** Whether the few that can be shown are known. */
    private boolean few;

    LeadPage(
            DatabaseClient database,
            TenantId tenant,
            Sight sight,
            Filter filter,
            @Nullable Position after,
            int limit) {
        this.database = database;
        this.sight = sight;
        this.own = sight instanceof Sight.Own;
        this.filter = filter;
        this.after = after;
        this.limit = limit;
        indexedBinds.put("tenant", tenant.value());
        place(
                " and l.status = :status",
                "status",
                filter.status() == null ? null : filter.status().name());
        place(" and l.rep_key = :rep", "rep", filter.rep());
        place(" and l.queue_key = :queue", "queue", filter.queue());
        add(" and l.arrived_at >= :from", "from", filter.from());
        add(" and l.arrived_at < :to", "to", filter.to());
        if (after != null) {
            add(behind("l."), "arrived", after.arrivedAt());
            indexedBinds.put("lead", after.lead().value());
        }
        if (own && filter.reps() != null) {
            sift(" and l.rep_key = any (:reps::text[])");
        }
        if (!filter.traits().isAny()) {
            sift(TraitConditions.sql(filter.traits(), siftedBinds));
        }
    }

    /** The indexes of what a rep sees know no other place of a lead. */
    private void place(String condition, String name, @Nullable Object value) {
        if (!own) {
            add(condition, name, value);
        } else if (value != null) {
            sift(condition);
            siftedBinds.put(name, value);
        }
    }

    private void sift(String condition) {
        sifted.append(condition);
        sifts = true;
    }

    LeadPage needing(LeadNeed need, Optional<UUID[]> needy) {
        needy.ifPresentOrElse(
                found -> {
                    few = true;
                    sifted.append(NeedCondition.ofFew(need));
                    siftedBinds.put("needy", found);
                },
                () -> sift(NeedCondition.sql(need)));
        return this;
    }

    LeadPage saying(Optional<UUID[]> found) {
        found.ifPresentOrElse(
                ids -> {
                    few = true;
                    sifted.append(AMONG);
                    siftedBinds.put("found", ids);
                },
                () -> {
                    sift(HAS_WORDS);
                    siftedBinds.put("words", words());
                });
        return this;
    }

    boolean asksForWords() {
        return !filter.words().isEmpty() && !filter.among().isEmpty();
    }

    boolean asksInVain() {
        return !filter.words().isEmpty() && filter.among().isEmpty();
    }

    String words() {
        return WordIndex.query(filter.words(), filter.among());
    }

    boolean isFilledBy(List<Row> rows) {
        return rows.size() == limit;
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

    boolean isOwn() {
        return own;
    }

    /** Whether leads may have to be looked at that are not shown, however many. */
    boolean mayLookFar() {
        return sifts && !few;
    }

    /** The last of so many; empty when there are fewer. */
    Mono<Position> end(int reach) {
        String sql =
                own
                        ? OwnLeads.end(indexed.toString(), order("l."))
                        : LeadListing.end(indexed.toString(), order("l."));
        return SightCondition.bind(
                        bind(database.sql(sql), indexedBinds, Map.of("limit", reach)), sight)
                .map(row ->
                        new Position(
                                required(row, "arrived_at", Instant.class),
                                new LeadId(required(row, "id", UUID.class))))
                .one();
    }

    /** The same, which ends there. */
    LeadPage until(Position end) {
        sifted.append(
                " and (l.arrived_at, l.id) %s (:end, :last)"
                        .formatted(newestFirst() ? ">=" : "<="));
        siftedBinds.put("end", end.arrivedAt());
        siftedBinds.put("last", end.lead().value());
        return this;
    }

    /** Those that have the words among so many of the newest. */
    Flux<Row> readNewest(int newest, RowCipher cipher) {
        String among =
                " and l.id in (select n.id from lead n where n.tenant_id = :tenant%s%s limit :newest)"
                        .formatted(after == null ? "" : behind("n."), order("n."));
        return read(HAS_WORDS + among, Map.of("words", words(), "newest", newest), cipher);
    }

    /** Those that have the words, or of which it is known. */
    Flux<Row> read(Optional<UUID[]> found, RowCipher cipher) {
        return found.map(ids -> read(AMONG, Map.of("found", ids), cipher))
                .orElseGet(() -> read(HAS_WORDS, Map.of("words", words()), cipher));
    }

    Flux<Row> read(RowCipher cipher) {
        return read("", Map.of(), cipher);
    }

    private Flux<Row> read(String words, Map<String, Object> moreBinds, RowCipher cipher) {
        String conditions = indexed + words + sifted;
        return bound(
                        own && !few
                                ? OwnLeads.sql(conditions, order("l."))
                                : LeadListing.sql(
                                        ofReps(),
                                        conditions + SightCondition.sql(sight),
                                        order("l.")),
                        moreBinds)
                .map(row -> PostgresLeadViews.row(row, cipher))
                .all();
    }

    Mono<Long> count() {
        String conditions = indexed.toString() + sifted;
        return bound(
                        own && !few
                                ? OwnLeads.count(conditions)
                                : LeadListing.count(
                                        ofReps(), conditions + SightCondition.sql(sight)),
                        Map.of())
                .map(row -> required(row, "leads", Long.class))
                .one();
    }

    private boolean ofReps() {
        return !own && filter.reps() != null;
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
