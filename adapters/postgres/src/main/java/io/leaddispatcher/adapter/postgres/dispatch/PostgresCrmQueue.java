package io.leaddispatcher.adapter.postgres.dispatch;

import io.leaddispatcher.application.crm.CrmWrite;
import io.leaddispatcher.application.crm.port.CrmQueue;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresCrmQueue implements CrmQueue {

    // Ids are ordered by time.
    private static final String OVERTAKEN =
            """
            select exists (
                select from delivery d
                 where d.tenant_id = :tenant and d.lead_id = :lead and d.id > :id and d.channel = 'CRM'
                   and d.state in ('PENDING', 'SENDING', 'RETRYING') and d.recipient = :recipient
                   and d.document ->> 'record' = :record and d.document ->> 'crm' = any (:kinds)
                   and coalesce(d.document ->> 'meeting', '') = :meeting) as overtaken
            """;

    private static final String BEHIND =
            """
            select exists (
                select from delivery d
                 where d.tenant_id = :tenant and d.lead_id = :lead and d.id < :id and d.channel = 'CRM'
                   and d.state = 'SENDING' and d.recipient = :recipient
                   and d.document ->> 'meeting' = :meeting) as behind
            """;

    private final DatabaseClient database;

    PostgresCrmQueue(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> isOvertaken(TenantId tenant, Delivery delivery, CrmWrite write) {
        LeadId lead = delivery.lead();
        String[] kinds = write.overtakenBy().toArray(String[]::new);
        return lead == null || kinds.length == 0
                ? Mono.just(false)
                : database.sql(OVERTAKEN)
                        .bind("tenant", tenant.value())
                        .bind("lead", lead.value())
                        .bind("id", delivery.id().value())
                        .bind("recipient", delivery.draft().recipient())
                        .bind("record", write.record())
                        .bind("kinds", kinds)
                        .bind(
                                "meeting",
                                write instanceof CrmWrite.Appointment(_, var meeting)
                                        ? meeting.toString()
                                        : "")
                        .map(row -> Objects.requireNonNull(row.get("overtaken", Boolean.class)))
                        .one();
    }

    @Override
    public Mono<Boolean> isBehind(TenantId tenant, Delivery delivery, CrmWrite.Appointment write) {
        LeadId lead = delivery.lead();
        return lead == null
                ? Mono.just(false)
                : database.sql(BEHIND)
                        .bind("tenant", tenant.value())
                        .bind("lead", lead.value())
                        .bind("id", delivery.id().value())
                        .bind("recipient", delivery.draft().recipient())
                        .bind("meeting", write.meeting().toString())
                        .map(row -> Objects.requireNonNull(row.get("behind", Boolean.class)))
                        .one();
    }
}
