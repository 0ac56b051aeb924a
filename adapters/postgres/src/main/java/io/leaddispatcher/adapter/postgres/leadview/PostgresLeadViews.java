package io.leaddispatcher.adapter.postgres.leadview;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.adapter.postgres.lead.CrmRecords;
import io.leaddispatcher.adapter.postgres.routing.StoredRuns;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresLeadViews implements LeadViews {

    private static final String ASSIGNMENT =
            """
            jsonb_build_object('id', a.id, 'repKey', %s,
                               'poolKey', a.pool_key, 'ruleId', a.rule_id, 'tier', a.tier, 'priority', a.priority,
                               'state', a.state, 'offeredAt', utc_text(a.offered_at), 'expiresAt', utc_text(a.expires_at),
                               'acceptedAt', utc_text(a.accepted_at), 'endedAt', utc_text(a.ended_at), 'reason', a.reason,
                               'lockedUntil', utc_text(a.locked_until), 'broadcast', a.broadcast)
            """;

    // Of those who were asked at once nobody has it yet.
    private static final String PRESENT =
            ASSIGNMENT.formatted(
                    "case when a.broadcast and a.state = 'OFFERED' then null else a.rep_key end");

    private static final String PAST_AND_PRESENT = ASSIGNMENT.formatted("a.rep_key");

    static final String COLUMNS =
            """
            l.id, l.arrived_at, l.status, l.name, l.company, l.email, l.source, l.priority, l.rep_key, l.queue_key,
            l.rule_id, l.tier, l.reject_reason, l.waits_for, l.look_again_at, l.account_key, l.account_evidence, l.account_confidence,
            l.document, jsonb_build_object('items', l.issues) as issues,
            (select r.document ->> 'name' from configuration_document r
              where r.tenant_id = l.tenant_id and r.kind = 'REP' and r.key = l.rep_key) as rep_name,
            (select %s from assignment a
              where a.tenant_id = l.tenant_id and a.lead_id = l.id and a.state in ('OFFERED', 'ACCEPTED')
              order by a.broadcast, a.id limit 1) as assignment,
            case when l.status = 'COMPLETED' then
                (select jsonb_build_object('outcome', o.type, 'reason', o.reason, 'rep', coalesce(
                            (select r.document ->> 'name' from configuration_document r
                              where r.tenant_id = o.tenant_id and r.kind = 'REP' and r.key = o.rep_key), o.rep_key))
                   from outcome o
                  where o.tenant_id = l.tenant_id and o.lead_id = l.id and o.type in ('WON', 'LOST', 'DISQUALIFIED')
                    and o.withdrawn_at is null
                  order by o.id desc limit 1) end as closed,
            %s
            """
                    .formatted(PRESENT, LeadsMerged.COLUMN);

    private static final String DETAIL =
            """
            select %s,
                   jsonb_build_object('items', (select jsonb_agg(%s order by a.id) from (
                     select * from assignment a where a.tenant_id = l.tenant_id and a.lead_id = l.id
                      order by a.id desc limit :assignments) a)) as assignments,
                   jsonb_build_object('items', (select jsonb_agg(jsonb_build_object('at', utc_text(t.at), 'type', t.type,
                        'actor', t.actor, 'channel', t.channel, 'detail', t.detail) order by t.at, t.id) from (
                     select * from timeline t where t.tenant_id = l.tenant_id and t.lead_id = l.id
                      order by t.at desc, t.id desc limit :events) t)) as timeline,
                   jsonb_build_object('items', (select jsonb_agg(jsonb_build_object('id', r.id,
                        'policyVersion', r.policy_version, 'kind', r.kind, 'cause', r.cause, 'decidedAt', utc_text(r.decided_at),
                        'result', r.result, 'ruleId', r.rule_id, 'trace', r.trace) order by r.id) from (
                     select * from routing_run r where r.tenant_id = l.tenant_id and r.lead_id = l.id
                      order by r.id desc limit :runs) r)) as runs,
                   jsonb_build_object('items', (select jsonb_agg(jsonb_build_object('id', d.id, 'channel', d.channel,
                        'leadId', d.lead_id, 'status', d.state, 'attempts', d.attempts, 'lastError', d.last_error,
                        'recipient', d.recipient, 'nextAttemptAt', case when d.state in ('PENDING', 'RETRYING')
                        then utc_text(d.due_at) end) order by d.id) from (
                     select * from delivery d where d.tenant_id = l.tenant_id and d.lead_id = l.id
                        and d.route -> 0 ->> 'kind' <> 'SLACK_CARD'
                      order by d.id desc limit :deliveries) d)) as deliveries,
                   jsonb_build_object('items', (select jsonb_agg(jsonb_build_object('target', c.target,
                        'dueAt', utc_text(c.due_at), 'state', c.state, 'metAt', utc_text(c.met_at), 'paused', c.live
                        and c.plan -> 'pace' -> 'running' = 'false', 'live', c.live,
                        'timeZone', c.plan -> 'zone', 'maxHops', c.plan -> 'maxHops',
                        'steps', case when c.live then jsonb_path_query_array(c.plan -> 'steps', '$[$from to last]',
                        jsonb_build_object('from', c.next_step)) else '[]' end) order by c.due_at, c.target)
                        from (select distinct on (s.target) s.* from sla_clock s
                               where s.tenant_id = l.tenant_id and s.lead_id = l.id
                               order by s.target, s.id desc) c)) as clocks,
                   (select jsonb_strip_nulls(jsonb_build_object('key', s.sequence_key, 'name', s.plan ->> 'name',
                        'state', s.state, 'step', s.next_step, 'steps', jsonb_array_length(s.plan -> 'steps'),
                        'nextAt', utc_text(s.next_at), 'reason', s.reason)) from sequence_run s
                     where s.tenant_id = l.tenant_id and s.lead_id = l.id
                     order by s.id desc limit 1) as sequence,
                   (select a.document ->> 'name' from account a
                     where a.tenant_id = l.tenant_id and a.key = l.account_key) as account_name
              from lead l
             where l.tenant_id = :tenant and l.id = :lead
            """
                    .formatted(COLUMNS, PAST_AND_PRESENT);

    private static final String SOME =
            "select "
                    + COLUMNS
                    + " from lead l where l.tenant_id = :tenant and l.id = any (:leads) %s";

    private static final String NAMES =
            """
            select lower(kind) || '/' || key as key, document ->> 'name' as name
              from configuration_document
             where tenant_id = :tenant and kind in ('REP', 'QUEUE', 'POOL', 'TEAM', 'SLA_POLICY', 'TEMPLATE', 'FIELD')
            union all
            select 'member/' || m.id, p.name
              from member m join person p on p.id = m.person_id
             where m.tenant_id = :tenant
            union all
            select 'token/' || t.id, t.name
              from api_token t
             where t.tenant_id = :tenant
            """;

    /**
     * Of what no index knows so many leads are looked through at a time: about 50 ms of a million.
     */
    static final int REACH = 20_000;

    private static final int FEW = 5_000;

    // Found by the index of arrival.
    private static final String SOURCES =
            """
            select distinct n.source
              from (select l.source from lead l where l.tenant_id = :tenant
                     order by l.arrived_at desc, l.id desc limit 1000) n
             where n.source is not null
             limit 100
            """;

    private final DatabaseClient database;
    private final LeadPages pages;
    private final RowCiphers ciphers;
    private final StoredRuns runs;

    PostgresLeadViews(DatabaseClient database, RowCiphers ciphers, StoredRuns runs) {
        this.runs = runs;
        this.database = database;
        this.pages = new LeadPages(database, REACH, FEW);
        this.ciphers = ciphers;
    }

    @Override
    public Flux<Row> some(TenantId tenant, Sight sight, Collection<LeadId> leads) {
        return ciphers.toRead(tenant)
                .flatMapMany(cipher ->
                        SightCondition.bind(
                                        database.sql(SOME.formatted(SightCondition.sql(sight)))
                                                .bind("tenant", tenant.value())
                                                .bind(
                                                        "leads",
                                                        leads.stream()
                                                                .map(LeadId::value)
                                                                .toArray(UUID[]::new)),
                                        sight)
                                .map(row -> row(row, cipher))
                                .all());
    }

    @Override
    public Flux<Row> page(
            TenantId tenant, Sight sight, Filter filter, @Nullable Position after, int limit) {
        return ciphers.toRead(tenant)
                .flatMapMany(cipher -> pages.page(tenant, sight, filter, after, limit, cipher));
    }

    @Override
    public Mono<Found> look(
            TenantId tenant, Sight sight, Filter filter, @Nullable Position after, int limit) {
        return ciphers.toRead(tenant)
                .flatMap(cipher -> pages.look(tenant, sight, filter, after, limit, cipher));
    }

    @Override
    public Mono<Count> count(TenantId tenant, Sight sight, Filter filter, int most) {
        return pages.count(tenant, sight, filter, most);
    }

    @Override
    public Flux<String> sources(TenantId tenant) {
        return database.sql(SOURCES).bind("tenant", tenant.value()).mapValue(String.class).all();
    }

    @Override
    public Mono<Detail> show(TenantId tenant, Sight sight, LeadId lead) {
        return ciphers.toRead(tenant).flatMap(cipher -> show(tenant, sight, lead, cipher));
    }

    private Mono<Detail> show(TenantId tenant, Sight sight, LeadId lead, RowCipher cipher) {
        return SightCondition.bind(
                        database.sql(DETAIL + SightCondition.sql(sight))
                                .bind("tenant", tenant.value())
                                .bind("lead", lead.value())
                                .bind("assignments", MOST_ASSIGNMENTS)
                                .bind("events", MOST_EVENTS)
                                .bind("runs", MOST_RUNS)
                                .bind("deliveries", MOST_DELIVERIES),
                        sight)
                .map(row -> detail(row, cipher))
                .one()
                .flatMap(detail ->
                        runs.shown(tenant, detail.runs(), cipher)
                                .flatMap(shown ->
                                        names(tenant).map(names -> whole(detail, shown, names))));
    }

    private static Detail whole(
            Detail detail, List<Map<String, Object>> runs, Map<String, String> names) {
        Map<String, String> all = new LinkedHashMap<>(names);
        all.putAll(detail.names());
        return new Detail(
                detail.row(),
                detail.assignments(),
                detail.timeline(),
                runs,
                detail.deliveries(),
                detail.clocks(),
                detail.sequence(),
                all);
    }

    @Override
    public Mono<Map<String, String>> names(TenantId tenant) {
        return database.sql(NAMES)
                .bind("tenant", tenant.value())
                .map(row ->
                        Map.entry(
                                required(row, "key", String.class),
                                required(row, "name", String.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Detail detail(Readable row, RowCipher cipher) {
        String account = row.get("account_key", String.class);
        String accountName = row.get("account_name", String.class);
        return new Detail(
                row(row, cipher),
                items(row, "assignments"),
                items(row, "timeline"),
                items(row, "runs"),
                items(row, "deliveries"),
                items(row, "clocks"),
                sequence(row),
                account == null || accountName == null
                        ? Map.of()
                        : Map.of("account/" + account, accountName));
    }

    private static @Nullable Map<String, Object> sequence(Readable row) {
        Json sequence = row.get("sequence", Json.class);
        return sequence == null ? null : JsonDocuments.read(sequence);
    }

    static Row row(Readable row, RowCipher cipher) {
        LeadId lead = new LeadId(required(row, "id", UUID.class));
        String status = required(row, "status", String.class);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", lead.toString());
        document.put("status", status);
        document.putAll(
                cipher.read(row.get("document", Json.class), EncryptedColumn.LEAD_DOCUMENT, lead));
        Json assignment = row.get("assignment", Json.class);
        put(document, "assignment", assignment == null ? null : JsonDocuments.read(assignment));
        put(document, "queueKey", row.get("queue_key", String.class));
        put(document, "ruleId", row.get("rule_id", String.class));
        put(document, "tier", row.get("tier", String.class));
        put(document, "priority", row.get("priority", String.class));
        put(document, "rejectReason", row.get("reject_reason", String.class));
        put(document, "waitsFor", row.get("waits_for", String.class));
        Instant nextRing = row.get("look_again_at", Instant.class);
        if (nextRing != null) {
            document.put("nextRingAt", nextRing.toString());
        }
        put(document, "account", account(row));
        put(document, "issues", items(row, "issues"));
        document.put("arrivedAt", required(row, "arrived_at", Instant.class).toString());
        return new Row(
                lead,
                required(row, "arrived_at", Instant.class),
                Instant.parse(String.valueOf(document.get("receivedAt"))),
                LeadStatus.valueOf(status),
                name(row, document),
                said(row, "company", document, "company.name"),
                said(row, "email", document, "contact.email"),
                said(row, "source", document, "lead.source"),
                row.get("priority", String.class),
                row.get("rep_key", String.class),
                row.get("rep_name", String.class),
                row.get("queue_key", String.class),
                closed(row),
                LeadsMerged.of(row),
                document);
    }

    private static @Nullable Closed closed(Readable row) {
        Json stored = row.get("closed", Json.class);
        if (stored == null) {
            return null;
        }
        Map<String, Object> closed = JsonDocuments.read(stored);
        return new Closed(
                String.valueOf(closed.get("outcome")),
                (String) closed.get("reason"),
                (String) closed.get("rep"));
    }

    // A column is empty where the field is sensitive.
    private static @Nullable String said(
            Readable row, String column, Map<String, Object> document, String path) {
        String value = row.get(column, String.class);
        return value != null ? value : text(document, path);
    }

    private static @Nullable String name(Readable row, Map<String, Object> document) {
        String name = row.get("name", String.class);
        if (name != null) {
            return name;
        }
        String parts =
                Stream.of("contact.firstName", "contact.lastName")
                        .flatMap(path -> Stream.ofNullable(text(document, path)))
                        .collect(Collectors.joining(" "));
        return parts.isEmpty() ? null : parts;
    }

    private static @Nullable String text(Map<String, Object> document, String path) {
        int dot = path.indexOf('.');
        return document.get(path.substring(0, dot)) instanceof Map<?, ?> section
                        && section.get(path.substring(dot + 1)) instanceof String value
                ? value
                : null;
    }

    private static @Nullable Map<String, Object> account(Readable row) {
        String key = row.get("account_key", String.class);
        return key == null
                ? null
                : Map.of(
                        "key", key,
                        "evidence", required(row, "account_evidence", String.class),
                        "confidence", required(row, "account_confidence", Double.class));
    }

    @SuppressWarnings("unchecked") // objects in a list made above or by the domain
    private static List<Map<String, Object>> items(Readable row, String column) {
        List<Map<String, Object>> items = new ArrayList<>();
        if (JsonDocuments.read(row.get(column, Json.class)).get("items") instanceof List<?> list) {
            list.forEach(item -> items.add((Map<String, Object>) Objects.requireNonNull(item)));
        }
        return items;
    }

    // The API shows null where there is nothing, which the map's type cannot say.
    @SuppressWarnings("NullAway")
    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        map.put(name, value);
    }

    @Override
    public Mono<Merged> merged(TenantId tenant, Sight sight, LeadId lead) {
        return new LeadsMerged(database).of(tenant, sight, lead);
    }

    @Override
    public Mono<CrmLink> crmLink(TenantId tenant, LeadId lead) {
        return new CrmRecords(database).link(tenant, lead);
    }

    @Override
    public Mono<List<Map<String, Object>>> meetings(TenantId tenant, LeadId lead) {
        return new LeadMeetings(database).of(tenant, lead);
    }
}
