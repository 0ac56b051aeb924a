package io.leaddispatcher.adapter.postgres.routing;

import io.leaddispatcher.application.routing.port.WaitingLeads.Line;
import io.leaddispatcher.application.routing.port.WaitingLeads.Place;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * Leads in the order in which they are served: the heads of all lines, each of which an index has
 * in its order, put together. So a page costs as much of a long queue as of a short one. The
 * condition on the priority is spelled as the index spells it, by a CASE: one with COALESCE is kept
 * from the index by row-level security.
 */
public final class WaitingOrder {

    private static final String HEADS_OF_LINES =
            """
              from unnest(:queues, :priorities, :lags) as line (queue, priority, lag)
             cross join lateral (
                   select n.id, n.updated_at, n.waits_since + make_interval(secs => line.lag) as turn
                     from lead n
                    where n.tenant_id = :tenant and n.status = 'QUEUED' and n.queue_key = line.queue
                      and case when n.priority is null then 'STANDARD' else n.priority end = line.priority
                      and (n.waits_since, n.id) > (:turn - make_interval(secs => line.lag), :lead)
                    order by n.waits_since, n.id
                    limit :most) head
            """;

    public static final String SQL =
            """
            select head.id, head.updated_at, head.turn
            %s
             order by head.turn, head.id
             limit :most
            """
                    .formatted(HEADS_OF_LINES);

    /** Likewise of each queue by itself, in one reading of all. */
    public static final String OF_EACH_QUEUE =
            """
            select placed.id, placed.turn
              from (select head.id, head.turn,
                           row_number() over (partition by line.queue order by head.turn, head.id) as place
                    %s) placed
             where placed.place <= :most
            """
                    .formatted(HEADS_OF_LINES);

    /**
     * Likewise, and of some lines those alone for which another ring is to join. An index of their
     * own has these, so that what else waits in the queue costs nothing.
     */
    static final String WITH_RINGS =
            """
            select head.id, head.updated_at, head.turn from (%s) head
             union all
            select ring.id, ring.updated_at, ring.turn
              from unnest(:ringQueues, :ringPriorities, :ringLags) as line (queue, priority, lag)
             cross join lateral (
                   select n.id, n.updated_at, n.waits_since + make_interval(secs => line.lag) as turn
                     from lead n
                    where n.tenant_id = :tenant and n.status = 'QUEUED' and n.queue_key = line.queue
                      and n.look_again_at is not null
                      and case when n.priority is null then 'STANDARD' else n.priority end = line.priority
                      and (n.waits_since, n.id) > (:turn - make_interval(secs => line.lag), :lead)
                    order by n.waits_since, n.id
                    limit :most) ring
             order by turn, id
             limit :most
            """
                    .formatted(SQL);

    // Before anything that waits.
    private static final Place FIRST =
            new Place(Instant.parse("1900-01-01T00:00:00Z"), new LeadId(new UUID(0, 0)));

    private WaitingOrder() {}

    /** Of these lines, those after a place; for {@link #WITH_RINGS}. */
    static GenericExecuteSpec bindWithRings(
            GenericExecuteSpec query,
            TenantId tenant,
            Collection<Line> lines,
            @Nullable Place after,
            int most) {
        List<Line> rings = lines.stream().filter(Line::ringing).toList();
        return bind(
                        query,
                        tenant,
                        lines.stream().filter(line -> !line.ringing()).toList(),
                        after,
                        most)
                .bind("ringQueues", queues(rings))
                .bind("ringPriorities", priorities(rings))
                .bind("ringLags", lags(rings));
    }

    /** Of these lines, those after a place; for {@link #SQL} and {@link #OF_EACH_QUEUE}. */
    public static GenericExecuteSpec bind(
            GenericExecuteSpec query,
            TenantId tenant,
            Collection<Line> lines,
            @Nullable Place after,
            int most) {
        Place from = after == null ? FIRST : after;
        List<Line> all = List.copyOf(lines);
        return query.bind("tenant", tenant.value())
                .bind("queues", queues(all))
                .bind("priorities", priorities(all))
                .bind("lags", lags(all))
                .bind("turn", from.turn())
                .bind("lead", from.lead().value())
                .bind("most", most);
    }

    private static String[] queues(List<Line> lines) {
        return lines.stream().map(line -> line.queue().value()).toArray(String[]::new);
    }

    private static String[] priorities(List<Line> lines) {
        return lines.stream().map(line -> line.priority().name()).toArray(String[]::new);
    }

    private static Double[] lags(List<Line> lines) {
        return lines.stream().map(line -> line.lag().toMillis() / 1000.0).toArray(Double[]::new);
    }
}
