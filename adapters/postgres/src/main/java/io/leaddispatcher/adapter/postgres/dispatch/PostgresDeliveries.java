package io.leaddispatcher.adapter.postgres.dispatch;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresDeliveries implements Deliveries {

    private static final String CLAIM =
            """
            select tenant_id, id, channel
              from claim_deliveries(:common, :laned, :share, :busy_tenants, :busy_channels,
                                    make_interval(secs => :hold))
            """;

    private static final String HELD =
            """
            select %s
              from delivery
             where tenant_id = :tenant and id = any(:ids) and state = 'SENDING' and due_at > now()
             order by id
            """
                    .formatted(DeliveryRow.COLUMNS);

    private static final String SETTLE =
            """
            update delivery d
               set step = s.step, channel = s.channel, state = s.state, attempts = s.attempts, tries = s.tries,
                   last_error = s.error, due_at = s.due, paced = s.paced, reference = s.reference, updated_at = :at
              from jsonb_to_recordset(:rows) as s (
                   id uuid, until timestamptz, step smallint, channel text, state text, attempts integer,
                   tries integer, error text, due timestamptz, paced boolean, reference text)
             where d.tenant_id = :tenant and d.id = s.id and d.state = 'SENDING' and d.due_at = s.until
            returning d.id
            """;

    /**
     * A microsecond apart they stay in their order. Whoever asks has the paces of the addresses,
     * and whoever has one of these may wait for such a pace: it is waited for by nobody. It is
     * taken back then, or claimed, and who claims it finds its lane held.
     */
    private static final String LOSE_TURNS =
            """
            with waiting as materialized (
                select id, due_at from delivery
                 where tenant_id = :tenant and state in ('PENDING', 'RETRYING') and paced
                   and route -> step ->> 'kind' = any (:kinds)
                 order by id
                   for update skip locked),
            placed as (
                select id, row_number() over (order by due_at, id) as place from waiting)
            update delivery d
               set paced = false, due_at = :due + p.place * interval '1 microsecond'
              from placed p
             where d.tenant_id = :tenant and d.id = p.id
            """;

    private static final String LOCK =
            """
            select %s from delivery where tenant_id = :tenant and id = :id for update
            """
                    .formatted(DeliveryRow.COLUMNS);

    private static final String REVIVE =
            """
            update delivery
               set step = :step, channel = :channel, state = :state, attempts = :attempts, tries = :tries,
                   last_error = :error, due_at = least(:due, now()), paced = :paced,
                   reference = :reference, updated_at = :at
             where tenant_id = :tenant and id = :id and state in ('DEAD', 'DELIVERED', 'RETRYING')
            """;

    private static final String LIST =
            "select " + DeliveryRow.COLUMNS + " from delivery where tenant_id = :tenant";

    private final DatabaseClient database;
    private final Transactions transactions;

    PostgresDeliveries(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public Flux<Claim> claim(Room room, Duration hold) {
        return transactions
                .run(
                        database.sql(CLAIM)
                                .bind("common", room.common())
                                .bind("laned", room.laned())
                                .bind("share", room.share())
                                .bind(
                                        "busy_tenants",
                                        room.underWay().stream()
                                                .map(lane -> lane.tenant().value())
                                                .toArray(UUID[]::new))
                                .bind(
                                        "busy_channels",
                                        room.underWay().stream()
                                                .map(lane -> lane.channel().name())
                                                .toArray(String[]::new))
                                .bind("hold", hold.toMillis() / 1_000.0)
                                .map(PostgresDeliveries::claim)
                                .all()
                                .collectList())
                .flatMapIterable(claims -> claims);
    }

    private static Claim claim(Readable row) {
        return new Claim(
                new TenantId(Objects.requireNonNull(row.get("tenant_id", UUID.class))),
                new DeliveryId(Objects.requireNonNull(row.get("id", UUID.class))),
                Channel.valueOf(Objects.requireNonNull(row.get("channel", String.class))));
    }

    @Override
    public Flux<Held> held(TenantId tenant, Collection<DeliveryId> deliveries) {
        return database.sql(HELD)
                .bind("tenant", tenant.value())
                .bind("ids", deliveries.stream().map(DeliveryId::value).toArray(UUID[]::new))
                .map(row -> new Held(DeliveryRow.read(row), DeliveryRow.dueAt(row)))
                .all();
    }

    @Override
    public Mono<Set<DeliveryId>> settle(TenantId tenant, List<Settling> settlings, Instant at) {
        return database.sql(SETTLE)
                .bind("tenant", tenant.value())
                .bind("at", at)
                .bind(
                        "rows",
                        JsonDocuments.rows(
                                settlings.stream().map(PostgresDeliveries::settling).toList()))
                .mapValue(UUID.class)
                .all()
                .map(DeliveryId::new)
                .collect(toUnmodifiableSet());
    }

    private static Map<String, Object> settling(Settling settling) {
        Delivery after = settling.after();
        return RowBuilder.row()
                .with("id", after.id())
                .with("until", settling.held().until())
                .with("step", after.step())
                .with("channel", after.channel())
                .with("state", after.state())
                .with("attempts", after.attempts())
                .with("tries", after.tries())
                .with("error", after.lastError())
                .with("due", after.dueAt())
                .with("paced", after.paced())
                .with("reference", after.reference())
                .columns();
    }

    @Override
    public Mono<Void> loseTurns(TenantId tenant, Set<Address.Kind> kinds, Instant dueAt) {
        return database.sql(LOSE_TURNS)
                .bind("tenant", tenant.value())
                .bind("kinds", kinds.stream().map(Enum::name).toArray(String[]::new))
                .bind("due", dueAt)
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Delivery> lock(TenantId tenant, DeliveryId delivery) {
        return database.sql(LOCK)
                .bind("tenant", tenant.value())
                .bind("id", delivery.value())
                .map(DeliveryRow::read)
                .one();
    }

    @Override
    public Mono<Void> revive(TenantId tenant, Delivery delivery, Instant at) {
        return bind(database.sql(REVIVE), tenant, delivery, at).fetch().rowsUpdated().then();
    }

    @Override
    public Flux<Delivery> list(
            TenantId tenant,
            @Nullable DeliveryState state,
            @Nullable DeliveryId before,
            int limit) {
        String sql =
                LIST
                        + (state == null ? "" : " and state = :state")
                        + (before == null ? "" : " and id < :before")
                        + " order by id desc limit :limit";
        GenericExecuteSpec query =
                database.sql(sql).bind("tenant", tenant.value()).bind("limit", limit);
        if (state != null) {
            query = query.bind("state", state.name());
        }
        if (before != null) {
            query = query.bind("before", before.value());
        }
        return query.map(DeliveryRow::read).all();
    }

    @Override
    public Flux<Delivery> listTo(
            TenantId tenant, String recipient, @Nullable DeliveryId before, int limit) {
        String sql =
                LIST
                        // Spelled as the partial index has it.
                        + " and channel = 'WEBHOOK' and recipient = :recipient"
                        + (before == null ? "" : " and id < :before")
                        + " order by id desc limit :limit";
        GenericExecuteSpec query =
                database.sql(sql)
                        .bind("tenant", tenant.value())
                        .bind("recipient", recipient)
                        .bind("limit", limit);
        if (before != null) {
            query = query.bind("before", before.value());
        }
        return query.map(DeliveryRow::read).all();
    }

    private static GenericExecuteSpec bind(
            GenericExecuteSpec statement, TenantId tenant, Delivery delivery, Instant at) {
        return statement
                .bind("tenant", tenant.value())
                .bind("id", delivery.id().value())
                .bind("step", delivery.step())
                .bind("channel", delivery.channel().name())
                .bind("state", delivery.state().name())
                .bind("attempts", delivery.attempts())
                .bind("tries", delivery.tries())
                .bind("error", Parameters.in(R2dbcType.VARCHAR, delivery.lastError()))
                .bind("due", delivery.dueAt())
                .bind("paced", delivery.paced())
                .bind("reference", Parameters.in(R2dbcType.VARCHAR, delivery.reference()))
                .bind("at", at);
    }
}
