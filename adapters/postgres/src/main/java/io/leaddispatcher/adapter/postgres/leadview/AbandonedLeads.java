package io.leaddispatcher.adapter.postgres.leadview;

/** The leads that somebody has accepted who is no longer active, or no longer there. */
public final class AbandonedLeads {

    private static final String SQL =
            """
            with recursive holder as (
                (select o.rep_key
                   from assignment o
                  where o.tenant_id = :tenant and o.state in ('OFFERED', 'ACCEPTED')
                  order by o.rep_key limit 1)
                union all
                select (select o.rep_key
                          from assignment o
                         where o.tenant_id = :tenant and o.state in ('OFFERED', 'ACCEPTED') and o.rep_key > h.rep_key
                         order by o.rep_key limit 1)
                  from holder h
                 where h.rep_key is not null)
            select a.lead_id, a.id, a.rep_key, a.at,
                   case when d.key is null then 'DELETED' else 'INACTIVE' end as why
              from holder h
              left join configuration_document d on d.tenant_id = :tenant and d.kind = 'REP' and d.key = h.rep_key
             cross join lateral (select o.lead_id, o.id, o.rep_key, coalesce(o.accepted_at, o.offered_at) as at
                                   from assignment o
                                  where o.tenant_id = :tenant and o.rep_key = h.rep_key and o.state = 'ACCEPTED'
                                 offset 0) a
             where d.key is null or d.document ->> 'active' = 'false'
            """;

    private AbandonedLeads() {}

    /**
     * Answers lead_id, id, rep_key, at and why of the assignments of a tenant. It takes a step for
     * each rep who has leads, by an index, and looks at no lead of those who are active: {@code
     * offset 0} keeps it to that, where a guess of how many have left is far too high.
     */
    public static String sql() {
        return SQL;
    }
}
