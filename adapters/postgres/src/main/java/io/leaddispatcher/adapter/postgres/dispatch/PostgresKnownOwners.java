package io.leaddispatcher.adapter.postgres.dispatch;

import io.leaddispatcher.adapter.postgres.document.Columns;
import io.leaddispatcher.application.crm.port.KnownOwners;
import io.leaddispatcher.application.crm.port.KnownOwners.LastWord;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** By the deliveries that were to write them, and by what records say of what was seen. */
@Component
final class PostgresKnownOwners implements KnownOwners {

    // One that is on its way comes first, then the one that has arrived last.
    private static final String LAST =
            """
            select coalesce(w.state <> 'DELIVERED', false) as under_way,
                   case when r.owner_at >= coalesce(w.updated_at, '-infinity') then r.owner else w.reference end as owner
              from crm_record r
              left join lateral (
                   select d.state, d.reference, d.updated_at
                     from delivery d
                    where d.tenant_id = r.tenant_id and d.lead_id = r.lead_id
                      and d.channel = 'CRM' and d.recipient = :recipient
                      and d.document ->> 'crm' = 'OWNER' and d.document ->> 'record' = :record
                      and (d.state in ('PENDING', 'SENDING', 'RETRYING')
                           or d.state = 'DELIVERED' and coalesce(d.reference, '') not in ('', 'unchanged', 'nobody'))
                    order by d.state = 'DELIVERED', d.updated_at desc, d.id desc limit 1) w on true
             where r.tenant_id = :tenant and r.connection_key = :connection
               and r.external_id = :record and (w.state is not null or r.owner_at is not null)
            """;

    private static final String SEEN =
            """
            update crm_record set owner = :owner, owner_rep = :rep, owner_at = :at
             where tenant_id = :tenant and connection_key = :connection and external_id = :record
            """;

    private final DatabaseClient database;

    PostgresKnownOwners(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<LastWord> last(TenantId tenant, ConnectionKey connection, String record) {
        return database.sql(LAST)
                .bind("tenant", tenant.value())
                .bind("connection", connection.value())
                .bind("recipient", "crm:" + connection)
                .bind("record", record)
                .<LastWord>map(row ->
                        Columns.required(row, "under_way", Boolean.class)
                                ? new LastWord.OnItsWay()
                                : new LastWord.Was(row.get("owner", String.class)))
                .one();
    }

    @Override
    public Mono<Void> seen(Sight sight) {
        var rep = sight.rep();
        return database.sql(SEEN)
                .bind("tenant", sight.tenant().value())
                .bind("connection", sight.connection().value())
                .bind("record", sight.record())
                .bind("owner", Parameters.in(R2dbcType.VARCHAR, sight.owner()))
                .bind("rep", Parameters.in(R2dbcType.VARCHAR, rep == null ? null : rep.value()))
                .bind("at", sight.at())
                .then();
    }
}
