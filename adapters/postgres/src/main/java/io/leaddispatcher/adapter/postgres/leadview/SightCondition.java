package io.leaddispatcher.adapter.postgres.leadview;

import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * The condition under which somebody sees a lead {@code l}, of leads that are known otherwise. What
 * a rep sees of all leads is found by {@link OwnLeads}.
 */
final class SightCondition {

    /** The keys of the queues of the teams of {@code :own}. */
    static final String QUEUES =
            """
            select q.key
              from configuration_document q
              join configuration_document t
                on t.tenant_id = q.tenant_id and t.kind = 'TEAM' and t.key = q.document ->> 'team'
             where q.tenant_id = :tenant and q.kind = 'QUEUE' and jsonb_exists(t.document -> 'members', :own)
            """;

    private static final String OWN =
            """
             and (l.rep_key = :own
                  or l.id in (
                     select o.lead_id
                       from assignment o
                      where o.tenant_id = :tenant and o.rep_key = :own and o.state in ('OFFERED', 'ACCEPTED'))
                  or l.queue_key in (%s))
            """
                    .formatted(QUEUES);

    private SightCondition() {}

    static String sql(Sight sight) {
        return switch (sight) {
            case Sight.All _ -> "";
            case Sight.Own _ -> OWN;
            case Sight.None _ -> " and false";
        };
    }

    static GenericExecuteSpec bind(GenericExecuteSpec query, Sight sight) {
        return sight instanceof Sight.Own(var rep) ? query.bind("own", rep) : query;
    }
}
