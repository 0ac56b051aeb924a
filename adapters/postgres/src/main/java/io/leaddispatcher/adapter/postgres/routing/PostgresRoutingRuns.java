package io.leaddispatcher.adapter.postgres.routing;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.adapter.postgres.transaction.Write;
import io.leaddispatcher.application.routing.port.RoutingRuns;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.ExperimentKey;
import io.leaddispatcher.domain.policy.ExperimentSide;
import io.leaddispatcher.domain.policy.ExperimentSide.Side;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresRoutingRuns implements RoutingRuns {

    private static final String ADD =
            """
            insert into routing_run (tenant_id, id, lead_id, event_id, again, kind, policy_version, cause, decided_at, result,
                                     rule_id, trace, answer, experiment_key, experiment_side, experiment_company)
            select :tenant, r.id, r.lead_id, r.event_id, r.again, r.kind, r.policy_version, r.cause, r.decided_at,
                   r.result, r.rule_id, r.trace, r.answer, r.experiment_key, r.experiment_side,
                   r.experiment_company
              from jsonb_to_recordset(:rows) as r (
                   id uuid, lead_id uuid, event_id uuid, again boolean, kind text, policy_version integer, cause text,
                   decided_at timestamptz, result text, rule_id text, trace jsonb,
                   answer jsonb, experiment_key text, experiment_side text, experiment_company integer)
            """;

    // Only news make a lead move to a better tier.
    private static final String REROUTES =
            """
            select lead_id, count(*) as moves
              from routing_run
             where tenant_id = :tenant and lead_id = any (:leads) and cause = 'REROUTE' and event_id is not null
             group by lead_id
            """;

    private static final String SIDES =
            """
            select distinct on (lead_id) lead_id, experiment_key, experiment_side, experiment_company
              from routing_run
             where tenant_id = :tenant and lead_id = any (:leads) and experiment_key = any (:experiments)
             order by lead_id, decided_at, id
            """;

    // Ids sort by the time they were made.
    private static final String HOPS =
            """
            select r.lead_id, count(*) as moves
              from routing_run r
             where r.tenant_id = :tenant and r.lead_id = any (:leads) and r.cause = 'ESCALATION'
               and not exists (select from routing_run later
                                where later.tenant_id = :tenant and later.lead_id = r.lead_id and later.id > r.id
                                  and later.cause not in ('ESCALATION', 'DECLINE'))
             group by r.lead_id
            """;

    private final DatabaseClient database;
    private final RowCiphers ciphers;

    PostgresRoutingRuns(DatabaseClient database, RowCiphers ciphers) {
        this.database = database;
        this.ciphers = ciphers;
    }

    @Override
    public Mono<Void> add(TenantId tenant, List<Run> runs) {
        return runs.isEmpty()
                ? Mono.empty()
                : ciphers.toWrite(tenant)
                        .flatMap(cipher ->
                                Write.of(ADD, tenant)
                                        .with(
                                                "rows",
                                                JsonDocuments.rows(
                                                        runs.stream()
                                                                .map(run -> row(run, cipher))
                                                                .toList()))
                                        .by(database));
    }

    @Override
    public Mono<Map<LeadId, Integer>> hops(TenantId tenant, Collection<LeadId> leads) {
        return counted(HOPS, tenant, leads);
    }

    @Override
    public Mono<Map<LeadId, Integer>> reroutes(TenantId tenant, Collection<LeadId> leads) {
        return counted(REROUTES, tenant, leads);
    }

    @Override
    public Mono<Map<LeadId, ExperimentSide>> sides(
            TenantId tenant, Set<ExperimentKey> experiments, Collection<LeadId> leads) {
        return database.sql(SIDES)
                .bind("tenant", tenant.value())
                .bind("leads", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                .bind(
                        "experiments",
                        experiments.stream().map(ExperimentKey::value).toArray(String[]::new))
                .map(row -> Map.entry(new LeadId(required(row, "lead_id", UUID.class)), side(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static ExperimentSide side(Readable row) {
        return new ExperimentSide(
                new ExperimentKey(required(row, "experiment_key", String.class)),
                Side.valueOf(required(row, "experiment_side", String.class)),
                row.get("experiment_company", Integer.class));
    }

    private Mono<Map<LeadId, Integer>> counted(
            String sql, TenantId tenant, Collection<LeadId> leads) {
        return database.sql(sql)
                .bind("tenant", tenant.value())
                .bind("leads", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                .map(row ->
                        Map.entry(
                                new LeadId(Objects.requireNonNull(row.get("lead_id", UUID.class))),
                                Objects.requireNonNull(row.get("moves", Integer.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Map<String, Object> row(Run run, RowCipher cipher) {
        ExperimentSide experiment = run.experiment();
        return RowBuilder.row()
                .with("id", run.id())
                .with("lead_id", run.lead())
                .with("event_id", run.event())
                .with("again", run.again())
                .with("kind", run.kind())
                .with("policy_version", run.policyVersion())
                .with("cause", run.cause())
                .with("decided_at", run.decidedAt())
                .with("result", run.result())
                .with("rule_id", run.ruleId())
                .with("trace", cipher.kept(run.explanation(), EncryptedColumn.RUN_TRACE, run.id()))
                .with("answer", run.answer())
                .with("experiment_key", experiment == null ? null : experiment.experiment())
                .with("experiment_side", experiment == null ? null : experiment.side())
                .with("experiment_company", experiment == null ? null : experiment.company())
                .columns();
    }
}
