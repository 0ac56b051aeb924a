package io.leaddispatcher.adapter.postgres.sla;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.transaction.DueRows;
import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.sla.port.SlaClocks;
import io.leaddispatcher.application.transaction.Claimed;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresSlaClocks implements SlaClocks {

    private static final String ADD =
            """
            insert into sla_clock (tenant_id, id, lead_id, assignment_id, rep_key, policy_key, target, plan, acts, started_at,
                                   due_at, state, live, met_at, next_step, next_due_at, moving)
            select :tenant, r.id, r.lead_id, r.assignment_id, r.rep_key, r.policy_key, r.target, r.plan, r.acts, r.started_at,
                   r.due_at, r.state, r.live, r.met_at, r.next_step, r.next_due_at, r.moving
              from jsonb_to_recordset(:rows) as r (
                   id uuid, lead_id uuid, assignment_id uuid, rep_key text, policy_key text, target text, plan jsonb,
                   acts integer, started_at timestamptz, due_at timestamptz, state text, live boolean,
                   met_at timestamptz, next_step integer, next_due_at timestamptz, moving boolean)
            """;

    private static final String SAVE =
            """
            update sla_clock c
               set assignment_id = r.assignment_id, rep_key = r.rep_key, plan = r.plan, acts = r.acts, due_at = r.due_at,
                   state = r.state, live = r.live, met_at = r.met_at, next_step = r.next_step,
                   next_due_at = r.next_due_at, moving = r.moving
              from jsonb_to_recordset(:rows) as r (
                   id uuid, assignment_id uuid, rep_key text, plan jsonb, acts integer, due_at timestamptz, state text,
                   live boolean, met_at timestamptz, next_step integer, next_due_at timestamptz, moving boolean)
             where c.tenant_id = :tenant and c.id = r.id
            """;

    private static final String LIVE =
            """
            select %s
              from sla_clock c
             where c.tenant_id = :tenant and c.lead_id = any (:leads) and c.live
             order by c.id
               for update
            """
                    .formatted(ClockRow.COLUMNS);

    private static final String LIVE_BY_ASSIGNMENT =
            """
            select %s
              from sla_clock c
             where c.tenant_id = :tenant and c.live
               and c.lead_id in (select a.lead_id from assignment a
                                  where a.tenant_id = :tenant and a.id = any (:assignments)
                                    and a.state in ('OFFERED', 'ACCEPTED'))
             order by c.id
               for update
            """
                    .formatted(ClockRow.COLUMNS);

    private static final String TENANTS =
            """
            select tenant_id from tenants_with_due_clocks()
            """;

    // A node that falls silent in the middle must not keep others from what is due for long.
    private static final String HOLD_BRIEFLY =
            """
            select set_config('idle_in_transaction_session_timeout', '10000', true)
            """;

    private static final String DUE =
            """
            select id from sla_clock
             where tenant_id = :tenant and next_due_at <= now() and moving = :moving
             order by next_due_at, id
             limit :most
            """;

    private static final DueRows CLAIM =
            due(
                    """
                    select %s, now() as seen_at
                      from sla_clock c
                     where c.tenant_id = :tenant and c.next_due_at <= now() and not c.moving <named>
                     order by c.next_due_at, c.id <most>
                       for update skip locked
                    """
                            .formatted(ClockRow.COLUMNS));

    private static final DueRows TO_BE_MOVED =
            due(
                    """
                    select c.lead_id
                      from sla_clock c
                     where c.tenant_id = :tenant and c.next_due_at <= now() and c.moving <named>
                     order by c.next_due_at, c.id <most>
                    """);

    private static final DueRows HOLD_ASSIGNMENTS =
            due(
                    """
                    select a.id
                      from assignment a
                     where a.tenant_id = :tenant and a.state in ('OFFERED', 'ACCEPTED')
                       and a.lead_id in (select c.lead_id
                                           from sla_clock c
                                          where c.tenant_id = :tenant and c.next_due_at <= now() and c.moving <named>
                                          order by c.next_due_at, c.id <most>)
                     order by a.id
                       for update
                    """);

    private static final DueRows CLAIM_MOVING =
            due(
                    """
                    select %s, now() as seen_at
                      from sla_clock c
                     where c.tenant_id = :tenant and c.next_due_at <= now() and c.moving <named>
                     order by c.next_due_at, c.id <most>
                       for update skip locked
                    """
                            .formatted(ClockRow.COLUMNS));

    // Whoever holds it takes its step; should it be waited for all the same, it is asked again
    // whether it is due.
    private static final String PUT_OFF =
            """
            update sla_clock set next_due_at = now() + interval '10 seconds'
             where tenant_id = :tenant and next_due_at <= now() and moving = :moving
               and id in (select id from sla_clock
                           where tenant_id = :tenant and id = :id and next_due_at <= now() and moving = :moving
                             for update skip locked)
            """;

    private final DatabaseClient database;

    PostgresSlaClocks(DatabaseClient database) {
        this.database = database;
    }

    private static DueRows due(String sql) {
        return DueRows.of(sql, "c.id");
    }

    @Override
    public Mono<Void> add(TenantId tenant, List<LeadClock> clocks) {
        return write(ADD, tenant, clocks);
    }

    @Override
    public Mono<Void> save(TenantId tenant, List<LeadClock> clocks) {
        return write(SAVE, tenant, clocks);
    }

    private Mono<Void> write(String sql, TenantId tenant, List<LeadClock> clocks) {
        return clocks.isEmpty()
                ? Mono.empty()
                : database.sql(sql)
                        .bind("tenant", tenant.value())
                        .bind(
                                "rows",
                                JsonDocuments.rows(clocks.stream().map(ClockRow::of).toList()))
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    @Override
    public Flux<LeadClock> live(TenantId tenant, Collection<LeadId> leads) {
        return database.sql(LIVE)
                .bind("tenant", tenant.value())
                .bind("leads", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                .map(ClockRow::read)
                .all();
    }

    @Override
    public Flux<LeadClock> liveByAssignment(TenantId tenant, Collection<UUID> assignments) {
        return database.sql(LIVE_BY_ASSIGNMENT)
                .bind("tenant", tenant.value())
                .bind("assignments", assignments.toArray(UUID[]::new))
                .map(ClockRow::read)
                .all();
    }

    @Override
    public Flux<TenantId> tenants() {
        return database.sql(TENANTS).mapValue(UUID.class).all().map(TenantId::new);
    }

    @Override
    public Flux<UUID> due(TenantId tenant, boolean moving, int atMost) {
        return database.sql(DUE)
                .bind("tenant", tenant.value())
                .bind("moving", moving)
                .bind("most", atMost)
                .mapValue(UUID.class)
                .all();
    }

    @Override
    public Mono<Claimed<LeadClock>> claim(TenantId tenant, Portion<UUID> portion) {
        return holdBriefly()
                .then(DueRows.claimed(CLAIM.ask(database, tenant, portion), ClockRow::read));
    }

    @Override
    public Flux<LeadId> toBeMoved(TenantId tenant, Portion<UUID> portion) {
        return TO_BE_MOVED
                .ask(database, tenant, portion)
                .mapValue(UUID.class)
                .all()
                .map(LeadId::new);
    }

    @Override
    public Mono<Claimed<LeadClock>> claimMoving(TenantId tenant, Portion<UUID> portion) {
        return holdBriefly()
                .then(HOLD_ASSIGNMENTS.ask(database, tenant, portion).fetch().all().then())
                .then(DueRows.claimed(CLAIM_MOVING.ask(database, tenant, portion), ClockRow::read));
    }

    private Mono<Void> holdBriefly() {
        return database.sql(HOLD_BRIEFLY).fetch().all().then();
    }

    @Override
    public Mono<Void> putOff(TenantId tenant, UUID clock, boolean moving) {
        return database.sql(PUT_OFF)
                .bind("tenant", tenant.value())
                .bind("id", clock)
                .bind("moving", moving)
                .fetch()
                .rowsUpdated()
                .then();
    }
}
