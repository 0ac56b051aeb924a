package io.leaddispatcher.adapter.postgres.meeting;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.application.crm.port.BookedMeetings;
import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.application.meeting.port.Meetings;
import io.leaddispatcher.application.outcome.port.Attendances;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.meeting.Meeting;
import io.leaddispatcher.domain.meeting.MeetingDetails;
import io.leaddispatcher.domain.meeting.MeetingState;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresMeetings implements Meetings, Attendances, BookedMeetings {

    private static final String HOLD =
            """
            select 1 as held from (select pg_advisory_xact_lock(hashtextextended(:what, 20261127))) held
            """;

    private static final String FIND =
            """
            select id, lead_id, provider, state, since, booked_at, title, starts_at, ends_at, time_zone,
                   host_email, host_name, join_url, replaces, replaced_by, reason,
                   case when state = 'HELD'
                        then (select o.rep_key from outcome o
                               where o.tenant_id = meeting.tenant_id and o.lead_id = meeting.lead_id
                                 and o.type = 'MEETING_HELD' and o.at = meeting.since) end as held_by
              from meeting
             where tenant_id = :tenant and connection_key = :connection and booking = :booking
               for update
            """;

    private static final String SAVE =
            """
            insert into meeting (tenant_id, id, connection_key, booking, lead_id, provider, state, since, booked_at, title,
                                 starts_at, ends_at, time_zone, host_email, host_name, join_url, replaces, replaced_by,
                                 reason, told_at)
            select :tenant, r.id, r.connection_key, r.booking, r.lead_id, r.provider, r.state, r.since, r.booked_at, r.title,
                   r.starts_at, r.ends_at, r.time_zone, r.host_email, r.host_name, r.join_url, r.replaces, r.replaced_by,
                   r.reason, :at
              from jsonb_to_recordset(:rows) as r (
                   id uuid, connection_key text, booking text, lead_id uuid, provider text, state text,
                   since timestamptz, booked_at timestamptz, title text, starts_at timestamptz, ends_at timestamptz,
                   time_zone text, host_email text, host_name text, join_url text, replaces text, replaced_by text,
                   reason text)
            on conflict (tenant_id, id) do update
               set lead_id = excluded.lead_id, state = excluded.state, since = excluded.since,
                   booked_at = excluded.booked_at, title = excluded.title, starts_at = excluded.starts_at,
                   ends_at = excluded.ends_at, time_zone = excluded.time_zone, host_email = excluded.host_email,
                   host_name = excluded.host_name, join_url = excluded.join_url, replaces = excluded.replaces,
                   replaced_by = excluded.replaced_by, reason = excluded.reason, told_at = excluded.told_at
            """;

    // Ends of bookings that were never told: their bookings do not come any more.
    private static final String FORGET =
            """
            delete from meeting
             where tenant_id = :tenant and lead_id is null and told_at < :before
            """;

    // A quarter of an hour early is not early.
    private static final String ATTENDED =
            """
            update meeting set state = :state, since = :at
             where tenant_id = :tenant
               and id = (select m.id from meeting m
                          where m.tenant_id = :tenant and m.lead_id = :lead and m.state in ('BOOKED', 'NO_SHOW', 'HELD')
                            and (m.state = 'NO_SHOW' or :state <> 'BOOKED')
                          order by m.starts_at <= cast(:at as timestamptz) + interval '15 minutes' desc,
                                   abs(extract(epoch from m.starts_at - cast(:at as timestamptz))), m.id
                          limit 1)
               and state <> :state
            returning id
            """;

    private static final String BOOKED =
            """
            select title, starts_at, ends_at, state,
                   case when connection_key = :crm then split_part(booking, '@', 1) end as there
              from meeting
             where tenant_id = :tenant and id = :id and starts_at is not null
               and (connection_key <> :crm or state in ('HELD', 'NO_SHOW'))
            """;

    private static final Duration WAIT = Duration.ofDays(30);

    private final DatabaseClient database;

    PostgresMeetings(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> hold(TenantId tenant, ConnectionKey connection, String booking) {
        return database.sql(HOLD)
                .bind("what", "%s/%s/%s".formatted(tenant, connection, booking))
                .fetch()
                .one()
                .then();
    }

    @Override
    public Mono<Kept> find(TenantId tenant, ConnectionKey connection, String booking) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("connection", connection.value())
                .bind("booking", booking)
                .map(row -> kept(row, connection, booking))
                .one();
    }

    private static Kept kept(Readable row, ConnectionKey connection, String booking) {
        UUID lead = row.get("lead_id", UUID.class);
        String heldBy = row.get("held_by", String.class);
        return new Kept(
                required(row, "id", UUID.class),
                connection,
                required(row, "provider", String.class),
                lead == null ? null : new LeadId(lead),
                new Meeting(
                        booking,
                        MeetingState.valueOf(required(row, "state", String.class)),
                        required(row, "since", Instant.class),
                        details(row),
                        row.get("booked_at", Instant.class),
                        row.get("replaces", String.class),
                        row.get("replaced_by", String.class),
                        row.get("reason", String.class)),
                heldBy == null ? null : new RepKey(heldBy));
    }

    private static @Nullable MeetingDetails details(Readable row) {
        Instant start = row.get("starts_at", Instant.class);
        return start == null
                ? null
                : new MeetingDetails(
                        row.get("title", String.class),
                        start,
                        required(row, "ends_at", Instant.class),
                        row.get("time_zone", String.class),
                        row.get("host_email", String.class),
                        row.get("host_name", String.class),
                        row.get("join_url", String.class));
    }

    @Override
    public Mono<Void> save(TenantId tenant, Kept meeting, Instant at) {
        Mono<Void> saved =
                database.sql(SAVE)
                        .bind("tenant", tenant.value())
                        .bind("rows", JsonDocuments.rows(List.of(columns(meeting))))
                        .bind("at", at)
                        .fetch()
                        .rowsUpdated()
                        .then();
        return meeting.lead() == null ? forgotten(tenant, at).then(saved) : saved;
    }

    private Mono<Void> forgotten(TenantId tenant, Instant at) {
        return database.sql(FORGET)
                .bind("tenant", tenant.value())
                .bind("before", at.minus(WAIT))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static Map<String, Object> columns(Kept kept) {
        Meeting meeting = kept.meeting();
        RowBuilder row =
                RowBuilder.row()
                        .with("id", kept.id())
                        .with("connection_key", kept.connection())
                        .with("booking", meeting.booking())
                        .with("lead_id", kept.lead())
                        .with("provider", kept.provider())
                        .with("state", meeting.state())
                        .with("since", meeting.since())
                        .with("booked_at", meeting.bookedAt())
                        .with("replaces", meeting.replaces())
                        .with("replaced_by", meeting.replacedBy())
                        .with("reason", meeting.reason());
        MeetingDetails details = meeting.details();
        return details == null
                ? row.columns()
                : row.with("title", details.title())
                        .with("starts_at", details.startsAt())
                        .with("ends_at", details.endsAt())
                        .with("time_zone", details.timeZone())
                        .with("host_email", details.hostEmail())
                        .with("host_name", details.hostName())
                        .with("join_url", details.joinUrl())
                        .columns();
    }

    @Override
    public Mono<UUID> attended(TenantId tenant, LeadId lead, MeetingState state, Instant at) {
        return database.sql(ATTENDED)
                .bind("tenant", tenant.value())
                .bind("lead", lead.value())
                .bind("state", state.name())
                .bind("at", at)
                .map(row -> required(row, "id", UUID.class))
                .one();
    }

    @Override
    public Mono<BookedMeeting> booked(TenantId tenant, UUID meeting, ConnectionKey crm) {
        return database.sql(BOOKED)
                .bind("tenant", tenant.value())
                .bind("id", meeting)
                .bind("crm", crm.value())
                .map(row ->
                        new BookedMeeting(
                                row.get("title", String.class),
                                required(row, "starts_at", Instant.class),
                                required(row, "ends_at", Instant.class),
                                state(MeetingState.valueOf(required(row, "state", String.class))),
                                row.get("there", String.class)))
                .one();
    }

    private static CrmActivities.MeetingState state(MeetingState state) {
        return switch (state) {
            case BOOKED -> CrmActivities.MeetingState.SCHEDULED;
            case HELD -> CrmActivities.MeetingState.HELD;
            case NO_SHOW -> CrmActivities.MeetingState.NO_SHOW;
            // What has taken its place is a meeting of its own there.
            case MOVED, CANCELLED -> CrmActivities.MeetingState.CANCELLED;
        };
    }
}
