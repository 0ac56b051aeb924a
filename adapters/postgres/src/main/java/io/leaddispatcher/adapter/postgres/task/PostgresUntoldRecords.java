package io.leaddispatcher.adapter.postgres.task;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.crm.port.UntoldRecords;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** By the deliveries that were to tell them. */
@Component
final class PostgresUntoldRecords implements UntoldRecords {

    private static final String UNTOLD =
            """
            with untold as materialized (
                select x.lead_id
                  from (select distinct on (r.lead_id) r.lead_id, r.connection_key, r.external_id, r.owner_at
                          from crm_record r
                          join connection c on c.tenant_id = r.tenant_id and c.key = r.connection_key
                         where r.tenant_id = :tenant and r.lead_id = any (:leads)
                         order by r.lead_id, r.gone, r.told_at desc, r.connection_key, r.external_id) x
                 where x.owner_at is null
                   and not exists (select from delivery d
                                    where d.tenant_id = :tenant and d.lead_id = x.lead_id and d.channel = 'CRM'
                                      and d.recipient = 'crm:' || x.connection_key
                                      and d.document ->> 'crm' = 'OWNER' and d.document ->> 'record' = x.external_id))
            select u.lead_id as told, k.id, k.lead_id, k.assignment_id, k.rep_key, k.type, k.due_at
              from untold u
              left join task k on k.tenant_id = :tenant and k.lead_id = u.lead_id and k.state = 'OPEN'
               and not exists (select from delivery d
                                where d.tenant_id = :tenant and d.lead_id = u.lead_id and d.channel = 'CRM'
                                  and d.document ->> 'crm' = 'TASK' and d.document ->> 'task' = k.id::text)
             order by k.id
            """;

    private final DatabaseClient database;

    PostgresUntoldRecords(DatabaseClient database) {
        this.database = database;
    }

    private record Found(LeadId lead, Optional<Task> task) {}

    @Override
    public Mono<Map<LeadId, List<Task>>> of(TenantId tenant, Collection<LeadId> leads) {
        return database.sql(UNTOLD)
                .bind("tenant", tenant.value())
                .bind("leads", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                .map(row ->
                        new Found(
                                new LeadId(required(row, "told", UUID.class)),
                                row.get("id", UUID.class) == null
                                        ? Optional.empty()
                                        : Optional.of(PostgresTasks.task(row))))
                .all()
                .collect(
                        Collectors.groupingBy(
                                Found::lead,
                                Collectors.flatMapping(
                                        found -> found.task().stream(), Collectors.toList())));
    }
}
