package io.leaddispatcher.adapter.postgres.outreach;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.transaction.DueRows;
import io.leaddispatcher.application.outreach.port.SequenceRuns;
import io.leaddispatcher.application.transaction.Claimed;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.sequence.SequenceRun;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresSequenceRuns implements SequenceRuns {

    private static final String BEGIN =
            """
            insert into sequence_run (tenant_id, id, lead_id, sequence_key, plan, assignment_id, rep_key, started_at,
                                      next_step, next_at, next_due_at, state, reason)
            select :tenant, r.id, r.lead_id, r.sequence_key, r.plan, r.assignment_id, r.rep_key, r.started_at,
                   r.next_step, r.next_at, r.next_due_at, r.state, r.reason
              from jsonb_to_recordset(:rows) as r (
                   id uuid, lead_id uuid, sequence_key text, plan jsonb, assignment_id uuid, rep_key text,
                   started_at timestamptz, next_step integer, next_at timestamptz, next_due_at timestamptz, state text,
                   reason text)
                on conflict do nothing
            returning id
            """;

    private static final String SAVE =
            """
            update sequence_run s
               set assignment_id = r.assignment_id, rep_key = r.rep_key, next_step = r.next_step, next_at = r.next_at,
                   next_due_at = r.next_due_at, state = r.state, reason = r.reason
              from jsonb_to_recordset(:rows) as r (
                   id uuid, assignment_id uuid, rep_key text, next_step integer, next_at timestamptz,
                   next_due_at timestamptz, state text, reason text)
             where s.tenant_id = :tenant and s.id = r.id
            """;

    private static final String LIVE =
            """
            select %s
              from sequence_run s
             where s.tenant_id = :tenant and s.lead_id = any (:leads) and s.state in ('RUNNING', 'WAITING')
             order by s.id
               for update
            """
                    .formatted(SequenceRunRow.COLUMNS);

    // A node that falls silent in the middle must not keep others from what is due for long.
    private static final String HOLD_BRIEFLY =
            """
            select set_config('idle_in_transaction_session_timeout', '10000', true)
            """;

    private static final DueRows CLAIM =
            DueRows.of(
                    """
                    select %s, now() as seen_at
                      from sequence_run s
                     where s.tenant_id = :tenant and s.next_due_at <= now() <named>
                     order by s.next_due_at, s.id <most>
                       for update skip locked
                    """
                            .formatted(SequenceRunRow.COLUMNS),
                    "s.id");

    private static final String DUE =
            """
            select id from sequence_run
             where tenant_id = :tenant and next_due_at <= now()
             order by next_due_at, id
             limit :most
            """;

    // Whoever holds it takes its step; should it be waited for all the same, it is asked again
    // whether it is due.
    private static final String PUT_OFF =
            """
            update sequence_run set next_due_at = now() + interval '10 seconds'
             where tenant_id = :tenant and next_due_at <= now()
               and id in (select id from sequence_run
                           where tenant_id = :tenant and id = :id and next_due_at <= now()
                             for update skip locked)
            """;

    private final DatabaseClient database;

    PostgresSequenceRuns(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<UUID> begin(TenantId tenant, List<SequenceRun> runs) {
        return database.sql(BEGIN)
                .bind("tenant", tenant.value())
                .bind("rows", rows(runs))
                .mapValue(UUID.class)
                .all();
    }

    @Override
    public Mono<Void> save(TenantId tenant, List<SequenceRun> runs) {
        return runs.isEmpty()
                ? Mono.empty()
                : database.sql(SAVE)
                        .bind("tenant", tenant.value())
                        .bind("rows", rows(runs))
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    private static Json rows(List<SequenceRun> runs) {
        return JsonDocuments.rows(runs.stream().map(SequenceRunRow::of).toList());
    }

    @Override
    public Flux<SequenceRun> live(TenantId tenant, Collection<LeadId> leads) {
        return database.sql(LIVE)
                .bind("tenant", tenant.value())
                .bind("leads", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                .map(SequenceRunRow::read)
                .all();
    }

    @Override
    public Mono<Claimed<SequenceRun>> claim(TenantId tenant, Portion<UUID> portion) {
        return database.sql(HOLD_BRIEFLY)
                .fetch()
                .all()
                .then(DueRows.claimed(CLAIM.ask(database, tenant, portion), SequenceRunRow::read));
    }

    @Override
    public Flux<UUID> due(TenantId tenant, int atMost) {
        return database.sql(DUE)
                .bind("tenant", tenant.value())
                .bind("most", atMost)
                .mapValue(UUID.class)
                .all();
    }

    @Override
    public Mono<Void> putOff(TenantId tenant, UUID run) {
        return database.sql(PUT_OFF)
                .bind("tenant", tenant.value())
                .bind("id", run)
                .fetch()
                .rowsUpdated()
                .then();
    }
}
