package io.leaddispatcher.adapter.postgres.demo;

import io.leaddispatcher.application.demo.port.DemoHistory;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresDemoHistory implements DemoHistory {

    private static final String HAS_LEADS =
            """
            select exists (select from lead where tenant_id = :tenant)
            """;

    // The id's last digits spread what happened: the same at every start.
    private static final String ACCEPT =
            """
            update assignment
               set state = 'ACCEPTED', version = 2,
                   accepted_at = offered_at + interval '1 second' * (20 + power(abs(hashtext(id::text)) % 1000, 3) / 700000)
             where tenant_id = :tenant and state = 'OFFERED' and not broadcast and offered_at < :accepted
            """;

    private static final String COMPLETE =
            """
            update assignment
               set state = 'COMPLETED', version = 3,
                   ended_at = accepted_at + interval '1 hour' * (3 + abs(hashtext(id::text)) % 60)
             where tenant_id = :tenant and state = 'ACCEPTED' and offered_at < :completed
               and abs(hashtext(id::text)) % 10 < 9
            """;

    // Most people are called soon, a few much later.
    private static final String CALLED =
            "a.accepted_at + interval '1 second' * (30 + power(abs(hashtext('call ' || a.id)) % 1000, 3) / 700000)";

    private static final String TELL =
            """
            insert into timeline (tenant_id, lead_id, id, at, type, actor, channel, detail)
            select a.tenant_id, a.lead_id, gen_random_uuid(), e.at, e.type, 'rep:' || a.rep_key, e.channel, e.detail
              from assignment a
             cross join lateral (values
                   (a.accepted_at, 'ASSIGNMENT_ACCEPTED', 'slack', jsonb_build_object('assignment', a.id)),
                   (%s, 'ACTIVITY_RECORDED', 'web', jsonb_build_object('type', 'CALL')),
                   (a.ended_at, 'ASSIGNMENT_COMPLETED', 'web', jsonb_build_object('assignment', a.id))
                   ) as e (at, type, channel, detail)
             where a.tenant_id = :tenant and e.at is not null
            """
                    .formatted(CALLED);

    // The call that is told of does the task that asks for one.
    private static final String CALL =
            """
            update task t
               set state = 'DONE', ended_at = %s, ended_by = 'rep:' || a.rep_key
              from assignment a
             where t.tenant_id = :tenant and t.state = 'OPEN' and t.type = 'CALL'
               and a.tenant_id = t.tenant_id and a.id = t.assignment_id and a.accepted_at is not null
            """
                    .formatted(CALLED);

    // What is past is over: nobody is reminded of it.
    private static final String REMIND_OF_NONE =
            """
            update task set told_at = due_at
             where tenant_id = :tenant and state = 'OPEN' and told_at is null and due_at <= now()
            """;

    private static final String CLOSE =
            """
            update lead l set status = 'COMPLETED'
             where l.tenant_id = :tenant and l.status = 'ASSIGNED'
               and exists (select from assignment a
                            where a.tenant_id = l.tenant_id and a.lead_id = l.id and a.state = 'COMPLETED')
            """;

    // Some have booked a meeting with whoever has them; of those that are over, nearly all are told
    // of.
    private static final String MEET =
            """
            insert into meeting (tenant_id, id, connection_key, booking, lead_id, provider, state, since, booked_at, title,
                                 starts_at, ends_at, time_zone, host_email, host_name, join_url, reason, told_at)
            select m.tenant_id, gen_random_uuid(), 'calendly', 'demo-' || m.id, m.id, 'calendly', m.state, m.arrived_at,
                   m.arrived_at - interval '400 milliseconds', (array ['Discovery call', 'Product demo', 'Pricing'])[1 + m.luck % 3],
                   m.starts_at, m.starts_at + interval '30 minutes', 'Europe/Berlin', r.document ->> 'email',
                   r.document ->> 'name', 'https://meet.example/' || left(m.id::text, 8),
                   case when m.state = 'CANCELLED' then 'Found another date' end, m.arrived_at
              from (select b.*,
                           case when b.luck % 9 = 0 then 'CANCELLED'
                                when b.starts_at + interval '30 minutes' > now() then 'BOOKED'
                                when b.luck % 7 = 0 then 'NO_SHOW'
                                when b.luck % 8 = 0 then 'BOOKED'
                                else 'HELD' end as state
                      from (select l.tenant_id, l.id, l.rep_key, l.arrived_at, l.luck,
                                   date_trunc('day', l.arrived_at)
                                       + interval '1 day' * (1 + l.luck % 3) + interval '30 minutes' * (16 + l.luck % 16) as starts_at
                              from (select a.*, abs(hashtext(a.id::text)) / 10 as luck
                                      from lead a
                                     where a.tenant_id = :tenant and a.rep_key is not null
                                       and abs(hashtext(a.id::text)) % 5 = 0) l) b) m
              join configuration_document r on r.tenant_id = m.tenant_id and r.kind = 'REP' and r.key = m.rep_key
            """;

    private static final String TELL_OF_MEETINGS =
            """
            insert into timeline (tenant_id, lead_id, id, at, type, actor, channel, detail)
            select m.tenant_id, m.lead_id, gen_random_uuid(), e.at, e.type, 'calendly', 'calendly',
                   jsonb_build_object('booking', m.booking, 'startsAt', m.starts_at, 'title', m.title)
              from meeting m
             cross join lateral (values
                   (m.told_at, 'MEETING_BOOKED'),
                   (case when m.state = 'CANCELLED' then m.told_at + interval '2 hours' end, 'MEETING_CANCELLED'),
                   (case when m.state = 'NO_SHOW' then m.ends_at end, 'NO_SHOW')) as e (at, type)
             where m.tenant_id = :tenant and e.at is not null
            """;

    // Of ten leads that were worked, four come to an opportunity, of which two are won; three more
    // are lost or of no use. What would have come of one after now has not happened yet.
    private static final String CONCLUDE =
            """
            insert into outcome (tenant_id, id, lead_id, assignment_id, rep_key, type, at, amount, currency, reason,
                                 reported_by, reported_at)
            select a.tenant_id, gen_random_uuid(), a.lead_id, a.id, a.rep_key, e.type, e.at, e.amount,
                   case when e.amount is not null then 'USD' end, e.reason, 'rep:' || a.rep_key, e.at
              from (select w.*, abs(hashtext('outcome of ' || w.id)) / 10 as luck
                      from assignment w
                     where w.tenant_id = :tenant and w.state = 'COMPLETED') a
             cross join lateral (values
                   ('OPPORTUNITY', a.ended_at, null, null, a.luck % 10 < 4),
                   ('WON', a.ended_at + interval '1 day' * (1 + a.luck % 6), 1200 + 400 * (a.luck % 71), null, a.luck % 10 < 2),
                   ('LOST', a.ended_at + interval '1 day' * (1 + a.luck % 5), null, 'Chose another vendor', a.luck % 10 in (3, 4, 5)),
                   ('DISQUALIFIED', a.ended_at, null, 'No project behind it', a.luck % 10 = 6)
                   ) as e (type, at, amount, reason, happens)
             where e.happens and e.at <= now()
            """;

    private static final String TELL_OF_OUTCOMES =
            """
            insert into timeline (tenant_id, lead_id, id, at, type, actor, channel, detail)
            select o.tenant_id, o.lead_id, gen_random_uuid(), o.at, 'OUTCOME_RECORDED', o.reported_by, 'web',
                   jsonb_strip_nulls(jsonb_build_object(
                       'type', o.type, 'at', to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                       'rep', o.rep_key, 'amount', o.amount, 'currency', o.currency, 'reason', o.reason))
              from outcome o
             where o.tenant_id = :tenant
            """;

    // As they are counted with each outcome.
    private static final String KEEP_RECORDS =
            """
            insert into track_record (tenant_id, pool_key, segment_key, rep_key, month, concluded, won)
            select a.tenant_id, a.pool_key, s.key, a.rep_key, date_trunc('month', a.offered_at at time zone 'UTC')::date,
                   count(*), count(*) filter (where o.won)
              from (select o.assignment_id, bool_or(o.type = 'WON') as won
                      from outcome o
                     where o.tenant_id = :tenant and o.type in ('WON', 'LOST', 'DISQUALIFIED')
                     group by o.assignment_id) o
              join assignment a on a.tenant_id = :tenant and a.id = o.assignment_id
             cross join lateral unnest(array_append(a.segments, '')) as s (key)
             where a.pool_key is not null
             group by 1, 2, 3, 4, 5
            """;

    private static final String RECOUNT =
            """
            update rep_load r
               set open = (select count(*) from assignment a
                            where a.tenant_id = r.tenant_id and a.rep_key = r.rep_key and not a.broadcast
                              and a.state in ('OFFERED', 'ACCEPTED'))
             where r.tenant_id = :tenant
            """;

    private final DatabaseClient database;

    PostgresDemoHistory(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> hasLeads(TenantId tenant) {
        return database.sql(HAS_LEADS).bind("tenant", tenant.value()).mapValue(Boolean.class).one();
    }

    @Override
    public Mono<Void> workOff(TenantId tenant, Instant accepted, Instant completed) {
        return database.sql(ACCEPT)
                .bind("tenant", tenant.value())
                .bind("accepted", accepted)
                .fetch()
                .rowsUpdated()
                .then(
                        database.sql(COMPLETE)
                                .bind("tenant", tenant.value())
                                .bind("completed", completed)
                                .fetch()
                                .rowsUpdated())
                .then(run(TELL, tenant))
                .then(run(CALL, tenant))
                .then(run(REMIND_OF_NONE, tenant))
                .then(run(CLOSE, tenant))
                .then(run(MEET, tenant))
                .then(run(TELL_OF_MEETINGS, tenant))
                .then(run(CONCLUDE, tenant))
                .then(run(TELL_OF_OUTCOMES, tenant))
                .then(run(KEEP_RECORDS, tenant))
                .then(run(RECOUNT, tenant));
    }

    private Mono<Void> run(String sql, TenantId tenant) {
        return database.sql(sql).bind("tenant", tenant.value()).fetch().rowsUpdated().then();
    }
}
