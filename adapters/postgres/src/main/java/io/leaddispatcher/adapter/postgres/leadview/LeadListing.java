package io.leaddispatcher.adapter.postgres.leadview;

/**
 * The statements of the list of all leads; {@code :tenant} and {@code :limit} are bound in each.
 */
final class LeadListing {

    private LeadListing() {}

    /**
     * @param ofReps whether it is those of {@code :reps} only
     */
    static String sql(boolean ofReps, String conditions, String order) {
        return ofReps ? ofReps(conditions, order) : all(conditions, order);
    }

    private static String all(String conditions, String order) {
        return "select %s from lead l where l.tenant_id = :tenant%s%s limit :limit"
                .formatted(PostgresLeadViews.COLUMNS, conditions, order);
    }

    // Of each rep no more than the page shows are read, by the index of the rep's leads; asked for
    // all at once they would be sorted all.
    private static String ofReps(String conditions, String order) {
        return """
        select %1$s
          from unnest(:reps::text[]) as m (rep)
         cross join lateral (select l.*
                               from lead l
                              where l.tenant_id = :tenant and l.rep_key = m.rep%2$s%3$s
                              limit :limit) l
        %3$s limit :limit
        """
                .formatted(PostgresLeadViews.COLUMNS, conditions, order);
    }

    /** The last of {@code :limit}; none when there are fewer. */
    static String end(String conditions, String order) {
        return "select l.arrived_at, l.id from lead l where l.tenant_id = :tenant%s%s offset :limit - 1 limit 1"
                .formatted(conditions, order);
    }

    static String count(boolean ofReps, String conditions) {
        return """
        select count(*) as leads from (select from lead l where l.tenant_id = :tenant%s limit :limit) n
        """
                .formatted((ofReps ? " and l.rep_key = any (:reps::text[])" : "") + conditions);
    }
}
