package io.leaddispatcher.adapter.postgres.routing;

import static com.google.common.collect.Maps.toImmutableEnumMap;
import static io.leaddispatcher.adapter.postgres.document.Columns.required;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.adapter.postgres.transaction.Write;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.pool.Standing;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresRoutingStates implements RoutingStates {

    // A node that falls silent in the middle must not keep others from the turn for long.
    private static final String TAKE_TURN =
            """
            insert into routing_turn (tenant_id, turns) values (:tenant, 1)
            on conflict (tenant_id) do update set turns = routing_turn.turns + 1
            returning turns, set_config('idle_in_transaction_session_timeout', '10000', true)
            """;

    // One statement would see what there was before it waited for the turn.
    private static final String TAKE_TURN_PATIENTLY =
            """
            select turn, revision, waits, channels, accounts from begin_turn(:tenant, :millis)
            """;

    private static final String LEDGERS =
            """
            select l.pool_key, l.cycle_start, l.turns, s.rep_key, s.weight, s.assigned, s.credit, s.offset_micros,
                   s.present, s.claim_micros, s.settled_after, s.last_assigned_at
              from pool_ledger l
              left join pool_standing s on s.tenant_id = l.tenant_id and s.pool_key = l.pool_key
             where l.tenant_id = :tenant
             order by l.pool_key, s.place
            """;

    private static final String LOADS =
            """
            select rep_key, open, day, day_count, recent from rep_load where tenant_id = :tenant
            """;

    // As rep_load counts them: who is asked with others has nothing open by it.
    private static final String OPEN_BY_KIND =
            """
            select a.rep_key, l.kind, count(*) as open
              from assignment a
              join lead l on l.tenant_id = a.tenant_id and l.id = a.lead_id
             where a.tenant_id = :tenant and a.rep_key = any (:reps)
               and a.state in ('OFFERED', 'ACCEPTED') and not (a.broadcast and a.state = 'OFFERED')
             group by a.rep_key, l.kind
            """;

    private static final String KEEP_LEDGERS =
            """
            insert into pool_ledger (tenant_id, pool_key, cycle_start, turns)
            select :tenant, r.pool_key, r.cycle_start, r.turns
              from jsonb_to_recordset(:rows) as r (pool_key text, cycle_start timestamptz, turns bigint)
            on conflict (tenant_id, pool_key) do update
               set cycle_start = excluded.cycle_start, turns = excluded.turns
            """;

    private static final String REMOVE_STANDINGS =
            """
            delete from pool_standing s
             using jsonb_to_recordset(:rows) as r (pool_key text, rep_key text)
             where s.tenant_id = :tenant and s.pool_key = r.pool_key and s.rep_key = r.rep_key
            """;

    private static final String TELL_LEDGERS =
            """
            insert into pool_ledger_row
                   (tenant_id, pool_key, id, at, cause, rep_key, change, lead_id, reason, said_by)
            select :tenant, r.pool_key, r.id, r.at, r.cause, r.rep_key, r.change, r.lead_id, r.reason, r.said_by
              from jsonb_to_recordset(:rows) as r (
                   pool_key text, id uuid, at timestamptz, cause text, rep_key text, change numeric, lead_id uuid,
                   reason text, said_by text)
            """;

    private static final String KEEP_LOADS =
            """
            insert into rep_load (tenant_id, rep_key, open, day, day_count, recent)
            select :tenant, r.rep_key, r.open, r.day, r.day_count, r.recent
              from jsonb_to_recordset(:rows) as r (
                   rep_key text, open integer, day timestamptz, day_count integer, recent timestamptz[])
            on conflict (tenant_id, rep_key) do update
               set open = excluded.open, day = excluded.day, day_count = excluded.day_count,
                   recent = excluded.recent
            """;

    private static final String KEEP_STANDINGS =
            """
            insert into pool_standing (tenant_id, pool_key, rep_key, place, weight, assigned, credit, offset_micros,
                                       present, claim_micros, settled_after, last_assigned_at)
            select :tenant, r.pool_key, r.rep_key, r.place, r.weight, r.assigned, r.credit, r.offset_micros, r.present,
                   r.claim_micros, r.settled_after, r.last_assigned_at
              from jsonb_to_recordset(:rows) as r (
                   pool_key text, rep_key text, place integer, weight integer, assigned bigint, credit bigint,
                   offset_micros bigint, present boolean, claim_micros bigint, settled_after bigint,
                   last_assigned_at timestamptz)
            on conflict (tenant_id, pool_key, rep_key) do update
               set place = excluded.place, weight = excluded.weight, assigned = excluded.assigned,
                   credit = excluded.credit, offset_micros = excluded.offset_micros, present = excluded.present,
                   claim_micros = excluded.claim_micros, settled_after = excluded.settled_after,
                   last_assigned_at = excluded.last_assigned_at
            """;

    private static final String FREE =
            """
            update rep_load set open = greatest(0, open - 1) where tenant_id = :tenant and rep_key = :rep
            """;

    private final DatabaseClient database;
    private final Ids ids;

    PostgresRoutingStates(DatabaseClient database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    @Override
    public Mono<Long> takeTurn(TenantId tenant) {
        return database.sql(TAKE_TURN).bind("tenant", tenant.value()).mapValue(Long.class).one();
    }

    @Override
    public Mono<Begun> takeTurn(TenantId tenant, Duration patience) {
        return database.sql(TAKE_TURN_PATIENTLY)
                .bind("tenant", tenant.value())
                .bind("millis", Math.toIntExact(patience.toMillis()))
                .map(row ->
                        new Begun(
                                required(row, "turn", Long.class),
                                required(row, "revision", Long.class),
                                required(row, "waits", Boolean.class),
                                required(row, "channels", String.class),
                                required(row, "accounts", Boolean.class)))
                .one();
    }

    @Override
    public Mono<Map<PoolKey, Ledger>> ledgers(TenantId tenant) {
        return database.sql(LEDGERS)
                .bind("tenant", tenant.value())
                .map(PostgresRoutingStates::ledgerRow)
                .all()
                .bufferUntilChanged(LedgerRow::pool)
                .collectMap(rows -> rows.getFirst().pool(), PostgresRoutingStates::ledger);
    }

    /** One member of one ledger; of a ledger without members just the ledger. */
    private record LedgerRow(
            PoolKey pool, Instant cycleStart, long turns, @Nullable Standing standing) {}

    private static LedgerRow ledgerRow(Readable row) {
        String rep = row.get("rep_key", String.class);
        return new LedgerRow(
                new PoolKey(required(row, "pool_key", String.class)),
                required(row, "cycle_start", Instant.class),
                required(row, "turns", Long.class),
                rep == null
                        ? null
                        : new Standing(
                                new RepKey(rep),
                                required(row, "weight", Integer.class),
                                required(row, "assigned", Long.class),
                                required(row, "credit", Long.class),
                                required(row, "offset_micros", Long.class),
                                required(row, "present", Boolean.class),
                                required(row, "claim_micros", Long.class),
                                required(row, "settled_after", Long.class),
                                row.get("last_assigned_at", Instant.class)));
    }

    private static Ledger ledger(List<LedgerRow> rows) {
        List<Standing> standings = new ArrayList<>();
        for (LedgerRow row : rows) {
            if (row.standing() != null) {
                standings.add(row.standing());
            }
        }
        return new Ledger(rows.getFirst().cycleStart(), rows.getFirst().turns(), standings);
    }

    @Override
    public Mono<Map<RepKey, RepLoad>> loads(TenantId tenant) {
        return database.sql(LOADS)
                .bind("tenant", tenant.value())
                .map(row ->
                        new RepLoad(
                                new RepKey(required(row, "rep_key", String.class)),
                                required(row, "open", Integer.class),
                                required(row, "day", Instant.class),
                                required(row, "day_count", Integer.class),
                                Arrays.asList(required(row, "recent", Instant[].class))))
                .all()
                .collectMap(RepLoad::rep);
    }

    @Override
    public Mono<Map<RepKey, ImmutableMap<LeadKind, Integer>>> openByKind(
            TenantId tenant, Set<RepKey> reps) {
        return database.sql(OPEN_BY_KIND)
                .bind("tenant", tenant.value())
                .bind("reps", reps.stream().map(RepKey::value).toArray(String[]::new))
                .map(row ->
                        new OfKind(
                                new RepKey(required(row, "rep_key", String.class)),
                                LeadKind.of(required(row, "kind", String.class)).orElseThrow(),
                                required(row, "open", Long.class).intValue()))
                .all()
                .collect(groupingBy(OfKind::rep, toImmutableEnumMap(OfKind::kind, OfKind::open)));
    }

    private record OfKind(RepKey rep, LeadKind kind, int open) {}

    @Override
    public Mono<Void> save(TenantId tenant, Changes changes) {
        if (changes.isEmpty()) {
            return Mono.empty();
        }
        List<LedgerMove> moves = changes.ledgers();
        return Write.together(
                database,
                write(KEEP_LEDGERS, tenant, moves.stream().map(PostgresRoutingStates::pool))
                        .then(
                                write(
                                        REMOVE_STANDINGS,
                                        tenant,
                                        moves.stream().flatMap(move -> gone(move).stream())))
                        .then(
                                write(
                                        KEEP_STANDINGS,
                                        tenant,
                                        moves.stream().flatMap(move -> changed(move).stream())))
                        .then(write(TELL_LEDGERS, tenant, changes.rows().stream().map(this::row)))
                        .then(
                                write(
                                        KEEP_LOADS,
                                        tenant,
                                        changes.loads().stream()
                                                .map(PostgresRoutingStates::load))));
    }

    private Mono<Void> write(String sql, TenantId tenant, Stream<Map<String, Object>> rows) {
        List<Map<String, Object>> all = rows.toList();
        return all.isEmpty()
                ? Mono.empty()
                : Write.of(sql, tenant).with("rows", JsonDocuments.rows(all)).by(database);
    }

    private static Map<String, Object> pool(LedgerMove move) {
        return RowBuilder.row()
                .with("pool_key", move.pool())
                .with("cycle_start", move.after().cycleStart())
                .with("turns", move.after().turns())
                .columns();
    }

    /** Members with another standing, or in another place of the pool's list. */
    private static List<Map<String, Object>> changed(LedgerMove move) {
        List<Standing> before = move.before().standings();
        List<Standing> after = move.after().standings();
        List<Map<String, Object>> changed = new ArrayList<>();
        for (int place = 0; place < after.size(); place++) {
            Standing standing = after.get(place);
            if (place >= before.size() || !standing.equals(before.get(place))) {
                changed.add(standing(move.pool(), place, standing));
            }
        }
        return changed;
    }

    private static List<Map<String, Object>> gone(LedgerMove move) {
        List<Standing> before = move.before().standings();
        List<Standing> after = move.after().standings();
        return haveTheSameReps(before, after)
                ? List.of()
                : Sets.difference(reps(before), reps(after)).stream()
                        .map(rep ->
                                RowBuilder.row()
                                        .with("pool_key", move.pool())
                                        .with("rep_key", rep)
                                        .columns())
                        .toList();
    }

    /** In the same order, as nearly always. */
    private static boolean haveTheSameReps(List<Standing> some, List<Standing> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int place = 0; place < some.size(); place++) {
            if (!some.get(place).rep().equals(others.get(place).rep())) {
                return false;
            }
        }
        return true;
    }

    private static Set<RepKey> reps(List<Standing> standings) {
        return standings.stream().map(Standing::rep).collect(toUnmodifiableSet());
    }

    private static Map<String, Object> standing(PoolKey pool, int place, Standing standing) {
        return RowBuilder.row()
                .with("pool_key", pool)
                .with("rep_key", standing.rep())
                .with("place", place)
                .with("weight", standing.weight())
                .with("assigned", standing.assigned())
                .with("credit", standing.credit())
                .with("offset_micros", standing.offsetMicros())
                .with("present", standing.present())
                .with("claim_micros", standing.claimMicros())
                .with("settled_after", standing.settledAfter())
                .with("last_assigned_at", standing.lastAssignedAt())
                .columns();
    }

    private static Map<String, Object> load(RepLoad load) {
        return RowBuilder.row()
                .with("rep_key", load.rep())
                .with("open", load.open())
                .with("day", load.day())
                .with("day_count", load.dayCount())
                .with("recent", load.recent().stream().map(Instant::toString).toList())
                .columns();
    }

    private Map<String, Object> row(PoolRow each) {
        return RowBuilder.row()
                .with("pool_key", each.pool())
                .with("id", ids.next())
                .with("at", each.row().at())
                .with("cause", each.row().cause())
                .with("rep_key", each.row().rep())
                .with("change", each.row().change())
                .with("lead_id", each.row().lead())
                .with("reason", each.row().reason())
                .with("said_by", each.row().by())
                .columns();
    }

    @Override
    public Mono<Void> free(TenantId tenant, RepKey rep) {
        return database.sql(FREE)
                .bind("tenant", tenant.value())
                .bind("rep", rep.value())
                .fetch()
                .rowsUpdated()
                .then();
    }
}
