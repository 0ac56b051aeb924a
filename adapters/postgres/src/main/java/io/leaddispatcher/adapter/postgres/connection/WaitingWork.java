package io.leaddispatcher.adapter.postgres.connection;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What has failed for want of the other side, and waits for its next try. */
record WaitingWork(DatabaseClient database) {

    /** What somebody has locked is being worked on, and needs no waking. */
    private static final String WAKE =
            """
            with events as (
                update inbound_event set due_at = now()
                 where tenant_id = :tenant
                   and id = any (array(select id from inbound_event
                                        where tenant_id = :tenant and origin = :key and state = 'RECEIVED'
                                          and error is not null and due_at > now()
                                          for update skip locked))),
            deliveries as (
                update delivery set due_at = now()
                 where tenant_id = :tenant
                   and id = any (array(select id from delivery
                                        where tenant_id = :tenant and state in ('PENDING', 'RETRYING')
                                          and channel = 'CRM' and recipient = 'crm:' || :key and due_at > now()
                                          for update skip locked)))
            update crm_mirror set due_at = now()
             where tenant_id = :tenant and connection_key = :key and error is not null and due_at > now()
            """;

    /**
     * Lets all of it try again now: events to be read, writes to a CRM, a mirror that stands still.
     */
    Mono<Void> wake(TenantId tenant, ConnectionKey key) {
        return database.sql(WAKE)
                .bind("tenant", tenant.value())
                .bind("key", key.value())
                .fetch()
                .rowsUpdated()
                .then();
    }
}
