package io.leaddispatcher.adapter.postgres.lead;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.lead.port.Leads.RecordOfLead;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.connection.CrmWriting;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What leads are called in CRMs. */
public final class CrmRecords {

    private static final String NOTE =
            """
            insert into crm_record (tenant_id, connection_key, external_id, lead_id, told_at)
            values (:tenant, :connection, :record, :lead, :at)
            on conflict (tenant_id, connection_key, external_id)
            do update set lead_id = excluded.lead_id, told_at = excluded.told_at
             where (crm_record.lead_id, crm_record.told_at) <> (excluded.lead_id, excluded.told_at)
            """;

    /**
     * Of each lead the one that was told of last, by a connection that is there still: one that was
     * merged away only when there is no other. What this transaction has planned was created when
     * it began; what was planned before may be read by a sender that does not see this transaction.
     */
    private static final String FIND =
            """
            select f.*,
                   array(select m.id from meeting m
                          where m.tenant_id = :tenant and m.lead_id = f.lead_id and m.state = 'BOOKED' and m.ends_at > now()
                            and m.connection_key <> f.connection_key
                            and not exists (select 1 from delivery d
                                             where d.tenant_id = :tenant and d.lead_id = f.lead_id and d.created_at = now()
                                               and d.document ->> 'meeting' = cast(m.id as text))
                          order by m.starts_at, m.id) as meetings
              from (select distinct on (r.lead_id) r.lead_id, r.connection_key, r.external_id, c.type, c.settings
                      from crm_record r
                      join connection c on c.tenant_id = r.tenant_id and c.key = r.connection_key
                     where r.tenant_id = :tenant and r.lead_id = any (:leads)
                     order by r.lead_id, r.gone, r.told_at desc, r.connection_key, r.external_id) f
            """;

    private static final String KNOWN_BY =
            """
            select lead_id from crm_record
             where tenant_id = :tenant and connection_key = :connection and external_id = :record
            """;

    private final DatabaseClient database;

    public CrmRecords(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> note(
            TenantId tenant, LeadId lead, ConnectionKey connection, String record, Instant at) {
        return database.sql(NOTE)
                .bind("tenant", tenant.value())
                .bind("connection", connection.value())
                .bind("record", record)
                .bind("lead", lead.value())
                .bind("at", at)
                .then();
    }

    Mono<LeadId> lead(TenantId tenant, ConnectionKey connection, String record) {
        return database.sql(KNOWN_BY)
                .bind("tenant", tenant.value())
                .bind("connection", connection.value())
                .bind("record", record)
                .mapValue(UUID.class)
                .one()
                .map(LeadId::new);
    }

    /** Of those leads that have a record. */
    Mono<Map<LeadId, RecordOfLead>> records(TenantId tenant, Collection<LeadId> leads) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("leads", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                .map(row ->
                        Map.entry(new LeadId(required(row, "lead_id", UUID.class)), record(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Where people can look at the record of a lead; empty when they cannot, or it has none. */
    public Mono<CrmLink> link(TenantId tenant, LeadId lead) {
        return records(tenant, List.of(lead))
                .flatMap(found -> {
                    RecordOfLead record = found.get(lead);
                    return record == null ? Mono.empty() : Mono.justOrEmpty(record.link());
                });
    }

    private static RecordOfLead record(Readable row) {
        var type = ConnectionType.valueOf(required(row, "type", String.class));
        String id = required(row, "external_id", String.class);
        Map<String, Object> settings = JsonDocuments.read(row.get("settings", Json.class));
        return new RecordOfLead(
                new ConnectionKey(required(row, "connection_key", String.class)),
                type,
                id,
                CrmLink.to(type, settings, id).orElse(null),
                CrmWriting.of(settings),
                List.of(required(row, "meetings", UUID[].class)));
    }
}
