package io.leaddispatcher.adapter.postgres.lead;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.adapter.postgres.transaction.Write;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Leads.RecordOfLead;
import io.leaddispatcher.application.lead.port.Pseudonyms;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresLeads implements Leads {

    private static final String FIND =
            """
            select %s
              from lead l
             where l.tenant_id = :tenant and l.id = any (:ids)
            """
                    .formatted(LeadRow.COLUMNS);

    private static final String ROWS =
            """
            select :tenant, r.id, r.external_id, r.kind, r.status, r.name, r.email, r.phone, r.company, r.source,
                   r.priority, r.rep_key, r.previous_rep_key, r.queue_key, r.rule_id, r.tier, r.reject_reason,
                   r.waits_for, r.look_again_at, r.account_key, r.account_evidence, r.account_confidence, r.document,
                   r.issues, r.words::tsvector, r.arrived_at, :at, r.ruling, r.put_aside, r.raised_to, r.asked_again_at
              from jsonb_to_recordset(:rows) as r (
                   id uuid, external_id text, kind text, status text, name text, email text, phone text, company text,
                   source text, priority text, rep_key text, previous_rep_key text, queue_key text, rule_id text,
                   tier text, reject_reason text, waits_for text, look_again_at timestamptz, account_key text,
                   account_evidence text, account_confidence double precision, document jsonb, issues jsonb,
                   words text, arrived_at timestamptz, ruling jsonb, put_aside boolean, raised_to text,
                   asked_again_at timestamptz)
            """;

    private static final String INSERT =
            """
            insert into lead (tenant_id, id, external_id, kind, status, name, email, phone, company, source, priority,
                              rep_key, previous_rep_key, queue_key, rule_id, tier, reject_reason, waits_for,
                              look_again_at, account_key, account_evidence, account_confidence, document, issues,
                              words, arrived_at, updated_at, ruling, put_aside, raised_to, asked_again_at)
            """
                    + ROWS;

    private static final String ADD_MISSING = INSERT + " on conflict (tenant_id, id) do nothing";

    private static final String SAVE =
            INSERT
                    + """
                    on conflict (tenant_id, id) do update
                       set external_id = excluded.external_id, kind = excluded.kind, status = excluded.status,
                           name = excluded.name, email = excluded.email, phone = excluded.phone,
                           company = excluded.company, source = excluded.source, priority = excluded.priority,
                           rep_key = excluded.rep_key, previous_rep_key = excluded.previous_rep_key,
                           queue_key = excluded.queue_key, rule_id = excluded.rule_id, tier = excluded.tier,
                           reject_reason = excluded.reject_reason, waits_for = excluded.waits_for,
                           look_again_at = excluded.look_again_at, account_key = excluded.account_key,
                           account_evidence = excluded.account_evidence,
                           account_confidence = excluded.account_confidence, document = excluded.document,
                           issues = excluded.issues, words = excluded.words, updated_at = excluded.updated_at,
                           ruling = excluded.ruling, put_aside = excluded.put_aside,
                           raised_to = excluded.raised_to, asked_again_at = excluded.asked_again_at
                    """;

    private final DatabaseClient database;
    private final LeadIdentities identities;
    private final RowCiphers ciphers;
    private final CrmRecords records;
    private final MergedLeads merges;

    PostgresLeads(DatabaseClient database, Pseudonyms pseudonyms, RowCiphers ciphers) {
        this.database = database;
        this.identities = new LeadIdentities(database, pseudonyms);
        this.ciphers = ciphers;
        this.records = new CrmRecords(database);
        this.merges = new MergedLeads(database);
    }

    @Override
    public Mono<Map<LeadId, LeadId>> identify(TenantId tenant, Collection<Sought> sought) {
        return identities.identify(tenant, sought);
    }

    @Override
    public Mono<LeadId> rename(TenantId tenant, LeadId lead, Identity before, Identity after) {
        return identities.rename(tenant, lead, before, after);
    }

    @Override
    public Mono<Void> holdToRename(TenantId tenant, LeadId lead, Identity before, Identity after) {
        return identities.holdToRename(tenant, lead, before, after);
    }

    @Override
    public Flux<LeadFile> find(
            TenantId tenant,
            Collection<LeadId> leads,
            Function<String, Optional<FieldType>> customTypes) {
        return ciphers.toRead(tenant)
                .flatMapMany(cipher ->
                        database.sql(FIND)
                                .bind("tenant", tenant.value())
                                .bind("ids", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                                .map(row -> LeadRow.file(row, customTypes, cipher))
                                .all());
    }

    @Override
    public Mono<Void> addMissing(TenantId tenant, Collection<LeadFile> files, Instant at) {
        return write(ADD_MISSING, tenant, files, at);
    }

    @Override
    public Mono<Void> save(TenantId tenant, Collection<LeadFile> files, Instant at) {
        return write(SAVE, tenant, files, at);
    }

    private Mono<Void> write(String sql, TenantId tenant, Collection<LeadFile> files, Instant at) {
        return files.isEmpty()
                ? Mono.empty()
                : ciphers.toWrite(tenant)
                        .flatMap(cipher ->
                                Write.of(sql, tenant)
                                        .with("at", at)
                                        .with(
                                                "rows",
                                                JsonDocuments.rows(
                                                        files.stream()
                                                                .map(file ->
                                                                        LeadRow.of(file, cipher))
                                                                .toList()))
                                        .by(database));
    }

    @Override
    public Mono<Void> knownAs(
            TenantId tenant, LeadId lead, ConnectionKey connection, String record, Instant at) {
        return records.note(tenant, lead, connection, record, at);
    }

    @Override
    public Mono<Void> merge(
            TenantId tenant, LeadId survivor, Collection<LeadId> others, Merge merge, Instant at) {
        return merges.merge(tenant, survivor, others, merge, at);
    }

    @Override
    public Mono<Void> merge(
            TenantId tenant, LeadId survivor, Collection<LeadId> others, Instant at) {
        return merges.merge(tenant, survivor, others, at);
    }

    @Override
    public Mono<Void> hold(TenantId tenant, Collection<LeadId> leads) {
        return merges.hold(tenant, leads);
    }

    @Override
    public Mono<LeadId> survivor(TenantId tenant, LeadId lead) {
        return merges.survivor(tenant, lead);
    }

    @Override
    public Flux<LeadId> mergedInto(TenantId tenant, LeadId survivor) {
        return merges.into(tenant, survivor);
    }

    @Override
    public Mono<LeadId> knownBy(TenantId tenant, ConnectionKey connection, String record) {
        return records.lead(tenant, connection, record);
    }

    @Override
    public Mono<Map<LeadId, RecordOfLead>> crmRecords(TenantId tenant, Collection<LeadId> leads) {
        return records.records(tenant, leads);
    }
}
