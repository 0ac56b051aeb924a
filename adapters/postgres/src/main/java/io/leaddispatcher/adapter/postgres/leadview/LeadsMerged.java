package io.leaddispatcher.adapter.postgres.leadview;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.lead.port.LeadViews.Merged;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Of which other lead a lead is part by now. */
final class LeadsMerged {

    /** Of a lead {@code l}, as {@link #of(Readable)} reads it. Only what is over can be part. */
    static final String COLUMN =
            """
            case when l.status = 'COMPLETED' then
                (select jsonb_build_object('at', utc_text(g.merged_at), 'into', g.into_lead_id) from merged_lead g
                  where g.tenant_id = l.tenant_id and g.lead_id = l.id) end as merged
            """;

    // The one that goes on is told to whoever may see it.
    private static final String FIND =
            """
            select m.merged_at, l.id as into_lead_id
              from (select merged_at, into_lead_id from merged_lead where tenant_id = :tenant and lead_id = :lead) m
              left join lead l on l.tenant_id = :tenant and l.id = m.into_lead_id
            """;

    private final DatabaseClient database;

    LeadsMerged(DatabaseClient database) {
        this.database = database;
    }

    /** Empty: it is one of its own. */
    Mono<Merged> of(TenantId tenant, Sight sight, LeadId lead) {
        return SightCondition.bind(
                        database.sql(FIND + SightCondition.sql(sight))
                                .bind("tenant", tenant.value())
                                .bind("lead", lead.value()),
                        sight)
                .map(row -> {
                    UUID into = row.get("into_lead_id", UUID.class);
                    return new Merged(
                            required(row, "merged_at", Instant.class),
                            into == null ? null : new LeadId(into));
                })
                .one();
    }

    static @Nullable Merged of(Readable row) {
        Json stored = row.get("merged", Json.class);
        if (stored == null) {
            return null;
        }
        Map<String, Object> merged = JsonDocuments.read(stored);
        return new Merged(
                Instant.parse(String.valueOf(merged.get("at"))),
                new LeadId(UUID.fromString(String.valueOf(merged.get("into")))));
    }
}
