package io.leaddispatcher.adapter.postgres.analytics;

import io.leaddispatcher.application.analytics.GroupBy;
import io.leaddispatcher.application.analytics.Report;

/**
 * One statement for each report and grouping. Its facts are what is counted, each with whom and
 * what it counts for; a fact counts in its groups and once in the total.
 */
final class ReportQueries {

    // By which a lead was given to somebody; the one that is open, else the last. What a broadcast
    // asked and did not get is none.
    private static final String LATEST =
            """
            (select a.id, a.rep_key, a.pool_key, a.rule_id
               from assignment a
              where a.tenant_id = :tenant and a.lead_id = l.id and not a.broadcast
              order by a.state in ('OFFERED', 'ACCEPTED') desc, a.offered_at desc, a.id desc
              limit 1)
            """;

    private static final String DISPATCHED =
            """
                select l.arrived_at, l.source, m.rep_key, a.pool_key,
                       case when a.id is null then l.rule_id else a.rule_id end as rule_id,
                       greatest(round(extract(epoch from m.at - l.arrived_at) * 1000), 0) as latency
                  from cohort l
                 cross join lateral (select t.at, substr(t.detail ->> 'recipient', 5) as rep_key
                                       from timeline t
                                      where t.tenant_id = :tenant and t.lead_id = l.id and t.type = 'DISPATCHED'
                                        and t.detail ->> 'recipient' like 'rep:%'
                                      order by t.at, t.id
                                      limit 1) m
                  left join lateral (select a.id, a.pool_key, a.rule_id
                                       from assignment a
                                      where a.tenant_id = :tenant and a.lead_id = l.id and a.rep_key = m.rep_key
                                        and a.offered_at <= m.at
                                      order by a.offered_at desc, a.id desc
                                      limit 1) a on true
            """;

    private static final String DISPATCH_LATENCY =
            """
                       count(*) as "messages",
                       percentile_disc(0.5) within group (order by c.latency) as "p50",
                       percentile_disc(0.95) within group (order by c.latency) as "p95",
                       percentile_disc(0.99) within group (order by c.latency) as "p99",
                       max(c.latency) as "longest"
            """;

    // Of a lead without a known booking, each meeting that somebody told of.
    private static final String MEETINGS =
            """
                select l.arrived_at, l.source, a.rep_key, a.pool_key,
                       case when a.id is null then l.rule_id else a.rule_id end as rule_id, m.state
                  from cohort l
                  join meeting m on m.tenant_id = :tenant and m.lead_id = l.id and m.state <> 'MOVED'
                  left join lateral %1$s a on true
                union all
                select l.arrived_at, l.source, coalesce(b.rep_key, a.rep_key),
                       case when b.id is null then a.pool_key else b.pool_key end,
                       case when b.id is not null then b.rule_id when a.id is not null then a.rule_id
                            else l.rule_id end,
                       case o.type when 'NO_SHOW' then 'NO_SHOW' else 'HELD' end
                  from cohort l
                  join outcome o on o.tenant_id = :tenant and o.lead_id = l.id and o.type in ('MEETING_HELD', 'NO_SHOW')
                  left join assignment b on b.tenant_id = :tenant and b.id = o.assignment_id
                  left join lateral %1$s a on true
                 where not exists (select from meeting m where m.tenant_id = :tenant and m.lead_id = l.id)
                   and not (o.type = 'NO_SHOW'
                            and exists (select from outcome u
                                         where u.tenant_id = :tenant and u.lead_id = l.id
                                           and u.type = 'NO_SHOW_TAKEN_BACK' and u.at >= o.at))
            """
                    .formatted(LATEST);

    private static final String SHOW_RATE =
            """
                       count(*) as "booked",
                       count(*) filter (where c.state = 'HELD') as "held",
                       count(*) filter (where c.state = 'NO_SHOW') as "noShow",
                       count(*) filter (where c.state = 'CANCELLED') as "cancelled"
            """;

    // By which somebody had the lead when the first meeting was held.
    private static final String MET =
            """
                select l.arrived_at, l.source, coalesce(b.rep_key, a.rep_key) as rep_key,
                       case when b.id is null then a.pool_key else b.pool_key end as pool_key,
                       case when b.id is not null then b.rule_id when a.id is not null then a.rule_id
                            else l.rule_id end as rule_id,
                       exists (select from outcome o
                                where o.tenant_id = :tenant and o.lead_id = l.id
                                  and o.type in ('OPPORTUNITY', 'WON') and o.withdrawn_at is null) as opportunity
                  from cohort l
                  left join lateral (select o.id, o.assignment_id
                                       from outcome o
                                      where o.tenant_id = :tenant and o.lead_id = l.id and o.type = 'MEETING_HELD'
                                      order by o.at, o.id
                                      limit 1) h on true
                  left join assignment b on b.tenant_id = :tenant and b.id = h.assignment_id
                  left join lateral %1$s a on true
                 where h.id is not null
                    or exists (select from meeting m
                                where m.tenant_id = :tenant and m.lead_id = l.id and m.state = 'HELD')
            """
                    .formatted(LATEST);

    private static final String MEETING_TO_OPPORTUNITY =
            """
                       count(*) as "held",
                       count(*) filter (where c.opportunity) as "opportunities"
            """;

    private static final String FIRST_GIVEN =
            """
                select l.arrived_at, l.source, a.rep_key, a.pool_key, a.rule_id,
                       a.state in ('OFFERED', 'ACCEPTED', 'COMPLETED') as stayed
                  from cohort l
                 cross join lateral (select a.rep_key, a.pool_key, a.rule_id, a.state
                                       from assignment a
                                      where a.tenant_id = :tenant and a.lead_id = l.id and not a.broadcast
                                      order by a.offered_at, a.id
                                      limit 1) a
            """;

    private static final String ROUTING_ACCURACY =
            """
                       count(*) as "assigned",
                       count(*) filter (where c.stayed) as "stayed"
            """;

    // What somebody has done about a lead: an activity, a task that is done, an outcome. When an
    // activity was it says itself; it is told of later at times. That a meeting was held or missed
    // is a deed where a person says so, and not where a calendar does.
    private static final String DEEDS =
            """
            select coalesce((t.detail ->> 'at')::timestamptz, t.at) as at
              from timeline t
             where t.tenant_id = :tenant and t.lead_id = l.id and t.type = 'ACTIVITY_RECORDED'
            union all
            select k.ended_at
              from task k
             where k.tenant_id = :tenant and k.lead_id = l.id and k.state = 'DONE'
            union all
            select coalesce(o.at, o.told_at)
              from outcome o
             where o.tenant_id = :tenant and o.lead_id = l.id
               and (o.type in ('OPPORTUNITY', 'WON', 'LOST', 'DISQUALIFIED')
                    or split_part(o.reported_by, ':', 1) in ('rep', 'member', 'token'))
            """;

    // The first who accepts a lead has done something, too.
    private static final String ACTED =
            """
                select l.arrived_at, l.source, a.rep_key, a.pool_key, a.rule_id,
                       case when t.at is not null
                            then greatest(round(extract(epoch from t.at - l.arrived_at), 3), 0) end as seconds
                  from cohort l
                 cross join lateral %1$s a
                  left join lateral (select min(d.at) as at
                                       from (%2$s
                                             union all
                                             select g.accepted_at
                                               from assignment g
                                              where g.tenant_id = :tenant and g.lead_id = l.id
                                                and g.accepted_at is not null) d) t on true
            """
                    .formatted(LATEST, DEEDS);

    private static final String SPEED_TO_LEAD =
            """
                       count(*) as "assigned",
                       count(c.seconds) as "touched",
                       percentile_disc(0.5) within group (order by c.seconds) as "p50",
                       percentile_disc(0.95) within group (order by c.seconds) as "p95",
                       count(*) filter (where c.seconds <= 300) as "withinFiveMinutes"
            """;

    private static final String CLOCKS =
            """
                select l.arrived_at, l.source, k.rep_key, a.pool_key,
                       case when a.id is null then l.rule_id else a.rule_id end as rule_id,
                       k.policy_key, k.state
                  from cohort l
                  join sla_clock k on k.tenant_id = :tenant and k.lead_id = l.id
                  left join assignment a on a.tenant_id = :tenant and a.id = k.assignment_id
            """;

    private static final String SLA =
            """
                       count(*) filter (where c.state = 'MET') as "met",
                       count(*) filter (where c.state = 'BREACHED') as "breached",
                       count(*) filter (where c.state = 'RUNNING') as "running",
                       count(*) filter (where c.state = 'STOPPED') as "stopped"
            """;

    private static final String OFFERS =
            """
                select l.arrived_at, l.source, a.rep_key, a.pool_key, a.rule_id,
                       a.state, a.accepted_at
                  from cohort l
                  join assignment a on a.tenant_id = :tenant and a.lead_id = l.id
            """;

    private static final String LOAD =
            """
                       count(*) as "offered",
                       count(c.accepted_at) as "accepted",
                       count(*) filter (where c.state = 'DECLINED') as "declined",
                       count(*) filter (where c.state = 'EXPIRED') as "expired",
                       count(*) filter (where c.state = 'RETURNED') as "returned",
                       count(*) filter (where c.state in ('OFFERED', 'ACCEPTED')) as "open"
            """;

    // Late is what home calls past its time: a clock that still waits for its target. One that was
    // met late, and that of whoever has the lead no longer, is over. To accept meets no target but
    // its own: whoever has only accepted a lead has done nothing where its first step is late.
    private static final String RECEIVED =
            """
                select l.arrived_at, l.source, a.rep_key, a.pool_key,
                       case when a.id is null then l.rule_id else a.rule_id end as rule_id, l.status,
                       l.status = 'ASSIGNED' and not done.anything
                           and exists (select from assignment o
                                        where o.tenant_id = :tenant and o.lead_id = l.id and o.state = 'OFFERED')
                           and not exists (select from assignment o
                                            where o.tenant_id = :tenant and o.lead_id = l.id
                                              and o.accepted_at is not null) as unanswered,
                       not done.anything
                           and exists (select from sla_clock k
                                        where k.tenant_id = :tenant and k.lead_id = l.id
                                          and k.live and k.state = 'BREACHED') as breached
                  from cohort l
                 cross join lateral (select exists (%2$s) as anything) done
                  left join lateral %1$s a on true
            """
                    .formatted(LATEST, DEEDS);

    private static final String LEAKAGE =
            """
                       count(*) as "received",
                       count(*) filter (where c.status = 'REJECTED') as "rejected",
                       count(*) filter (where c.status = 'QUEUED') as "waiting",
                       count(*) filter (where c.unanswered) as "unanswered",
                       count(*) filter (where c.breached) as "breachedUntouched"
            """;

    // A lead counts for whoever had it when the last thing came of it. Its money is what the latest
    // report of a win says. Spam and duplicates are no chance that was lost: that they are none
    // concludes nothing. What nobody was given counts where it was won all the same.
    private static final String EARNED =
            """
                select l.arrived_at, l.source, coalesce(b.rep_key, a.rep_key) as rep_key,
                       case when b.id is null then a.pool_key else b.pool_key end as pool_key,
                       case when b.id is not null then b.rule_id when a.id is not null then a.rule_id
                            else l.rule_id end as rule_id,
                       a.id is not null as assigned, coalesce(h.opportunity, false) as opportunity,
                       coalesce(h.concluded, false) as concluded, coalesce(h.won, false) as won, w.amount, w.currency
                  from cohort l
                  left join lateral %1$s a on true
                  left join lateral (select bool_or(o.type in ('OPPORTUNITY', 'WON')) as opportunity,
                                            bool_or(o.type in ('WON', 'LOST')
                                                or o.type = 'DISQUALIFIED'
                                                   and coalesce(o.reason, '') not in ('SPAM', 'DUPLICATE')) as concluded,
                                            bool_or(o.type = 'WON') as won,
                                            (array_agg(o.assignment_id order by o.at desc, o.id desc)
                                                filter (where o.assignment_id is not null))[1] as assignment_id
                                       from outcome o
                                      where o.tenant_id = :tenant and o.lead_id = l.id
                                        and o.type in ('OPPORTUNITY', 'WON', 'LOST', 'DISQUALIFIED')
                                        and o.withdrawn_at is null) h on true
                  left join lateral (select o.amount, coalesce(o.currency, 'XXX') as currency
                                       from outcome o
                                      where o.tenant_id = :tenant and o.lead_id = l.id and o.type = 'WON'
                                        and o.amount is not null and o.withdrawn_at is null
                                      order by o.at desc, o.id desc
                                      limit 1) w on true
                  left join assignment b on b.tenant_id = :tenant and b.id = h.assignment_id
                 where a.id is not null or coalesce(h.won, false)
            """
                    .formatted(LATEST);

    private static final String REVENUE =
            """
                       count(*) filter (where c.assigned) as "assigned",
                       count(*) filter (where c.opportunity) as "opportunities",
                       count(*) filter (where c.concluded) as "concluded",
                       count(*) filter (where c.won) as "won",
                       sum(c.amount) as amount
            """;

    private static final String PLAIN = "c.total, c.group_key";

    // A group has one line of its own, and one for each currency.
    private static final String BY_CURRENCY =
            "grouping sets ((c.total, c.group_key), (c.total, c.group_key, c.currency))";

    private ReportQueries() {}

    static String of(Report report, GroupBy group) {
        return switch (report) {
            case DISPATCH_LATENCY -> of(group, DISPATCHED, DISPATCH_LATENCY);
            case SHOW_RATE -> of(group, MEETINGS, SHOW_RATE);
            case MEETING_TO_OPPORTUNITY -> of(group, MET, MEETING_TO_OPPORTUNITY);
            case ROUTING_ACCURACY -> of(group, FIRST_GIVEN, ROUTING_ACCURACY);
            case SPEED_TO_LEAD -> of(group, ACTED, SPEED_TO_LEAD);
            case SLA -> of(group, CLOCKS, SLA);
            case LOAD -> of(group, OFFERS, LOAD);
            case LEAKAGE -> of(group, RECEIVED, LEAKAGE);
            case REVENUE ->
                    of(
                            group,
                            EARNED,
                            REVENUE,
                            ", c.currency, grouping(c.currency) as whole",
                            BY_CURRENCY);
        };
    }

    private static String of(GroupBy group, String facts, String numbers) {
        return of(group, facts, numbers, "", PLAIN);
    }

    private static String of(
            GroupBy group, String facts, String numbers, String more, String grouping) {
        // Materialized, so that the leads are found by the time of their arrival whatever else is
        // read.
        return """
        with cohort as materialized (
            select l.id, l.arrived_at, l.status, l.source, l.rule_id
              from lead l
             where l.tenant_id = :tenant and l.arrived_at >= :from and l.arrived_at < :to
               and not exists (select from merged_lead m where m.tenant_id = :tenant and m.lead_id = l.id)),
        fact as materialized (
        %1$s),
        counted as (
            select false as total, %2$s as group_key, f.*
              from fact f%3$s
            union all
            select true, null, f.*
              from fact f),
        line as (
            select c.total, c.group_key%5$s, count(*) as facts,
        %4$s
              from counted c
             group by %6$s)
        select n.*
          from line n
         where n.total
            or n.group_key is null
            or n.group_key in (select k.group_key
                                 from (select g.group_key, sum(g.facts) as facts
                                         from line g
                                        where not g.total and g.group_key is not null
                                        group by g.group_key) k
                                order by %7$s
                                limit :most)
        """
                .formatted(
                        facts,
                        key(group),
                        group == GroupBy.TEAM
                                ? "\n      left join unnest(:teams, :members) as m (team, rep) on m.rep = f.rep_key"
                                : "",
                        numbers,
                        more,
                        grouping,
                        group == GroupBy.DAY ? "k.group_key desc" : "k.facts desc, k.group_key");
    }

    private static String key(GroupBy group) {
        return switch (group) {
            case REP -> "f.rep_key";
            case TEAM -> "m.team";
            case RULE -> "f.rule_id";
            case POOL -> "f.pool_key";
            case POLICY -> "f.policy_key";
            case SOURCE -> "f.source";
            case DAY -> "to_char(f.arrived_at at time zone :zone, 'YYYY-MM-DD')";
        };
    }
}
