package io.leaddispatcher.adapter.postgres.leadview;

import io.leaddispatcher.application.lead.LeadTraits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditions under which a lead {@code l} has what no index knows leads by. Each row that is
 * looked at costs little; so many are looked at that an index for each of them would cost every
 * lead that comes in.
 */
final class TraitConditions {

    // By which it was given to somebody: that which is open, else the last. As reports count it.
    private static final String POOL =
            """
             and (select a.pool_key
                    from assignment a
                   where a.tenant_id = l.tenant_id and a.lead_id = l.id and not a.broadcast
                   order by a.state in ('OFFERED', 'ACCEPTED') desc, a.offered_at desc, a.id desc
                   limit 1) = :pool
            """;

    private TraitConditions() {}

    /** Adds what is bound to the binds. */
    static String sql(LeadTraits traits, Map<String, Object> binds) {
        return one(" and l.rule_id = :rule", "rule", traits.rule(), binds)
                + one(" and l.source = :source", "source", traits.source(), binds)
                + one(
                        " and case when l.priority is null then 'STANDARD' else l.priority end = :priority",
                        "priority",
                        traits.priority() == null ? null : traits.priority().name(),
                        binds)
                // The last, since it costs most.
                + one(POOL, "pool", traits.pool(), binds);
    }

    private static String one(
            String condition, String name, @Nullable Object value, Map<String, Object> binds) {
        if (value == null) {
            return "";
        }
        binds.put(name, value);
        return condition;
    }
}
