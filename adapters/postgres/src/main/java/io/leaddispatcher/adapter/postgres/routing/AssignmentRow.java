package io.leaddispatcher.adapter.postgres.routing;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.segment.SegmentKey;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** An assignment as its row holds it, to and fro. */
final class AssignmentRow {

    /** What an offer is read from. */
    static final String COLUMNS =
            """
            id, lead_id, run_id, rep_key, pool_key, rule_id, tier, priority, segments, turns, broadcast, offered_at,
            expires_at, locked_until, given_back, given_back_at\
            """;

    private AssignmentRow() {}

    static Map<String, Object> of(Offer offer) {
        return RowBuilder.row()
                .with("id", offer.id())
                .with("lead_id", offer.lead())
                .with("run_id", offer.run())
                .with("rep_key", offer.rep())
                .with("pool_key", offer.pool())
                .with("rule_id", offer.ruleId())
                .with("tier", offer.tier())
                .with("priority", offer.priority())
                .with("segments", offer.segments().stream().map(SegmentKey::value).toList())
                .with("turns", offer.turns().stream().map(PoolKey::value).toList())
                .with("broadcast", offer.broadcast())
                .with("offered_at", offer.offeredAt())
                .with("expires_at", offer.expiresAt())
                .with("locked_until", offer.lockedUntil())
                .columns();
    }

    static Given given(Readable row) {
        return new Given(
                offer(row),
                AssignmentState.valueOf(required(row, "state", String.class)),
                Stream.of(required(row, "given_back", String[].class))
                        .map(PoolKey::new)
                        .collect(toUnmodifiableSet()),
                row.get("given_back_at", Instant.class));
    }

    static Offer offer(Readable row) {
        String pool = row.get("pool_key", String.class);
        return new Offer(
                required(row, "id", UUID.class),
                new LeadId(required(row, "lead_id", UUID.class)),
                required(row, "run_id", UUID.class),
                new RepKey(required(row, "rep_key", String.class)),
                pool == null ? null : new PoolKey(pool),
                row.get("rule_id", String.class),
                row.get("tier", String.class),
                Priority.valueOf(required(row, "priority", String.class)),
                Stream.of(required(row, "segments", String[].class)).map(SegmentKey::new).toList(),
                Stream.of(required(row, "turns", String[].class)).map(PoolKey::new).toList(),
                required(row, "broadcast", Boolean.class),
                required(row, "offered_at", Instant.class),
                row.get("expires_at", Instant.class),
                row.get("locked_until", Instant.class));
    }
}
