package io.leaddispatcher.adapter.postgres.routing;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.adapter.postgres.transaction.DueRows;
import io.leaddispatcher.adapter.postgres.transaction.Write;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Asked;
import io.leaddispatcher.application.assignment.port.Assignments.Ended;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.assignment.port.Assignments.Taken;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Offer;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresAssignments implements Assignments {

    private static final String ADD =
            """
            insert into assignment (tenant_id, id, lead_id, run_id, rep_key, pool_key, rule_id, tier, priority, segments,
                                    turns, broadcast, state, offered_at, expires_at, locked_until)
            select :tenant, r.id, r.lead_id, r.run_id, r.rep_key, r.pool_key, r.rule_id, r.tier, r.priority, r.segments,
                   r.turns, r.broadcast, 'OFFERED', r.offered_at, r.expires_at, r.locked_until
              from jsonb_to_recordset(:rows) as r (
                   id uuid, lead_id uuid, run_id uuid, rep_key text, pool_key text, rule_id text, tier text,
                   priority text, segments text[],
                   turns text[], broadcast boolean, offered_at timestamptz, expires_at timestamptz,
                   locked_until timestamptz)
            """;

    // With each event that finds a lead over it is routed afresh; ids sort by the time they were
    // made.
    private static final String ASKED =
            """
            select a.lead_id, a.rep_key,
                   bool_or(a.state in ('DECLINED', 'EXPIRED') and not a.spared
                           and not exists (select from routing_run later
                                            where later.tenant_id = :tenant and later.lead_id = a.lead_id
                                              and later.id > a.run_id and later.cause = 'INTAKE')) as refuses
              from assignment a
             where a.tenant_id = :tenant and a.lead_id = any (:leads) and a.state not in ('OFFERED', 'ACCEPTED')
             group by a.lead_id, a.rep_key
            """;

    private static final String ACTIVE =
            """
            select distinct on (lead_id)
                   %s
              from assignment
             where tenant_id = :tenant and lead_id = any (:leads) and state in ('OFFERED', 'ACCEPTED')
             order by lead_id, broadcast, id
            """
                    .formatted(AssignmentRow.COLUMNS);

    private static final String OPEN =
            """
            select %s, state
              from assignment
             where tenant_id = :tenant and lead_id = any (:leads) and state in ('OFFERED', 'ACCEPTED')
             order by lead_id, broadcast, id
            """
                    .formatted(AssignmentRow.COLUMNS);

    private static final String LATEST =
            """
            select %s, state
              from assignment
             where tenant_id = :tenant and lead_id = :lead
             order by state = 'ACCEPTED' or state = 'OFFERED' and not broadcast desc, id desc
             limit 1
            """
                    .formatted(AssignmentRow.COLUMNS);

    private static final String END =
            """
            update assignment
               set state = case when broadcast and state = 'OFFERED' then 'EXPIRED' else :state end,
                   spared = broadcast and state = 'OFFERED', ended_at = :at, reason = :reason, version = version + 1
             where tenant_id = :tenant and lead_id = :lead and state in ('OFFERED', 'ACCEPTED')
            """;

    private static final String END_THESE =
            """
            update assignment a
               set state = r.state, ended_at = :at, reason = r.reason, spared = r.spared, version = a.version + 1
              from jsonb_to_recordset(:rows) as r (id uuid, state text, reason text, spared boolean)
             where a.tenant_id = :tenant and a.id = r.id and a.state in ('OFFERED', 'ACCEPTED')
            """;

    // Who was asked with others has it alone now: it counts as the one active assignment.
    private static final String ACCEPT =
            """
            update assignment a
               set state = 'ACCEPTED', accepted_at = :at, broadcast = false, turns = r.turns, version = a.version + 1
              from jsonb_to_recordset(:rows) as r (id uuid, turns text[])
             where a.tenant_id = :tenant and a.id = r.id and a.state = 'OFFERED'
            """;

    private static final String WAS_ACCEPTED =
            """
            select accepted_at is not null as accepted from assignment where tenant_id = :tenant and id = :id
            """;

    private static final String RESUME =
            """
            update assignment set state = 'ACCEPTED', ended_at = null, reason = null, version = version + 1
             where tenant_id = :tenant and id = :id and state = 'COMPLETED' and accepted_at is not null
            """;

    private static final String GIVEN_BACK =
            """
            update assignment
               set given_back = :pools, given_back_at = case when given_back @> :pools then given_back_at else :at end
             where tenant_id = :tenant and id = :id
            """;

    private static final String RAISE =
            """
            update assignment set priority = :priority, version = version + 1
             where tenant_id = :tenant and lead_id = :lead and state in ('OFFERED', 'ACCEPTED')
            """;

    private static final String LAPSED =
            """
            select a.lead_id from assignment a
             where a.tenant_id = :tenant and a.state = 'OFFERED' and a.expires_at <= now() <named>
               and not exists (select from assignment b
                                where b.tenant_id = :tenant and b.lead_id = a.lead_id and b.state = 'ACCEPTED')
             order by a.expires_at, a.id <most>
            """;

    private static final DueRows SEE_LAPSED = DueRows.of(LAPSED, "a.lead_id");

    private static final DueRows HOLD_LAPSED = DueRows.of(LAPSED + " for update", "a.lead_id");

    // Not as of when the unit of work began: it may have waited for the turn in which an offer was
    // made.
    private static final String LAPSE =
            """
            update assignment set expires_at = statement_timestamp(), version = version + 1
             where tenant_id = :tenant and rep_key = any (:reps) and state = 'OFFERED'
               and (expires_at is null or expires_at > statement_timestamp())
            """;

    private static final String PUT_OFF_LAPSED =
            """
            update assignment set expires_at = now() + interval '10 seconds', version = version + 1
             where tenant_id = :tenant and lead_id = :lead and state = 'OFFERED' and expires_at <= now()
            """;

    private final DatabaseClient database;

    PostgresAssignments(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> add(TenantId tenant, List<Offer> offers) {
        return offers.isEmpty()
                ? Mono.empty()
                : Write.of(ADD, tenant)
                        .with(
                                "rows",
                                JsonDocuments.rows(offers.stream().map(AssignmentRow::of).toList()))
                        .by(database);
    }

    @Override
    public Mono<Map<LeadId, Asked>> asked(TenantId tenant, Collection<LeadId> leads) {
        return database.sql(ASKED)
                .bind("tenant", tenant.value())
                .bind("leads", uuids(leads))
                .map(PassedOver::of)
                .all()
                .collect(
                        groupingBy(
                                PassedOver::lead,
                                collectingAndThen(toList(), PostgresAssignments::asked)));
    }

    private static Asked asked(List<PassedOver> reps) {
        Map<Boolean, Set<RepKey>> refusing =
                reps.stream()
                        .collect(
                                partitioningBy(
                                        PassedOver::refuses, mapping(PassedOver::rep, toSet())));
        return new Asked(
                refusing.getOrDefault(true, Set.of()), refusing.getOrDefault(false, Set.of()));
    }

    /** A rep who did not take a lead. */
    private record PassedOver(LeadId lead, RepKey rep, boolean refuses) {

        static PassedOver of(Readable row) {
            return new PassedOver(
                    new LeadId(required(row, "lead_id", UUID.class)),
                    new RepKey(required(row, "rep_key", String.class)),
                    required(row, "refuses", Boolean.class));
        }
    }

    @Override
    public Mono<Map<LeadId, Offer>> active(TenantId tenant, Collection<LeadId> leads) {
        return database.sql(ACTIVE)
                .bind("tenant", tenant.value())
                .bind("leads", uuids(leads))
                .map(AssignmentRow::offer)
                .all()
                .collectMap(Offer::lead);
    }

    @Override
    public Mono<Map<LeadId, List<Given>>> open(TenantId tenant, Collection<LeadId> leads) {
        return database.sql(OPEN)
                .bind("tenant", tenant.value())
                .bind("leads", uuids(leads))
                .map(AssignmentRow::given)
                .all()
                .collect(groupingBy(given -> given.offer().lead()));
    }

    @Override
    public Mono<Given> latest(TenantId tenant, LeadId lead) {
        return database.sql(LATEST)
                .bind("tenant", tenant.value())
                .bind("lead", lead.value())
                .map(AssignmentRow::given)
                .one();
    }

    @Override
    public Mono<Boolean> wasAccepted(TenantId tenant, UUID assignment) {
        return database.sql(WAS_ACCEPTED)
                .bind("tenant", tenant.value())
                .bind("id", assignment)
                .map(row -> required(row, "accepted", Boolean.class))
                .one();
    }

    @Override
    public Mono<Void> resume(TenantId tenant, UUID assignment) {
        return database.sql(RESUME)
                .bind("tenant", tenant.value())
                .bind("id", assignment)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> givenBack(TenantId tenant, UUID assignment, Set<PoolKey> pools, Instant at) {
        return database.sql(GIVEN_BACK)
                .bind("tenant", tenant.value())
                .bind("id", assignment)
                .bind("pools", pools.stream().map(PoolKey::value).toArray(String[]::new))
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> raise(TenantId tenant, LeadId lead, Priority priority) {
        return database.sql(RAISE)
                .bind("tenant", tenant.value())
                .bind("lead", lead.value())
                .bind("priority", priority.name())
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Set<LeadId>> lapsed(TenantId tenant, Portion<LeadId> portion, boolean hold) {
        return (hold ? HOLD_LAPSED : SEE_LAPSED)
                .ask(database, tenant, portion, LeadId::value)
                .mapValue(UUID.class)
                .all()
                .map(LeadId::new)
                .collect(LinkedHashSet::new, Set::add);
    }

    @Override
    public Mono<Void> lapse(TenantId tenant, Set<RepKey> reps) {
        return database.sql(LAPSE)
                .bind("tenant", tenant.value())
                .bind("reps", reps.stream().map(RepKey::value).toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> putOffLapsed(TenantId tenant, LeadId lead) {
        return database.sql(PUT_OFF_LAPSED)
                .bind("tenant", tenant.value())
                .bind("lead", lead.value())
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> end(TenantId tenant, List<Ended> ended, Instant at) {
        return write(
                END_THESE,
                tenant,
                ended.stream()
                        .map(each ->
                                RowBuilder.row()
                                        .with("id", each.assignment())
                                        .with("state", each.state())
                                        .with("reason", each.reason())
                                        .with("spared", each.spared())
                                        .columns())
                        .toList(),
                at);
    }

    @Override
    public Mono<Void> accept(TenantId tenant, List<Taken> taken, Instant at) {
        return write(
                ACCEPT,
                tenant,
                taken.stream()
                        .map(each ->
                                RowBuilder.row()
                                        .with("id", each.assignment())
                                        .with(
                                                "turns",
                                                each.turns().stream().map(PoolKey::value).toList())
                                        .columns())
                        .toList(),
                at);
    }

    private Mono<Void> write(
            String sql, TenantId tenant, List<Map<String, Object>> rows, Instant at) {
        return rows.isEmpty()
                ? Mono.empty()
                : database.sql(sql)
                        .bind("tenant", tenant.value())
                        .bind("rows", JsonDocuments.rows(rows))
                        .bind("at", at)
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    @Override
    public Mono<Void> end(
            TenantId tenant,
            LeadId lead,
            AssignmentState state,
            @Nullable String reason,
            Instant at) {
        return database.sql(END)
                .bind("tenant", tenant.value())
                .bind("lead", lead.value())
                .bind("state", state.name())
                .bind("reason", Parameters.in(R2dbcType.VARCHAR, reason))
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static UUID[] uuids(Collection<LeadId> leads) {
        return leads.stream().map(LeadId::value).toArray(UUID[]::new);
    }
}
