package io.leaddispatcher.adapter.postgres.leadview;

/**
 * The leads that a rep {@code :own} sees, found by three indexes: those that the rep has, those
 * that were offered, and those that wait in a queue of the rep's teams. Asked for as one condition
 * with "or", no index would serve, and all leads of the workspace would be looked at for the few
 * that somebody new may see.
 */
final class OwnLeads {

    // Of each kind no more are read than are asked for.
    private static final String LIMIT = " limit :limit";

    private OwnLeads() {}

    static String sql(String conditions, String order) {
        return """
        select %1$s
          from (select l.id from %2$s l %3$s limit :limit) o
         cross join lateral (select l.* from lead l where l.tenant_id = :tenant and l.id = o.id offset 0) l
        %3$s
        """
                .formatted(PostgresLeadViews.COLUMNS, ids(conditions, order + LIMIT), order);
    }

    static String count(String conditions) {
        return "select count(*) as leads from (select from %s l limit :limit) n"
                .formatted(ids(conditions, LIMIT));
    }

    /** The last of {@code :limit}; none when there are fewer. */
    static String end(String conditions, String order) {
        return "select l.arrived_at, l.id from %s l %s offset :limit - 1 limit 1"
                .formatted(ids(conditions, order + LIMIT), order);
    }

    /** The ids of all of them and when they arrived. */
    static String all(String conditions) {
        return ids(conditions, "");
    }

    // A lead can be of more than one kind.
    private static String ids(String conditions, String order) {
        return """
        ((select l.id, l.arrived_at
            from lead l
           where l.tenant_id = :tenant and l.rep_key = :own%1$s%2$s)
         union
         (select l.id, l.arrived_at
            from assignment o
           cross join lateral (select l.*
                                 from lead l
                                where l.tenant_id = :tenant and l.id = o.lead_id
                               offset 0) l
           where o.tenant_id = :tenant and o.rep_key = :own and o.state in ('OFFERED', 'ACCEPTED')%1$s%2$s)
         union
         (select l.id, l.arrived_at
            from (%3$s) w
           cross join lateral (select l.id, l.arrived_at
                                 from lead l
                                where l.tenant_id = :tenant and l.queue_key = w.key%1$s%2$s) l
          %2$s))
        """
                .formatted(conditions, order, SightCondition.QUEUES);
    }
}
