package io.leaddispatcher.adapter.postgres.privacy;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.adapter.postgres.routing.StoredRuns;
import io.leaddispatcher.application.lead.port.Pseudonyms;
import io.leaddispatcher.domain.lead.Identity.Handle;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows every copy of what is known of a person. */
@Component
final class PersonExport {

    private static final String EXPORT =
            """
            select jsonb_build_object(
              'leads', (select coalesce(jsonb_agg(to_jsonb(l) - 'tenant_id' - 'words' order by l.id), '[]')
                          from lead l where l.tenant_id = :tenant and l.id = any (:leads)),
              'identities', (select coalesce(jsonb_agg(to_jsonb(i) - 'tenant_id' order by i.handle), '[]')
                          from lead_identity i where i.tenant_id = :tenant and i.lead_id = any (:leads)),
              'crmRecords', (select coalesce(jsonb_agg(to_jsonb(g) - 'tenant_id' order by g.connection_key, g.external_id), '[]')
                          from crm_record g where g.tenant_id = :tenant and g.lead_id = any (:leads)),
              'formerRecords', (select coalesce(jsonb_agg(to_jsonb(f) - 'tenant_id' order by f.account, f.external_id), '[]')
                          from former_record f where f.tenant_id = :tenant and f.lead_id = any (:leads)),
              'events', (select coalesce(jsonb_agg(to_jsonb(e) - 'tenant_id' - 'content_hash'
                                                   || jsonb_build_object('raw', encode(e.raw, 'base64'))
                                                   order by e.id), '[]')
                          from inbound_event e
                         where e.tenant_id = :tenant
                           and (e.lead_id = any (:leads) or e.id = any (:others))),
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
                         where f.tenant_id = :tenant
                           and (names_person(f.name || ' ' || f.query::text, :texts, :phone)
                                or names_in_full(f.name || ' ' || f.query::text, :names))),
              'sandboxMessages', (select coalesce(jsonb_agg(to_jsonb(m) - 'tenant_id' order by m.id), '[]')
                          from sandbox_message m where m.tenant_id = :tenant and m.lead_id = any (:leads))) as found
            """;

    private final DatabaseClient database;
    private final PersonFinder finder;
    private final LeadlessEvents leadless;
    private final PersonNames names;
    private final RowCiphers ciphers;
    private final StoredRuns runs;
    private final Pseudonyms pseudonyms;

    PersonExport(
            DatabaseClient database,
            PersonFinder finder,
            LeadlessEvents leadless,
            PersonNames names,
            RowCiphers ciphers,
            StoredRuns runs,
            Pseudonyms pseudonyms) {
        this.database = database;
        this.finder = finder;
        this.leadless = leadless;
        this.names = names;
        this.ciphers = ciphers;
        this.runs = runs;
        this.pseudonyms = pseudonyms;
    }

    Mono<Map<String, Object>> export(TenantId tenant, List<LeadId> leads, Handle handle) {
        return ciphers.toRead(tenant)
                .flatMap(cipher ->
                        finder.person(tenant, leads, handle)
                                .flatMap(person -> export(person, cipher)));
    }

    private Mono<Map<String, Object>> export(FoundPerson person, RowCipher cipher) {
        return Mono.zip(leadless.naming(person, cipher), names.of(person, cipher))
                .flatMap(known ->
                        person.bindNames(database.sql(EXPORT))
                                .bind("tenant", person.tenant().value())
                                .bind("leads", person.leadIds())
                                .bind("others", known.getT1().toArray(UUID[]::new))
                                .bind("names", known.getT2())
                                .bind("addressees", addressees(person))
                                .map(row ->
                                        ReadableRows.of(
                                                JsonDocuments.read(row.get("found", Json.class)),
                                                cipher))
                                .one())
                .flatMap(found ->
                        runs.shown(person.tenant(), ReadableRows.runs(found), cipher)
                                .map(shown -> ReadableRows.with(found, shown)));
    }

    private String[] addressees(FoundPerson person) {
        return person.addresses()
                .map(each -> pseudonyms.of(person.tenant(), each))
                .toArray(String[]::new);
    }
}
