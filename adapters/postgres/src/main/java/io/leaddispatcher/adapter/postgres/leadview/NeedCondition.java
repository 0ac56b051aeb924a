package io.leaddispatcher.adapter.postgres.leadview;

import io.leaddispatcher.application.lead.LeadNeed;

/** The condition under which a lead {@code l} needs something. */
final class NeedCondition {

    /** Of a clock {@code c}. */
    static final String BREACHED = " and c.live and c.state = 'BREACHED'";

    /**
     * Of a clock {@code c}. Its next step is its end at the latest, so that the index of what is
     * due leads to those that end soon.
     */
    static final String DUE_SOON =
            """
             and c.live and c.state = 'RUNNING' and c.next_due_at <= now() + interval '1 hour'
             and c.due_at <= now() + least(interval '1 hour', (c.due_at - c.started_at) / 4)
            """;

    /**
     * Of an entry {@code t} of a timeline; whatever a person does later settles it. Looked for in
     * the story of that lead alone: a comparison of all with all would be the other way.
     */
    static final String CONTESTED =
            """
             and t.type = 'CRM_OWNER_CHANGED' and t.id >= id_from(now() - interval '7 days') and t.detail ->> 'contested' = 'true'
             and (select true from timeline x
                   where x.tenant_id = t.tenant_id and x.lead_id = t.lead_id and x.id > t.id
                     and split_part(x.actor, ':', 1) in ('rep', 'member', 'token')
                   limit 1) is null
            """;

    private static final String CLOCKS =
            "select c.lead_id from sla_clock c where c.tenant_id = :tenant %s";

    private static final String OFFERS =
            "select o.lead_id from assignment o where o.tenant_id = :tenant and o.state = 'OFFERED'";

    private static final String DEAD =
            """
            select d.lead_id from delivery d
             where d.tenant_id = :tenant and d.state = 'DEAD' and d.lead_id is not null
            """;

    private static final String CHANGES =
            "select t.lead_id from timeline t where t.tenant_id = :tenant %s".formatted(CONTESTED);

    private NeedCondition() {}

    /**
     * Asks for the ids of those who need it, by what knows them, however many leads there are. Null
     * when more than {@code :few} things are told of them.
     */
    static String few(LeadNeed need) {
        // Of what is told of a lead each counts, so that no more of it is read.
        return """
        select case when count(*) <= :few then coalesce(array_agg(distinct x.lead_id), '{}') end
          from (select x.lead_id from (%s) x limit :few + 1) x
        """
                .formatted(things(need));
    }

    /**
     * The condition under which one of the few {@code :needy} needs it; for {@link #few} does not
     * look at the lead itself.
     */
    static String ofFew(LeadNeed need) {
        return " and l.id = any (:needy)" + state(need);
    }

    /** The same for each lead that is looked at. Where many need it, the next one is near. */
    static String sql(LeadNeed need) {
        return state(need)
                + (need == LeadNeed.HOLDER_GONE
                                // Who they are is found out once.
                                ? " and l.id in (select x.lead_id from (%s) x)"
                                : " and (select true from (%s) x where x.lead_id = l.id limit 1)")
                        .formatted(things(need));
    }

    private static String state(LeadNeed need) {
        return need == LeadNeed.UNANSWERED ? " and l.status = 'ASSIGNED'" : "";
    }

    private static String things(LeadNeed need) {
        return switch (need) {
            case BREACHED -> CLOCKS.formatted(BREACHED);
            case DUE_SOON -> CLOCKS.formatted(DUE_SOON);
            case UNANSWERED -> OFFERS;
            case UNDELIVERED -> DEAD;
            case CONTESTED -> CHANGES;
            case HOLDER_GONE -> AbandonedLeads.sql();
        };
    }
}
