package io.leaddispatcher.adapter.postgres.connection;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.form.UnmappedField;
import io.leaddispatcher.application.form.port.UnmappedFields;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresUnmappedFields implements UnmappedFields {

    /** Anybody may send to a form; more is nothing that a person would read. */
    private static final int MOST = 40;

    // From the connection's row, so that nothing happens when it was deleted meanwhile; by names in
    // order, so that two forms at once do not wait for each other.
    private static final String NOTE =
            """
            insert into unmapped_form_field (tenant_id, connection_key, name, seen_at)
            select c.tenant_id, c.key, sent.name, :at
              from connection c, unnest(:names) as sent(name)
             where c.tenant_id = :tenant and c.key = :connection
             order by sent.name
            on conflict (tenant_id, connection_key, name) do update
               set seen_at = excluded.seen_at
            """;

    private static final String FORGET =
            """
            delete from unmapped_form_field
             where tenant_id = :tenant and connection_key = :connection
               and name in (select name from unmapped_form_field
                             where tenant_id = :tenant and connection_key = :connection
                             order by seen_at desc, name offset :most)
            """;

    private static final String LIST =
            """
            select name, seen_at from unmapped_form_field
             where tenant_id = :tenant and connection_key = :connection
             order by seen_at desc, name
            """;

    private final DatabaseClient database;

    PostgresUnmappedFields(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> note(
            TenantId tenant, ConnectionKey connection, Set<String> names, Instant at) {
        Mono<Void> noted =
                database.sql(NOTE)
                        .bind("tenant", tenant.value())
                        .bind("connection", connection.value())
                        .bind("names", names.toArray(String[]::new))
                        .bind("at", at)
                        .then();
        Mono<Void> bounded =
                database.sql(FORGET)
                        .bind("tenant", tenant.value())
                        .bind("connection", connection.value())
                        .bind("most", MOST)
                        .then();
        return noted.then(bounded);
    }

    @Override
    public Flux<UnmappedField> list(TenantId tenant, ConnectionKey connection) {
        return database.sql(LIST)
                .bind("tenant", tenant.value())
                .bind("connection", connection.value())
                .map(row ->
                        new UnmappedField(
                                required(row, "name", String.class),
                                required(row, "seen_at", Instant.class)))
                .all();
    }
}
