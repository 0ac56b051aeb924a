package io.leaddispatcher.adapter.postgres.privacy;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.adapter.postgres.lead.ErasedTraces;
import io.leaddispatcher.adapter.postgres.lead.Handles;
import io.leaddispatcher.adapter.postgres.routing.StoredRuns;
import io.leaddispatcher.application.lead.port.Pseudonyms;
import io.leaddispatcher.application.privacy.port.PersonRecords;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.lead.Identity.Handle;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresPersonRecords implements PersonRecords {

    private static final String LEADS =
            """
            select distinct lead_id from leads_of_person(:handle) as lead_id
            """;

    // A phone number is shared by colleagues: it is remembered only when the person is asked for by
    // it.
    // So is the id of a CRM's record with other CRMs: it is remembered as that CRM's.
    private static final String HANDLES =
            """
            with named as (
                select lead_id, handle from lead_identity
                 where tenant_id = :tenant and lead_id = any (:leads) and handle not like 'p:%'
                union
                select id, 'e:' || email from lead
                 where tenant_id = :tenant and id = any (:leads) and email is not null
                union
                select id, 'x:' || external_id from lead
                 where tenant_id = :tenant and id = any (:leads) and external_id is not null),
            record as (
                select lead_id, connection_key, external_id from crm_record
                 where tenant_id = :tenant and lead_id = any (:leads))
            select handle from named n
             where not exists (select from record r where r.lead_id = n.lead_id and n.handle = 'x:' || r.external_id)
            union
            select 'r:' || connection_key || ':' || external_id from record
            union
            select :asked
             where not exists (select from record r where :asked = 'x:' || r.external_id)
            """;

    private static final String NAMESAKES =
            """
            select connection_key from crm_record
             where tenant_id = :tenant and external_id = :id
               and (select count(distinct c.lead_id) > 1 from crm_record c
                     where c.tenant_id = :tenant and c.external_id = :id)
             order by connection_key
            """;

    private static final String REMEMBER =
            """
            select remember_erased(:hashes)
            """;

    // Erasing takes open leads off the reps. No batch decides meanwhile, and none goes on with what
    // it remembers.
    private static final String TAKE_TURN =
            """
            update routing_turn set turns = turns + 1 where tenant_id = :tenant
            """;

    private static final String ERASE =
            """
            select erase_leads(:leads, :events, :texts, :phone) as counts
            """;

    // Somebody who looked for the person may have kept what they looked for.
    private static final String FORGET_FILTERS =
            """
            delete from saved_filter f
             where f.tenant_id = :tenant and names_person(f.name || ' ' || f.query::text, :texts, :phone)
            """;

    // Events that are erased with the person: when they come again they are known by this.
    private static final String EVENTS =
            """
            select id, origin, idempotency_key, body
              from inbound_event e
             where e.tenant_id = :tenant
               and (e.lead_id = any (:leads)
                    or e.state <> 'RECEIVED'
                       and (e.id = any (:others)
                            or e.lead_id is null and not e.encrypted
                               and names_person(encode(e.raw, 'escape'), :texts, :phone)))
            """;

    // Nobody knows yet whose they are. Translated, they are refused when they are the person's, and
    // kept when they are somebody else's; what comes to nothing is emptied then.
    private static final String LEAVE_TO_TRANSLATION =
            """
            update inbound_event e set names_erased = true
             where e.tenant_id = :tenant and e.state = 'RECEIVED'
               and (e.id = any (:others)
                    or not e.encrypted and names_person(encode(e.raw, 'escape'), :texts, :phone))
            """;

    // They cannot be searched where they are.
    private static final String ENCRYPTED_EVENTS =
            """
            select id, raw from inbound_event e
             where e.tenant_id = :tenant and e.lead_id is null and e.encrypted and e.id > :after
             order by e.id
             limit 100
            """;

    private static final String NAMING =
            """
            select e.id from unnest(:ids, :contents) as e (id, content) where names_person(e.content, :texts, :phone)
            """;

    private static final String EXPORT =
            """
            select jsonb_build_object(
              'leads', (select coalesce(jsonb_agg(to_jsonb(l) - 'tenant_id' - 'words' order by l.id), '[]')
                          from lead l where l.tenant_id = :tenant and l.id = any (:leads)),
              'identities', (select coalesce(jsonb_agg(to_jsonb(i) - 'tenant_id' order by i.handle), '[]')
                          from lead_identity i where i.tenant_id = :tenant and i.lead_id = any (:leads)),
              'crmRecords', (select coalesce(jsonb_agg(to_jsonb(g) - 'tenant_id' order by g.connection_key, g.external_id), '[]')
                          from crm_record g where g.tenant_id = :tenant and g.lead_id = any (:leads)),
              'events', (select coalesce(jsonb_agg(to_jsonb(e) - 'tenant_id' - 'content_hash'
                                                   || jsonb_build_object('raw', encode(e.raw, 'base64'))
                                                   order by e.id), '[]')
                          from inbound_event e
                         where e.tenant_id = :tenant
                           and (e.lead_id = any (:leads) or e.id = any (:others)
                                or e.lead_id is null and not e.encrypted
                                   and names_person(encode(e.raw, 'escape'), :texts, :phone))),
              'runs', (select coalesce(jsonb_agg(to_jsonb(r) - 'tenant_id' order by r.id), '[]')
                          from routing_run r where r.tenant_id = :tenant and r.lead_id = any (:leads)),
              'assignments', (select coalesce(jsonb_agg(to_jsonb(a) - 'tenant_id' order by a.id), '[]')
                          from assignment a where a.tenant_id = :tenant and a.lead_id = any (:leads)),
              'outcomes', (select coalesce(jsonb_agg(to_jsonb(o) - 'tenant_id' order by o.id), '[]')
                          from outcome o where o.tenant_id = :tenant and o.lead_id = any (:leads)),
              'meetings', (select coalesce(jsonb_agg(to_jsonb(b) - 'tenant_id' order by b.id), '[]')
                          from meeting b where b.tenant_id = :tenant and b.lead_id = any (:leads)),
              'tasks', (select coalesce(jsonb_agg(to_jsonb(k) - 'tenant_id' order by k.id), '[]')
                          from task k where k.tenant_id = :tenant and k.lead_id = any (:leads)),
              'sequences', (select coalesce(jsonb_agg(to_jsonb(s) - 'tenant_id' order by s.id), '[]')
                          from sequence_run s where s.tenant_id = :tenant and s.lead_id = any (:leads)),
              'acknowledgements', (select coalesce(jsonb_agg(to_jsonb(n) - 'tenant_id' order by n.lead_id, n.template_key), '[]')
                          from lead_acknowledgement n where n.tenant_id = :tenant and n.lead_id = any (:leads)),
              'mailRefusals', (select coalesce(jsonb_agg(jsonb_build_object('at', x.at) order by x.at), '[]')
                          from mail_opt_out x where x.tenant_id = :tenant and x.addressee = any (:addressees)),
              'timeline', (select coalesce(jsonb_agg(to_jsonb(t) - 'tenant_id' order by t.id), '[]')
                          from timeline t where t.tenant_id = :tenant and t.lead_id = any (:leads)),
              'deliveries', (select coalesce(jsonb_agg(to_jsonb(d) - 'tenant_id' order by d.id), '[]')
                          from delivery d where d.tenant_id = :tenant and d.lead_id = any (:leads)),
              'disclosures', (select coalesce(jsonb_agg(to_jsonb(c) - 'tenant_id' order by c.id), '[]')
                          from disclosure c where c.tenant_id = :tenant and c.lead_id = any (:leads)),
              'webhookCalls', (select coalesce(jsonb_agg(to_jsonb(w) order by w.id), '[]')
                          from (select c.id, c.subscription_id, c.delivery_id, c.at, c.status, c.answer, c.error
                                  from webhook_try c
                                  join delivery d on d.tenant_id = c.tenant_id and d.id = c.delivery_id
                                 where c.tenant_id = :tenant and d.lead_id = any (:leads)) w),
              'savedFilters', (select coalesce(jsonb_agg(to_jsonb(f) - 'tenant_id' order by f.id), '[]')
                          from saved_filter f
                         where f.tenant_id = :tenant and names_person(f.name || ' ' || f.query::text, :texts, :phone)),
              'sandboxMessages', (select coalesce(jsonb_agg(to_jsonb(m) - 'tenant_id' order by m.id), '[]')
                          from sandbox_message m where m.tenant_id = :tenant and m.lead_id = any (:leads))) as found
            """;

    private final DatabaseClient database;
    private final Pseudonyms pseudonyms;
    private final RowCiphers ciphers;
    private final StoredRuns runs;

    PostgresPersonRecords(
            DatabaseClient database, Pseudonyms pseudonyms, RowCiphers ciphers, StoredRuns runs) {
        this.runs = runs;
        this.database = database;
        this.pseudonyms = pseudonyms;
        this.ciphers = ciphers;
    }

    @Override
    public Mono<List<LeadId>> leads(TenantId tenant, Handle handle) {
        return database.sql(LEADS)
                .bind("handle", Handles.spelled(handle))
                .mapValue(UUID.class)
                .all()
                .map(LeadId::new)
                .collectList();
    }

    @Override
    public Mono<List<ConnectionKey>> namesakes(TenantId tenant, String externalId) {
        return database.sql(NAMESAKES)
                .bind("tenant", tenant.value())
                .bind("id", externalId)
                .mapValue(String.class)
                .all()
                .map(ConnectionKey::new)
                .collectList();
    }

    @Override
    public Mono<Map<String, Object>> erase(TenantId tenant, Handle handle) {
        return database.sql(TAKE_TURN)
                .bind("tenant", tenant.value())
                .fetch()
                .rowsUpdated()
                .then(Mono.defer(() -> leads(tenant, handle)))
                .flatMap(leads ->
                        handles(tenant, leads, handle)
                                .flatMap(handles -> erase(tenant, leads, handles)));
    }

    private Mono<Map<String, Object>> erase(
            TenantId tenant, List<LeadId> leads, Set<String> handles) {
        return events(tenant, leads, handles)
                .flatMap(events ->
                        remember(tenant, handles, events)
                                .then(forgetFilters(tenant, handles))
                                .then(
                                        named(database.sql(ERASE), handles)
                                                .bind("leads", values(leads))
                                                .bind(
                                                        "events",
                                                        events.stream()
                                                                .map(Traced::event)
                                                                .toArray(UUID[]::new))
                                                .map(row ->
                                                        JsonDocuments.read(
                                                                row.get("counts", Json.class)))
                                                .one()));
    }

    private Mono<Void> forgetFilters(TenantId tenant, Set<String> handles) {
        return named(database.sql(FORGET_FILTERS), handles)
                .bind("tenant", tenant.value())
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** All that the person is found by, spelled. */
    private Mono<Set<String>> handles(TenantId tenant, List<LeadId> leads, Handle asked) {
        return database.sql(HANDLES)
                .bind("tenant", tenant.value())
                .bind("leads", values(leads))
                .bind("asked", Handles.spelled(asked))
                .mapValue(String.class)
                .all()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What names the person in events that belong to no lead. An external id may be a number that
     * events hold for other reasons: none is searched for it.
     */
    private static DatabaseClient.GenericExecuteSpec named(
            DatabaseClient.GenericExecuteSpec sql, Set<String> handles) {
        return sql.bind("texts", values(handles, "e:").toArray(String[]::new))
                .bind(
                        "phone",
                        Parameters.in(
                                R2dbcType.VARCHAR, values(handles, "p:").findFirst().orElse(null)));
    }

    private static Stream<String> values(Set<String> handles, String kind) {
        return handles.stream()
                .filter(handle -> handle.startsWith(kind))
                .map(handle -> handle.substring(kind.length()));
    }

    /** An event that is erased, and by what it is known when it comes again. */
    private record Traced(UUID event, List<String> traces) {}

    private Mono<List<Traced>> events(TenantId tenant, List<LeadId> leads, Set<String> handles) {
        return ciphers.toRead(tenant)
                .flatMap(cipher ->
                        encrypted(tenant, handles, cipher)
                                .flatMap(others ->
                                        // First: what is translated meanwhile is found by the
                                        // other.
                                        leaveToTranslation(tenant, handles, others)
                                                .then(
                                                        named(database.sql(EVENTS), handles)
                                                                .bind("tenant", tenant.value())
                                                                .bind("leads", values(leads))
                                                                .bind("others", others)
                                                                .map(row -> traced(row, cipher))
                                                                .all()
                                                                .collectList())));
    }

    private Mono<Void> leaveToTranslation(TenantId tenant, Set<String> handles, UUID[] others) {
        return named(database.sql(LEAVE_TO_TRANSLATION), handles)
                .bind("tenant", tenant.value())
                .bind("others", others)
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static Traced traced(Readable row, RowCipher cipher) {
        UUID id = Objects.requireNonNull(row.get("id", UUID.class));
        Json body = row.get("body", Json.class);
        return new Traced(
                id,
                ErasedTraces.of(
                        Objects.requireNonNull(row.get("origin", String.class)),
                        Objects.requireNonNull(row.get("idempotency_key", String.class)),
                        body == null ? null : cipher.read(body, EncryptedColumn.EVENT_BODY, id)));
    }

    /** Those that belong to no lead and name the person. */
    private Mono<UUID[]> encrypted(TenantId tenant, Set<String> handles, RowCipher cipher) {
        return some(tenant, new UUID(0, 0), cipher)
                .expand(found -> some(tenant, found.getLast().getKey(), cipher))
                .concatMap(found -> naming(found, handles))
                .collectList()
                .map(found -> found.toArray(UUID[]::new));
    }

    /** Empty when there are none after this one. */
    private Mono<List<Map.Entry<UUID, String>>> some(
            TenantId tenant, UUID after, RowCipher cipher) {
        return database.sql(ENCRYPTED_EVENTS)
                .bind("tenant", tenant.value())
                .bind("after", after)
                .map(row -> {
                    UUID id = Objects.requireNonNull(row.get("id", UUID.class));
                    byte[] raw = Objects.requireNonNull(row.get("raw", byte[].class));
                    return Map.entry(
                            id, text(cipher.decrypted(raw, EncryptedColumn.EVENT_RAW, id)));
                })
                .all()
                .collectList()
                .filter(found -> !found.isEmpty());
    }

    private Flux<UUID> naming(List<Map.Entry<UUID, String>> events, Set<String> handles) {
        return named(database.sql(NAMING), handles)
                .bind("ids", events.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                .bind("contents", events.stream().map(Map.Entry::getValue).toArray(String[]::new))
                .mapValue(UUID.class)
                .all();
    }

    /** As PostgreSQL can hold it. */
    private static String text(byte[] raw) {
        return new String(raw, StandardCharsets.UTF_8).replace("\0", "");
    }

    private Mono<Void> remember(TenantId tenant, Set<String> handles, List<Traced> events) {
        return database.sql(REMEMBER)
                .bind(
                        "hashes",
                        Stream.concat(
                                        handles.stream(),
                                        events.stream().flatMap(each -> each.traces().stream()))
                                .distinct()
                                .map(each -> pseudonyms.of(tenant, each))
                                .toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Map<String, Object>> export(TenantId tenant, List<LeadId> leads, Handle handle) {
        return ciphers.toRead(tenant)
                .flatMap(cipher ->
                        handles(tenant, leads, handle)
                                .flatMap(handles -> export(tenant, leads, handles, cipher)));
    }

    private Mono<Map<String, Object>> export(
            TenantId tenant, List<LeadId> leads, Set<String> handles, RowCipher cipher) {
        return encrypted(tenant, handles, cipher)
                .flatMap(others ->
                        named(database.sql(EXPORT), handles)
                                .bind("tenant", tenant.value())
                                .bind("leads", values(leads))
                                .bind("others", others)
                                .bind(
                                        "addressees",
                                        handles.stream()
                                                .filter(each -> each.startsWith("e:"))
                                                .map(each -> pseudonyms.of(tenant, each))
                                                .toArray(String[]::new))
                                .map(row ->
                                        ReadableRows.of(
                                                JsonDocuments.read(row.get("found", Json.class)),
                                                cipher))
                                .one())
                .flatMap(found ->
                        runs.shown(tenant, ReadableRows.runs(found), cipher)
                                .map(shown -> ReadableRows.with(found, shown)));
    }

    @Override
    public String pseudonym(TenantId tenant, Handle handle) {
        return "person:" + pseudonyms.of(tenant, Handles.spelled(handle)).substring(0, 16);
    }

    private static UUID[] values(List<LeadId> leads) {
        return leads.stream().map(LeadId::value).toArray(UUID[]::new);
    }
}
