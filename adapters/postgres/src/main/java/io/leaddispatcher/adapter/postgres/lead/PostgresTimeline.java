package io.leaddispatcher.adapter.postgres.lead;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.adapter.postgres.transaction.Write;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresTimeline implements Timeline {

    private static final String APPEND =
            """
            insert into timeline (tenant_id, lead_id, id, at, type, actor, channel, detail)
            select :tenant, r.lead_id, r.id, r.at, r.type, r.actor, r.channel, r.detail
              from jsonb_to_recordset(:rows) as r (
                   lead_id uuid, id uuid, at timestamptz, type text, actor text, channel text, detail jsonb)
            """;

    private static final String LAST_TOUCHED =
            """
            select lead_id, max(at) as at
              from timeline
             where tenant_id = :tenant and lead_id = any (:leads)
               and (actor like 'rep:%' or actor like 'member:%')
             group by lead_id
            """;

    private static final String TOLD =
            """
            select lead_id, at, type, actor, channel, detail
              from timeline
             where tenant_id = :tenant and lead_id = any (:leads) and type = any (:types)
             order by at, id
            """;

    private final DatabaseClient database;
    private final Ids ids;

    PostgresTimeline(DatabaseClient database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    @Override
    public Mono<Void> append(TenantId tenant, List<Entry> entries) {
        return entries.isEmpty()
                ? Mono.empty()
                : Write.of(APPEND, tenant)
                        .with(
                                "rows",
                                JsonDocuments.rows(
                                        entries.stream()
                                                .map(entry ->
                                                        RowBuilder.row()
                                                                .with("lead_id", entry.lead())
                                                                .with("id", ids.next())
                                                                .with("at", entry.what().at())
                                                                .with("type", entry.what().type())
                                                                .with("actor", entry.what().actor())
                                                                .with(
                                                                        "channel",
                                                                        entry.what().channel())
                                                                .with(
                                                                        "detail",
                                                                        entry.what().detail())
                                                                .columns())
                                                .toList()))
                        .by(database);
    }

    @Override
    public Mono<Map<LeadId, List<TimelineEntry>>> told(
            TenantId tenant, Collection<LeadId> leads, Set<String> types) {
        return database.sql(TOLD)
                .bind("tenant", tenant.value())
                .bind("leads", values(leads))
                .bind("types", types.toArray(String[]::new))
                .map(PostgresTimeline::entry)
                .all()
                .collect(groupingBy(Entry::lead, mapping(Entry::what, toList())));
    }

    private static Entry entry(Readable row) {
        return new Entry(
                new LeadId(required(row, "lead_id", UUID.class)),
                new TimelineEntry(
                        required(row, "at", Instant.class),
                        required(row, "type", String.class),
                        required(row, "actor", String.class),
                        required(row, "channel", String.class),
                        JsonDocuments.read(row.get("detail", Json.class))));
    }

    @Override
    public Mono<Map<LeadId, Instant>> lastTouched(TenantId tenant, Collection<LeadId> leads) {
        return database.sql(LAST_TOUCHED)
                .bind("tenant", tenant.value())
                .bind("leads", values(leads))
                .map(row ->
                        Map.entry(
                                new LeadId(required(row, "lead_id", UUID.class)),
                                required(row, "at", Instant.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static UUID[] values(Collection<LeadId> leads) {
        return leads.stream().map(LeadId::value).toArray(UUID[]::new);
    }
}
