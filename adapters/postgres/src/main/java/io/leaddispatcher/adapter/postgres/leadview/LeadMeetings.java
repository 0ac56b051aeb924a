package io.leaddispatcher.adapter.postgres.leadview;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The meetings of leads, in the shape of the API. */
final class LeadMeetings {

    private static final String FIND =
            """
            select m.id, m.booking, m.provider, m.connection_key, m.state, m.since, m.booked_at, m.title, m.starts_at,
                   m.ends_at, m.time_zone, m.host_email, m.host_name, m.join_url, m.replaces, m.replaced_by, m.reason,
                   case when m.state = 'HELD'
                        then (select o.rep_key from outcome o
                               where o.tenant_id = m.tenant_id and o.lead_id = m.lead_id
                                 and o.type = 'MEETING_HELD' and o.at = m.since) end as held_by,
                   %s as dispatched_at
              from meeting m
             where m.tenant_id = :tenant and m.lead_id = :lead and m.starts_at is not null
             order by m.starts_at, m.booked_at, m.id
            """
                    .formatted(dispatchedAt("m"));

    private final DatabaseClient database;

    LeadMeetings(DatabaseClient database) {
        this.database = database;
    }

    /**
     * When somebody was told of a meeting first: by the provider's clock until it was booked, by
     * ours until somebody was told; of a lead that was made part of another, its timeline tells.
     *
     * @param meeting what its row is called
     */
    static String dispatchedAt(String meeting) {
        return """
        (select min(d.at) from timeline d
          where d.tenant_id = %1$s.tenant_id and d.type = 'DISPATCHED' and d.at >= %1$s.booked_at
            and d.lead_id = any (array(select p.lead_id from merged_lead p
                                        where p.tenant_id = %1$s.tenant_id and p.into_lead_id = %1$s.lead_id)
                                 || %1$s.lead_id))\
        """
                .formatted(meeting);
    }

    /** Those that begin first come first. */
    Mono<List<Map<String, Object>>> of(TenantId tenant, LeadId lead) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("lead", lead.value())
                .map(LeadMeetings::document)
                .all()
                .collectList();
    }

    private static Map<String, Object> document(Readable row) {
        Map<String, Object> meeting = new LinkedHashMap<>();
        put(meeting, "id", row.get("id"));
        meeting.put("state", required(row, "state", String.class));
        put(meeting, "title", row.get("title", String.class));
        put(meeting, "startsAt", row.get("starts_at", Instant.class));
        put(meeting, "endsAt", row.get("ends_at", Instant.class));
        put(meeting, "timeZone", row.get("time_zone", String.class));
        Map<String, Object> host = new LinkedHashMap<>();
        put(host, "email", row.get("host_email", String.class));
        put(host, "name", row.get("host_name", String.class));
        if (!host.isEmpty()) {
            meeting.put("host", host);
        }
        put(meeting, "heldBy", row.get("held_by", String.class));
        put(meeting, "joinUrl", row.get("join_url", String.class));
        meeting.put("provider", required(row, "provider", String.class));
        meeting.put("connection", required(row, "connection_key", String.class));
        meeting.put("booking", required(row, "booking", String.class));
        put(meeting, "replaces", row.get("replaces", String.class));
        put(meeting, "replacedBy", row.get("replaced_by", String.class));
        put(meeting, "reason", row.get("reason", String.class));
        put(meeting, "since", row.get("since", Instant.class));
        Instant booked = row.get("booked_at", Instant.class);
        Instant dispatched = row.get("dispatched_at", Instant.class);
        put(meeting, "bookedAt", booked);
        put(meeting, "dispatchedAt", dispatched);
        put(
                meeting,
                "dispatchLatency",
                booked == null || dispatched == null ? null : Duration.between(booked, dispatched));
        return meeting;
    }

    private static void put(Map<String, Object> document, String name, @Nullable Object value) {
        if (value != null) {
            document.put(name, value.toString());
        }
    }
}
