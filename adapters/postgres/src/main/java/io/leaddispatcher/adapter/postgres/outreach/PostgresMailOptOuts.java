package io.leaddispatcher.adapter.postgres.outreach;

import io.leaddispatcher.application.optout.port.MailOptOuts;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresMailOptOuts implements MailOptOuts {

    private static final String ADD =
            """
            insert into mail_opt_out (tenant_id, addressee, at) values (:tenant, :addressee, :at)
                on conflict do nothing
            """;

    private static final String AMONG =
            """
            select addressee from mail_opt_out where tenant_id = :tenant and addressee = any (:addressees)
            """;

    private final DatabaseClient database;

    PostgresMailOptOuts(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> add(TenantId tenant, String addressee, Instant at) {
        return database.sql(ADD)
                .bind("tenant", tenant.value())
                .bind("addressee", addressee)
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    @Override
    public Mono<Set<String>> among(TenantId tenant, Collection<String> addressees) {
        return addressees.isEmpty()
                ? Mono.just(Set.of())
                : database.sql(AMONG)
                        .bind("tenant", tenant.value())
                        .bind("addressees", addressees.toArray(String[]::new))
                        .mapValue(String.class)
                        .all()
                        .collect(Collectors.toUnmodifiableSet());
    }
}
