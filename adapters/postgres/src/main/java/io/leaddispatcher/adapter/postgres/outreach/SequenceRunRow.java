package io.leaddispatcher.adapter.postgres.outreach;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.outreach.SequenceKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.sequence.RunState;
import io.leaddispatcher.domain.sequence.Sequence;
import io.leaddispatcher.domain.sequence.SequenceRun;
import io.leaddispatcher.domain.sequence.StopReason;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A sequence that a lead goes through as its row holds it, to and fro. */
final class SequenceRunRow {

    /** The columns that are read, in no order that matters. */
    static final String COLUMNS =
            """
            s.id, s.lead_id, s.sequence_key, s.plan, s.assignment_id, s.rep_key, s.started_at, s.next_step, s.next_at,
            s.state, s.reason\
            """;

    private SequenceRunRow() {}

    static Map<String, Object> of(SequenceRun run) {
        return RowBuilder.row()
                .with("id", run.id())
                .with("lead_id", run.lead())
                .with("sequence_key", run.sequence().key())
                .with("plan", run.sequence().document())
                .with("assignment_id", run.assignment())
                .with("rep_key", run.rep())
                .with("started_at", run.startedAt())
                .with("next_step", run.next())
                .with("next_at", run.nextAt())
                .with("next_due_at", run.state() == RunState.RUNNING ? run.nextAt() : null)
                .with("state", run.state())
                .with("reason", run.reason())
                .columns();
    }

    static SequenceRun read(Readable row) {
        String reason = row.get("reason", String.class);
        Violations violations = new Violations();
        Sequence sequence =
                Sequence.read(
                                new SequenceKey(required(row, "sequence_key", String.class)),
                                Part.root(
                                        JsonDocuments.read(row.get("plan", Json.class)),
                                        violations),
                                // It may be gone by now; then its step says so.
                                _ -> true)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "a sequence cannot be read: " + violations.list()));
        return new SequenceRun(
                required(row, "id", UUID.class),
                new LeadId(required(row, "lead_id", UUID.class)),
                sequence,
                required(row, "assignment_id", UUID.class),
                new RepKey(required(row, "rep_key", String.class)),
                required(row, "started_at", Instant.class),
                required(row, "next_step", Integer.class),
                row.get("next_at", Instant.class),
                RunState.valueOf(required(row, "state", String.class)),
                reason == null ? null : StopReason.valueOf(reason));
    }
}
