package io.leaddispatcher.adapter.postgres.dispatch;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.dispatch.port.MailBounces;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresMailBounces implements MailBounces {

    private static final String NOTE =
            """
            insert into mail_bounce (tenant_id, address, reason, at) values (:tenant, :address, :reason, :at)
            on conflict (tenant_id, address) do update set reason = excluded.reason, at = excluded.at
             where mail_bounce.at <= excluded.at
            """;

    private static final String CLEAR =
            """
            delete from mail_bounce where tenant_id = :tenant and address = any (:addresses)
            """;

    private static final String ALL =
            """
            select address, reason, at from mail_bounce where tenant_id = :tenant order by address
            """;

    private final DatabaseClient database;

    PostgresMailBounces(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> note(TenantId tenant, Bounce bounce) {
        return database.sql(NOTE)
                .bind("tenant", tenant.value())
                .bind("address", bounce.address().toLowerCase(Locale.ROOT))
                .bind("reason", bounce.reason())
                .bind("at", bounce.at())
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> clear(TenantId tenant, Collection<String> addresses) {
        return database.sql(CLEAR)
                .bind("tenant", tenant.value())
                .bind(
                        "addresses",
                        addresses.stream()
                                .map(each -> each.toLowerCase(Locale.ROOT))
                                .toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Flux<Bounce> all(TenantId tenant) {
        return database.sql(ALL)
                .bind("tenant", tenant.value())
                .map(row ->
                        new Bounce(
                                required(row, "address", String.class),
                                required(row, "reason", String.class),
                                required(row, "at", Instant.class)))
                .all();
    }
}
