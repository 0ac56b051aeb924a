package io.leaddispatcher.adapter.postgres.leadview;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.meeting.port.MeetingViews;
import io.leaddispatcher.domain.meeting.MeetingDetails;
import io.leaddispatcher.domain.meeting.MeetingState;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

@Component
final class PostgresMeetingViews implements MeetingViews {

    // The meetings of a page are found before the rest of their leads is read.
    private static String page(String lead, String conditions, String inner, String outer) {
        return """
        select %1$s,
               t.id as meeting_id, t.state as meeting_state, t.booked_at, t.title, t.starts_at, t.ends_at, t.time_zone,
               t.host_email, t.host_name, t.join_url, t.provider, t.reason,
               %5$s as dispatched_at
          from (select m.*
                  from meeting m
                  %6$s
                 where m.tenant_id = :tenant and m.starts_at is not null and m.lead_id is not null %2$s
                 order by %3$s
                 limit :limit) t
         cross join lateral (select l.* from lead l
                              where l.tenant_id = t.tenant_id and l.id = t.lead_id
                             offset 0) l
         order by %4$s
        """
                .formatted(
                        PostgresLeadViews.COLUMNS,
                        conditions,
                        inner,
                        outer,
                        LeadMeetings.dispatchedAt("t"),
                        lead);
    }

    // The meetings lead to their leads, one by one.
    private static final String OF_MEETING =
            "cross join lateral (select l.* from lead l where l.tenant_id = :tenant and l.id = m.lead_id offset 0) l";

    // Of a rep the leads may lead to their meetings.
    private static final String OF_REP =
            "join lead l on l.tenant_id = m.tenant_id and l.id = m.lead_id";

    // None takes longer than a week, so that the index by the beginning leads to what has not
    // ended.
    private static final String UPCOMING =
            " and m.ends_at > :now and m.starts_at > cast(:now as timestamptz) - interval '7 days'";

    private static final String PAST = " and m.ends_at <= :now and m.starts_at <= :now";

    private final DatabaseClient database;
    private final RowCiphers ciphers;

    PostgresMeetingViews(DatabaseClient database, RowCiphers ciphers) {
        this.database = database;
        this.ciphers = ciphers;
    }

    @Override
    public Flux<Row> page(
            TenantId tenant, Sight sight, Filter filter, @Nullable Position after, int limit) {
        return ciphers.toRead(tenant)
                .flatMapMany(cipher ->
                        query(tenant, sight, filter, after, limit)
                                .map(row -> row(row, cipher))
                                .all());
    }

    private GenericExecuteSpec query(
            TenantId tenant, Sight sight, Filter filter, @Nullable Position after, int limit) {
        boolean upcoming = filter.upcoming();
        String conditions =
                (upcoming ? UPCOMING : PAST)
                        + (filter.state() == null ? "" : " and m.state = :state")
                        + (filter.rep() == null ? "" : " and l.rep_key = :rep")
                        + (after == null
                                ? ""
                                : " and (m.starts_at, m.id) %s (:starts, :meeting)"
                                        .formatted(upcoming ? ">" : "<"))
                        + SightCondition.sql(sight);
        String order = upcoming ? "%1$s.starts_at, %1$s.id" : "%1$s.starts_at desc, %1$s.id desc";
        GenericExecuteSpec query =
                database.sql(
                                page(
                                        filter.rep() == null ? OF_MEETING : OF_REP,
                                        conditions,
                                        order.formatted("m"),
                                        order.formatted("t")))
                        .bind("tenant", tenant.value())
                        .bind("now", filter.now())
                        .bind("limit", limit);
        if (filter.state() != null) {
            query = query.bind("state", filter.state().name());
        }
        if (filter.rep() != null) {
            query = query.bind("rep", filter.rep());
        }
        if (after != null) {
            query = query.bind("starts", after.startsAt()).bind("meeting", after.id());
        }
        return SightCondition.bind(query, sight);
    }

    private static Row row(Readable row, RowCipher cipher) {
        return new Row(
                required(row, "meeting_id", UUID.class),
                MeetingState.valueOf(required(row, "meeting_state", String.class)),
                new MeetingDetails(
                        row.get("title", String.class),
                        required(row, "starts_at", Instant.class),
                        required(row, "ends_at", Instant.class),
                        row.get("time_zone", String.class),
                        row.get("host_email", String.class),
                        row.get("host_name", String.class),
                        row.get("join_url", String.class)),
                required(row, "provider", String.class),
                row.get("reason", String.class),
                row.get("booked_at", Instant.class),
                row.get("dispatched_at", Instant.class),
                PostgresLeadViews.row(row, cipher));
    }
}
