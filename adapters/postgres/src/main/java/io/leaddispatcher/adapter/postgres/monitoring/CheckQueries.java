package io.leaddispatcher.adapter.postgres.monitoring;

import io.leaddispatcher.adapter.postgres.leadview.AbandonedLeads;
import io.leaddispatcher.application.monitoring.CheckKey;

/**
 * One query for each check. All answer lead, id, name, at and detail, by an index that holds what
 * is on its way or what is wrong, so that a workspace with millions of leads is looked at as
 * quickly as a small one. What belongs to a row is looked up by its key, one by one ({@code limit
 * 1} and {@code offset 0} keep it to that): PostgreSQL expects nothing of a workspace that came
 * since its last sample, and would compare all with all.
 */
final class CheckQueries {

    private static final String LEAD_WITHOUT_RUN =
            """
            select l.id as lead, null::uuid as id, null::text as name, l.arrived_at as at, null::text as detail
              from lead l
             where l.tenant_id = :tenant and l.status = 'NEW' and l.arrived_at < now() - interval '1 minute'
               and (select true from routing_run r where r.tenant_id = :tenant and r.lead_id = l.id limit 1) is null
            union all
            select e.lead_id, e.id, e.origin, e.received_at, e.error
              from inbound_event e
             where e.tenant_id = :tenant and e.state = 'FAILED'
            """;

    // What was sent again under another key has the same content; ids are ordered by time. It is
    // looked for among runs of leads that were known before: of others a day has millions.
    private static final String ROUTED_TWICE =
            """
            with again as materialized (
                select r.id, r.lead_id, e.content_hash
                  from routing_run r
                 cross join lateral (select i.content_hash from inbound_event i
                                      where i.tenant_id = :tenant and i.id = r.event_id limit 1) e
                 where r.tenant_id = :tenant and r.again and r.id >= id_from(now() - interval '1 day'))
            select a.lead_id as lead, t.id as id, a.rep_key as name, a.offered_at as at, null::text as detail
              from again t
             cross join lateral (select h.tenant_id, h.lead_id, h.rep_key, h.offered_at, h.turns
                                   from assignment h
                                  where h.tenant_id = :tenant and h.lead_id = t.lead_id and h.run_id = t.id
                                    and h.state in ('OFFERED', 'ACCEPTED') and h.turns <> '{}' offset 0) a
             where (select true
                      from routing_run f
                     cross join lateral (select i.content_hash from inbound_event i
                                          where i.tenant_id = :tenant and i.id = f.event_id limit 1) e
                     where f.tenant_id = :tenant and f.lead_id = t.lead_id and f.id < t.id
                       and f.id >= id_from(now() - interval '1 day') and e.content_hash = t.content_hash limit 1)
               and not exists (select from pool_ledger_row p
                                where p.tenant_id = a.tenant_id and p.pool_key = any (a.turns)
                                  and p.id >= id_from(a.offered_at) and p.cause = 'CREDIT' and p.lead_id = a.lead_id)
            """;

    // A write that was planned before the offer and was sent after it has written its holder. Who
    // owns the record there since, as its CRM has said, is not written to it. Where no CRM is to be
    // written to, no assignment is read.
    private static final String RUN_WITHOUT_CRM_OWNER =
            """
            with written as materialized (
                select k.key
                  from connection k
                 where k.tenant_id = :tenant and k.active and k.type = any (:crms)
                   and k.settings ->> 'writeBack' is distinct from 'false')
            select a.lead_id as lead, a.id as id, k.key as name, coalesce(a.accepted_at, a.offered_at) as at,
                   c.external_id as detail
              from assignment a
              join lateral (select r.connection_key, r.external_id, r.owner_rep, r.owner_at
                              from crm_record r
                              join connection t on t.tenant_id = r.tenant_id and t.key = r.connection_key
                             where r.tenant_id = a.tenant_id and r.lead_id = a.lead_id
                             order by r.gone, r.told_at desc, r.connection_key, r.external_id limit 1) c on true
              join written k on k.key = c.connection_key
             where (select count(*) from written) > 0
               and a.tenant_id = :tenant and a.state in ('OFFERED', 'ACCEPTED')
               and not (a.broadcast and a.state = 'OFFERED')
               and a.offered_at between now() - interval '7 days' and now() - interval '1 minute'
               and not coalesce(c.owner_rep = a.rep_key and c.owner_at >= a.offered_at - interval '1 second', false)
               and (select true from delivery d
                     where d.tenant_id = :tenant and d.lead_id = a.lead_id and d.channel = 'CRM'
                       and d.recipient = 'crm:' || k.key and d.document ->> 'crm' = 'OWNER'
                       and coalesce(d.document ->> 'record', c.external_id) = c.external_id
                       and (d.state in ('PENDING', 'SENDING', 'RETRYING')
                            or d.state = 'DELIVERED' and coalesce(d.reference, '') not in ('unchanged', 'nobody')
                               and d.updated_at >= a.offered_at - interval '1 second')
                     limit 1) is null
            """;

    // The rule must have asked when it decided, and ask still: whoever gives a rule a next action
    // does not ask for one of all who came before. Where no rule asks for anything, on neither side
    // of an experiment, no assignment is read; else those of the rules that do.
    private static final String ASSIGNMENT_WITHOUT_TASK =
            """
            with asking as materialized (
                select lower(p.kind) as kind, rule ->> 'id' as rule
                  from (select distinct on (v.kind) v.kind, v.document
                          from policy_version v
                         where v.tenant_id = :tenant
                         order by v.kind, v.version desc) p
                 cross join lateral (values (p.document -> 'tiers'), (p.document #> '{experiment,tiers}')) side (tiers)
                 cross join lateral jsonb_array_elements(side.tiers) tier
                 cross join lateral jsonb_array_elements(tier -> 'rules') rule
                 where rule -> 'nextAction' is not null),
            without as materialized (
                select a.lead_id, a.id, a.rep_key, coalesce(a.accepted_at, a.offered_at) as at, a.rule_id,
                       l.kind, r.policy_version
                  from assignment a
                 cross join lateral (select i.kind from lead i
                                      where i.tenant_id = :tenant and i.id = a.lead_id offset 0) l
                 cross join lateral (select i.policy_version from routing_run i
                                      where i.tenant_id = :tenant and i.id = a.run_id offset 0) r
                 where (select count(*) from asking) > 0 and a.rule_id = any (array (select q.rule from asking q))
                   and (a.rule_id, l.kind) in (select q.rule, q.kind from asking q)
                   and a.tenant_id = :tenant and a.state in ('OFFERED', 'ACCEPTED')
                   and not (a.broadcast and a.state = 'OFFERED')
                   and a.offered_at < now() - interval '1 minute'
                   and (select true from task k
                         where k.tenant_id = :tenant and k.lead_id = a.lead_id and k.assignment_id = a.id
                         limit 1) is null),
            asked as materialized (
                select w.kind, w.policy_version, rule ->> 'id' as rule
                  from (select distinct kind, policy_version from without) w
                  join policy_version v
                    on v.tenant_id = :tenant and lower(v.kind) = w.kind and v.version = w.policy_version
                 cross join lateral (values (v.document -> 'tiers'), (v.document #> '{experiment,tiers}')) side (tiers)
                 cross join lateral jsonb_array_elements(side.tiers) tier
                 cross join lateral jsonb_array_elements(tier -> 'rules') rule
                 where rule -> 'nextAction' is not null)
            select w.lead_id as lead, w.id as id, w.rep_key as name, w.at as at, w.rule_id as detail
              from without w
              join asked q on q.kind = w.kind and q.policy_version = w.policy_version and q.rule = w.rule_id
            """;

    private static final String HANDOFF_WITHOUT_STATUS =
            """
            select h.lead_id as lead, a.id as id, h.queue as name, h.at as at, h.type as detail
              from (select distinct on (t.lead_id) t.lead_id, t.at, t.detail ->> 'type' as type,
                           t.detail ->> 'queue' as queue
                      from timeline t
                     where t.tenant_id = :tenant and t.type = 'HANDED_OFF'
                       and t.id >= id_from(now() - interval '30 days')
                     order by t.lead_id, t.id desc) h
             cross join lateral (select o.id from assignment o
                                  where o.tenant_id = :tenant and o.lead_id = h.lead_id
                                    and o.state in ('OFFERED', 'ACCEPTED') and o.offered_at < h.at offset 0) a
            """;

    private static final String HOLDER_GONE =
            """
            select x.lead_id as lead, x.id as id, x.rep_key as name, x.at as at, x.why as detail
              from (%s) x
            """
                    .formatted(AbandonedLeads.sql());

    private static final String CLOCKS_OVERDUE =
            """
            select c.lead_id as lead, c.id as id, c.rep_key as name, c.next_due_at as at, c.target as detail
              from sla_clock c
             where c.tenant_id = :tenant and c.next_due_at < now() - interval '30 seconds'
            """;

    // Whether the lead still waits for it its clock says.
    private static final String ESCALATION_UNHEARD =
            """
            select u.lead_id as lead, u.clock_id as id, u.whom as name, u.since as at, u.why as detail
              from unheard_escalation u
             where u.tenant_id = :tenant and u.since >= now() - interval '14 days'
               and (select c.live from sla_clock c where c.tenant_id = :tenant and c.id = u.clock_id)
            """;

    private static final String DELIVERIES_DEAD =
            """
            select d.lead_id as lead, d.id as id, d.channel as name, d.updated_at as at, d.last_error as detail
              from delivery d
             where d.tenant_id = :tenant and d.state = 'DEAD'
            """;

    private static final String CONNECTION_SILENT =
            """
            select null::uuid as lead, null::uuid as id, h.key as name, h.last_event_at as at, null::text as detail
              from connection_health h
              join connection c on c.tenant_id = h.tenant_id and c.key = h.key and c.active
             where h.tenant_id = :tenant and h.events >= 10
               and now() - h.last_event_at > greatest(interval '1 hour', 2 * h.usual_silence)
            """;

    private CheckQueries() {}

    static String of(CheckKey check) {
        return switch (check) {
            case LEAD_WITHOUT_RUN -> LEAD_WITHOUT_RUN;
            case ROUTED_TWICE -> ROUTED_TWICE;
            case RUN_WITHOUT_CRM_OWNER -> RUN_WITHOUT_CRM_OWNER;
            case ASSIGNMENT_WITHOUT_TASK -> ASSIGNMENT_WITHOUT_TASK;
            case HANDOFF_WITHOUT_STATUS -> HANDOFF_WITHOUT_STATUS;
            case HOLDER_GONE -> HOLDER_GONE;
            case CLOCKS_OVERDUE -> CLOCKS_OVERDUE;
            case ESCALATION_UNHEARD -> ESCALATION_UNHEARD;
            case DELIVERIES_DEAD -> DELIVERIES_DEAD;
            case CONNECTION_SILENT -> CONNECTION_SILENT;
        };
    }
}
