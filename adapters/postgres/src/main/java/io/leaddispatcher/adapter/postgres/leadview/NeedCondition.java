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

    private static final String CLOCK =
            " and l.id in (select c.lead_id from sla_clock c where c.tenant_id = :tenant %s)";

    private static final String UNANSWERED =
            """
             and l.status = 'ASSIGNED'
             and l.id in (select o.lead_id from assignment o where o.tenant_id = :tenant and o.state = 'OFFERED')
            """;

    private static final String UNDELIVERED =
            """
             and l.id in (select d.lead_id from delivery d
                           where d.tenant_id = :tenant and d.state = 'DEAD' and d.lead_id is not null)
            """;

    /** Of an entry {@code t} of a timeline; whatever a person does later settles it. */
    static final String CONTESTED =
            """
             and t.type = 'CRM_OWNER_CHANGED' and t.id >= id_from(now() - interval '7 days') and t.detail ->> 'contested' = 'true'
             and not exists (select from timeline x
                              where x.tenant_id = t.tenant_id and x.lead_id = t.lead_id and x.id > t.id
                                and split_part(x.actor, ':', 1) in ('rep', 'member', 'token'))
            """;

    private NeedCondition() {}

    static String sql(LeadNeed need) {
        return switch (need) {
            case BREACHED -> CLOCK.formatted(BREACHED);
            case DUE_SOON -> CLOCK.formatted(DUE_SOON);
            case UNANSWERED -> UNANSWERED;
            case UNDELIVERED -> UNDELIVERED;
            case CONTESTED ->
                    " and l.id in (select t.lead_id from timeline t where t.tenant_id = :tenant %s)"
                            .formatted(CONTESTED);
            case HOLDER_GONE ->
                    " and l.id in (select x.lead_id from (%s) x)".formatted(AbandonedLeads.sql());
        };
    }
}
