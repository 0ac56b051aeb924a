package io.leaddispatcher.adapter.postgres.connection;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/**
 * What is known by the account that a connection leads to. A CRM may have hundreds of thousands of
 * records and companies: a statement takes some at a time, since each has to be over in time.
 */
record AccountTraces(DatabaseClient database) {

    private static final int AT_ONCE = 10_000;

    /**
     * As with companies that are gone, an account stays that somebody has changed, or that a
     * territory names.
     */
    private static final String ACCOUNTS =
            """
            with gone as (
                delete from crm_account m
                 using (select external_id from crm_account
                         where tenant_id = :tenant and connection_key = :connection
                         limit %d) part
                 where m.tenant_id = :tenant and m.connection_key = :connection and m.external_id = part.external_id
                returning m.account_key, m.version),
            removed as (
                delete from account a
                 using gone
                 where a.tenant_id = :tenant and a.key = gone.account_key and a.version = gone.version
                   and not exists (select from configuration_document t
                                    where t.tenant_id = :tenant and t.kind = 'TERRITORY'
                                      and jsonb_exists(t.document -> 'accounts', a.key)))
            select count(*) from gone
            """
                    .formatted(AT_ONCE);

    private static final String RECORDS =
            """
            select external_id from crm_record
             where tenant_id = :tenant and connection_key = :connection
             order by external_id limit %d
            """
                    .formatted(AT_ONCE);

    /** Before the records, as whoever is told of somebody takes them. */
    private static final String HANDLES =
            """
            delete from lead_identity i
             using unnest(:ids) as r (id)
             where i.tenant_id = :tenant and i.handle = 'r:' || :connection || ':' || r.id
            """;

    private static final String FORGET =
            """
            with gone as (
                delete from crm_record c
                 using unnest(:ids) as r (id)
                 where c.tenant_id = :tenant and c.connection_key = :connection and c.external_id = r.id
                returning c.lead_id, c.external_id)
            insert into former_record (tenant_id, lead_id, external_id, type, account)
            select :tenant, g.lead_id, g.external_id, coalesce(k.type, ''), coalesce(account_of(k.settings), '')
              from gone g
              left join connection k on k.tenant_id = :tenant and k.key = :connection
            on conflict do nothing
            """;

    /** What a node is sending settles nothing any more. */
    private static final String WRITES =
            """
            delete from delivery
             where tenant_id = :tenant and state in ('PENDING', 'SENDING', 'RETRYING', 'DEAD') and channel = 'CRM'
               and recipient = 'crm:' || :connection
            """;

    private static final String EVENTS =
            """
            update inbound_event set state = 'IGNORED', error = 'the connection no longer leads to its account'
             where tenant_id = :tenant and origin = :connection and state = 'RECEIVED' and not names_erased
            """;

    /** Of somebody who was erased they are not kept. */
    private static final String ERASED =
            """
            delete from inbound_event
             where tenant_id = :tenant and origin = :connection and state = 'RECEIVED' and names_erased
            """;

    private static final String MIRROR =
            """
            delete from crm_mirror where tenant_id = :tenant and connection_key = :connection
            """;

    private static final String POLL =
            """
            delete from record_poll where tenant_id = :tenant and connection_key = :connection
            """;

    private static final String SINCE =
            """
            update connection set account_since = now() where tenant_id = :tenant and key = :connection
            """;

    Mono<Void> remove(TenantId tenant, ConnectionKey connection) {
        return companies(tenant, connection)
                .then(Mono.defer(() -> records(tenant, connection)))
                .then(done(WRITES, tenant, connection))
                .then(done(EVENTS, tenant, connection))
                .then(done(ERASED, tenant, connection))
                // Of events that were taken in before they could be ignored.
                .then(Mono.defer(() -> records(tenant, connection)))
                .then(done(MIRROR, tenant, connection))
                .then(done(POLL, tenant, connection))
                .then(done(SINCE, tenant, connection));
    }

    private Mono<Void> companies(TenantId tenant, ConnectionKey connection) {
        Mono<Long> some = of(ACCOUNTS, tenant, connection).mapValue(Long.class).one();
        return some.expand(gone -> gone < AT_ONCE ? Mono.empty() : some).then();
    }

    private Mono<Void> records(TenantId tenant, ConnectionKey connection) {
        Mono<List<String>> some =
                of(RECORDS, tenant, connection)
                        .mapValue(String.class)
                        .all()
                        .collectList()
                        .delayUntil(ids ->
                                ids.isEmpty() ? Mono.empty() : forget(tenant, connection, ids));
        return some.expand(ids -> ids.size() < AT_ONCE ? Mono.empty() : some).then();
    }

    private Mono<Void> forget(TenantId tenant, ConnectionKey connection, List<String> records) {
        String[] ids = records.toArray(String[]::new);
        return of(HANDLES, tenant, connection)
                .bind("ids", ids)
                .fetch()
                .rowsUpdated()
                .then(of(FORGET, tenant, connection).bind("ids", ids).fetch().rowsUpdated())
                .then();
    }

    private Mono<Void> done(String sql, TenantId tenant, ConnectionKey connection) {
        return of(sql, tenant, connection).fetch().rowsUpdated().then();
    }

    private GenericExecuteSpec of(String sql, TenantId tenant, ConnectionKey connection) {
        return database.sql(sql)
                .bind("tenant", tenant.value())
                .bind("connection", connection.value());
    }
}
