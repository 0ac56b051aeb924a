package io.leaddispatcher.infra.benchmark;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What has come of the leads that {@link ManyLeads} makes: a message about each that somebody has,
 * of which some were given up; a clock, of which some are late; meetings to come and over; tasks.
 * Nothing of it is due, so the program has nothing to do about it.
 */
final class ManyDeeds {

    private static final List<String> ALL =
            List.of(
                    """
                    insert into delivery (tenant_id, id, lead_id, recipient, route, step, channel, document, state, attempts,
                                          tries, last_error, due_at, paced, created_at, updated_at)
                    select l.tenant_id, uuidv7(), l.id, l.rep_key, '[]', 0,
                           (array['SLACK', 'EMAIL', 'CRM', 'WEBHOOK'])[1 + n % 4], '{}',
                           case when n % 200 = 0 then 'DEAD' else 'DELIVERED' end, 1, 1,
                           case when n % 200 = 0 then 'channel_not_found' end, l.arrived_at, false, l.arrived_at, l.arrived_at
                      from (select *, row_number() over (order by id) as n from lead where status = 'ASSIGNED') l
                    """,
                    """
                    insert into sla_clock (tenant_id, id, lead_id, rep_key, policy_key, target, plan, started_at, due_at, state,
                                           live, met_at, next_step, moving)
                    select l.tenant_id, uuidv7(), l.id, l.rep_key, 'standard', 'ACCEPTED', '{}', l.arrived_at,
                           l.arrived_at + interval '5 minutes', case when n % 100 = 0 then 'BREACHED' else 'MET' end,
                           n % 100 = 0, case when n % 100 <> 0 then l.arrived_at end, 0, false
                      from (select *, row_number() over (order by id) as n from lead where status = 'ASSIGNED') l
                    """,
                    """
                    insert into meeting (tenant_id, id, connection_key, booking, lead_id, provider, state, since, booked_at, title,
                                         starts_at, ends_at, host_email, told_at)
                    select l.tenant_id, uuidv7(), 'calendly', l.id::text, l.id, 'calendly',
                           case when n % 2 = 0 then 'HELD' else 'BOOKED' end, l.arrived_at, l.arrived_at, 'Demo',
                           s.at, s.at + interval '30 minutes', 'host@bench.example', now()
                      from (select *, row_number() over (order by id) as n from lead) l,
                           lateral (select now() + (n % 2 - 0.5) * n * interval '1 minute' as at) s
                     where n % 10 in (0, 5)
                    """,
                    """
                    insert into task (tenant_id, id, lead_id, assignment_id, rep_key, type, due_at, state, told_at)
                    select l.tenant_id, uuidv7(), l.id, uuidv7(), l.rep_key, 'CALL', now() + n * interval '1 minute', 'OPEN', now()
                      from (select *, row_number() over (order by id) as n from lead where status = 'ASSIGNED') l
                     where n % 10 = 0
                    """);

    private ManyDeeds() {}

    static void make(Statement statement) throws SQLException {
        for (String deed : ALL) {
            statement.execute(deed);
        }
        statement.execute("vacuum analyze");
    }
}
