package io.leaddispatcher.adapter.postgres.leadview;

import io.leaddispatcher.application.lead.port.Disclosures;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresDisclosures implements Disclosures {

    private static final String COLUMNS =
            """
            select d.id, d.member_id, d.lead_id, d.reason, d.opened_at, d.ends_at, d.ended_at
            """;

    private static final String LATEST =
            COLUMNS
                    + """
                      from disclosure d
                     where d.tenant_id = :tenant and d.member_id = :member and d.lead_id = :lead
                     order by d.opened_at desc, d.id desc
                     limit 1
                    """;

    // Against others who open one to the same member, and not against those who only name them.
    private static final String HOLD =
            """
            select id from member where tenant_id = :tenant and id = :member for no key update
            """;

    private static final String OPEN =
            COLUMNS
                    + """
                      from disclosure d
                     where d.tenant_id = :tenant and d.member_id = :member and d.ended_at is null and d.ends_at > :at
                    """;

    private static final String ADD =
            """
            insert into disclosure (tenant_id, id, member_id, lead_id, reason, opened_at, ends_at)
            values (:tenant, :id, :member, :lead, :reason, :opened, :ends)
            """;

    private static final String FIND =
            COLUMNS
                    + """
                      from disclosure d
                     where d.tenant_id = :tenant and d.id = :id
                    """;

    private static final String END =
            """
            update disclosure set ended_at = :at
             where tenant_id = :tenant and id = :id and ended_at is null and ends_at > :at
            """;

    private static final String LIST =
            COLUMNS.stripTrailing()
                    + """
                    , p.name as member, l.name as person, l.company
                      from disclosure d
                     cross join lateral (select l.name, l.company from lead l
                                          where l.tenant_id = :tenant and l.id = d.lead_id
                                         offset 0) l
                      left join member m on m.tenant_id = d.tenant_id and m.id = d.member_id
                      left join person p on p.id = m.person_id
                     where d.tenant_id = :tenant
                     order by d.opened_at desc, d.id desc
                     limit :limit
                    """;

    private final DatabaseClient database;

    PostgresDisclosures(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Disclosure> latest(TenantId tenant, UUID member, LeadId lead) {
        return database.sql(LATEST)
                .bind("tenant", tenant.value())
                .bind("member", member)
                .bind("lead", lead.value())
                .map(PostgresDisclosures::disclosure)
                .one();
    }

    @Override
    public Flux<Disclosure> hold(TenantId tenant, UUID member, Instant at) {
        return database.sql(HOLD)
                .bind("tenant", tenant.value())
                .bind("member", member)
                .fetch()
                .all()
                .thenMany(
                        Flux.defer(() ->
                                database.sql(OPEN)
                                        .bind("tenant", tenant.value())
                                        .bind("member", member)
                                        .bind("at", at)
                                        .map(PostgresDisclosures::disclosure)
                                        .all()));
    }

    @Override
    public Mono<Void> add(TenantId tenant, Disclosure disclosure) {
        return database.sql(ADD)
                .bind("tenant", tenant.value())
                .bind("id", disclosure.id())
                .bind("member", disclosure.member())
                .bind("lead", disclosure.lead().value())
                .bind("reason", disclosure.reason())
                .bind("opened", disclosure.openedAt())
                .bind("ends", disclosure.endsAt())
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Disclosure> find(TenantId tenant, UUID id) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(PostgresDisclosures::disclosure)
                .one();
    }

    @Override
    public Mono<Boolean> end(TenantId tenant, UUID id, Instant at) {
        return database.sql(END)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    @Override
    public Flux<Listed> list(TenantId tenant, int limit) {
        return database.sql(LIST)
                .bind("tenant", tenant.value())
                .bind("limit", limit)
                .map(row ->
                        new Listed(
                                disclosure(row),
                                row.get("member", String.class),
                                row.get("person", String.class),
                                row.get("company", String.class)))
                .all();
    }

    private static Disclosure disclosure(Readable row) {
        return new Disclosure(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("member_id", UUID.class)),
                new LeadId(Objects.requireNonNull(row.get("lead_id", UUID.class))),
                Objects.requireNonNull(row.get("reason", String.class)),
                Objects.requireNonNull(row.get("opened_at", Instant.class)),
                Objects.requireNonNull(row.get("ends_at", Instant.class)),
                row.get("ended_at", Instant.class));
    }
}
