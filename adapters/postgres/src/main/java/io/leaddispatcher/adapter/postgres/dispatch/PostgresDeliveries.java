package io.leaddispatcher.adapter.postgres.dispatch;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresDeliveries implements Deliveries {

    // The clocks of node and database differ a little: what is meant for now is due now. A unit of
    // work may have waited for its turn: a hold begins when it is written.
    // That a lead is gone is left out for those who never heard of it, or have been told already.
    private static final String ADD =
            """
            insert into delivery (tenant_id, id, lead_id, recipient, route, step, channel, document,
                                  state, attempts, tries, due_at, paced)
            select :tenant, d.id, d.lead_id, d.recipient, d.route, 0, d.channel, d.document,
                   case when d.due_at < n.now + interval '1 second' and :hold > 0 then 'SENDING' else 'PENDING' end,
                   0, 0,
                   case when d.due_at >= n.now + interval '1 second' then d.due_at
                        when :hold > 0 then n.now + make_interval(secs => :hold)
                        else now() end,
                   false
              from (select clock_timestamp() as now) n, jsonb_to_recordset(:rows) as d(
                       id uuid, lead_id uuid, recipient text, route jsonb, channel text, document jsonb,
                       due_at timestamptz)
             where d.document ->> 'ifToldOf' is null
                or exists (select from assignment a
                            where a.tenant_id = :tenant and a.id = (d.document ->> 'ifToldOf')::uuid
                              and a.accepted_at is not null)
                or exists (select from delivery t
                            where t.tenant_id = :tenant and t.lead_id = d.lead_id and t.recipient = d.recipient
                              and t.state in ('SENDING', 'DELIVERED') and t.document ->> 'assignment' is not null
                              and not exists (
                                  select from delivery g
                                   where g.tenant_id = :tenant and g.lead_id = t.lead_id and g.recipient = t.recipient
                                     and g.id > t.id and g.state <> 'DEAD' and g.document ->> 'ifToldOf' is not null))
            returning id, state, due_at
            """;

    // What another node has claimed meanwhile is passed over: it is changed once it is sent.
    // Whoever has a lead again is not told that it is gone.
    private static final String TAKE_BACK =
            """
            delete from delivery d
             where d.tenant_id = :tenant
               and d.id in (
                   select w.id
                     from delivery w
                    where w.tenant_id = :tenant and w.lead_id = any (:leads) and w.state in ('PENDING', 'RETRYING')
                      and w.channel in ('SLACK', 'EMAIL', 'PUSH')
                      and (w.document ->> 'assignment' is not null
                           and not exists (
                               select from assignment a
                                where a.tenant_id = w.tenant_id and a.lead_id = w.lead_id
                                  and a.state in ('OFFERED', 'ACCEPTED')
                                  and a.id::text = split_part(w.document ->> 'assignment', '.', 1))
                           -- That it is gone from them; what holds by now is said in its place.
                           or w.document ->> 'ifToldOf' is not null
                              and (w.lead_id, w.recipient) in (
                                  select a.lead_id, 'rep:' || a.rep_key
                                    from assignment a
                                   where a.tenant_id = w.tenant_id and a.lead_id = any (:leads)
                                     and a.state in ('OFFERED', 'ACCEPTED')))
                      for update skip locked)
            """;

    // Likewise.
    private static final String TAKE_BACK_MAILS =
            """
            delete from delivery d
             where d.tenant_id = :tenant
               and d.id in (
                   select w.id
                     from delivery w
                    where w.tenant_id = :tenant and w.lead_id = any (:leads) and w.state in ('PENDING', 'RETRYING')
                      and w.document ->> 'mail' = any (:purposes)
                      for update skip locked)
            """;

    // A change that waits is locked first: a node that claims it now may have read what held
    // before.
    private static final String CARDS =
            """
            with waiting as (
                select c.route -> 0 ->> 'value' as card
                  from delivery c
                 where c.tenant_id = :tenant and c.lead_id = any (:leads) and c.state in ('PENDING', 'RETRYING')
                   and c.route -> 0 ->> 'kind' = 'SLACK_CARD'
                   for update skip locked)
            select d.id, d.lead_id, d.recipient
              from delivery d
             where d.tenant_id = :tenant and d.lead_id = any (:leads)
               and (d.state in ('SENDING', 'DELIVERED')
                    or d.state in ('PENDING', 'RETRYING') and d.due_at < now() + interval '2 minutes')
               and d.channel = 'SLACK' and d.document ->> 'assignment' is not null
               and not exists (select from waiting w where w.card = d.id::text)
             order by d.id
            """;

    private static final String CLAIM =
            """
            select tenant_id, id, channel
              from claim_deliveries(:people, :programs, :share, :busy_tenants, :busy_channels,
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
             where tenant_id = :tenant and id = :id and state in ('DEAD', 'DELIVERED')
            """;

    private static final String LIST =
            "select " + DeliveryRow.COLUMNS + " from delivery where tenant_id = :tenant";

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Ids ids;

    PostgresDeliveries(DatabaseClient database, Transactions transactions, Ids ids) {
        this.database = database;
        this.transactions = transactions;
        this.ids = ids;
    }

    @Override
    public Mono<Void> add(TenantId tenant, List<Delivery> planned) {
        return addHeld(tenant, planned, Duration.ZERO).then();
    }

    @Override
    public Mono<List<Held>> addHeld(TenantId tenant, List<Delivery> planned, Duration hold) {
        if (planned.isEmpty()) {
            return Mono.just(List.of());
        }
        Map<UUID, Delivery> byId =
                planned.stream().collect(toMap(one -> one.id().value(), Function.identity()));
        String rows =
                DeliveryRow.JSON.writeValueAsString(
                        planned.stream().map(DeliveryRow::write).toList());
        return database.sql(ADD)
                .bind("tenant", tenant.value())
                .bind("rows", Json.of(rows))
                .bind("hold", hold.toMillis() / 1_000.0)
                .map(row -> held(row, byId))
                .all()
                .flatMapIterable(held -> held)
                .collectList();
    }

    /** None when it is to be claimed. */
    private static List<Held> held(Readable row, Map<UUID, Delivery> byId) {
        Delivery planned = byId.get(row.get("id", UUID.class));
        Instant until = DeliveryRow.dueAt(row);
        return planned == null || !DeliveryState.SENDING.name().equals(row.get("state"))
                ? List.of()
                : List.of(new Held(planned.held(until), until));
    }

    @Override
    public Mono<Void> moved(TenantId tenant, Collection<LeadId> leads) {
        UUID[] moved = leads.stream().map(LeadId::value).toArray(UUID[]::new);
        return database.sql(TAKE_BACK)
                .bind("tenant", tenant.value())
                .bind("leads", moved)
                .fetch()
                .rowsUpdated()
                .thenMany(
                        database.sql(CARDS)
                                .bind("tenant", tenant.value())
                                .bind("leads", moved)
                                .map(this::change)
                                .all())
                .collectList()
                .flatMap(changes -> add(tenant, changes));
    }

    @Override
    public Mono<Void> takeBackMails(
            TenantId tenant, Collection<LeadId> leads, Set<LeadMail.Purpose> of) {
        return database.sql(TAKE_BACK_MAILS)
                .bind("tenant", tenant.value())
                .bind("leads", leads.stream().map(LeadId::value).toArray(UUID[]::new))
                .bind("purposes", of.stream().map(Enum::name).toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private Delivery change(Readable card) {
        return Delivery.planned(
                new DeliveryId(ids.next()),
                new LeadId(Objects.requireNonNull(card.get("lead_id", UUID.class))),
                new DeliveryDraft(
                        Objects.requireNonNull(card.get("recipient", String.class)),
                        List.of(
                                new Address(
                                        Address.Kind.SLACK_CARD,
                                        String.valueOf(card.get("id", UUID.class)))),
                        Map.of()),
                // At once.
                Instant.EPOCH);
    }

    @Override
    public Flux<Claim> claim(Room room, Duration hold) {
        return transactions
                .run(
                        database.sql(CLAIM)
                                .bind("people", room.people())
                                .bind("programs", room.programs())
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
                        JsonDocuments.toJson(
                                settlings.stream().map(PostgresDeliveries::settling).toList()))
                .mapValue(UUID.class)
                .all()
                .map(DeliveryId::new)
                .collect(toUnmodifiableSet());
    }

    private static Map<String, @Nullable Object> settling(Settling settling) {
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
