package io.leaddispatcher.adapter.postgres.dispatch;

import static java.util.stream.Collectors.toMap;

import io.leaddispatcher.application.dispatch.port.Deliveries.Held;
import io.leaddispatcher.application.dispatch.port.IdleTurns;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
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
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresOutbox implements Outbox {

    // The clocks of node and database differ a little: what is meant for now is due now. A unit of
    // work may have waited for its turn: a hold begins when it is written.
    // That a lead is gone is left out for those who never heard of it, or have been told already.
    // The turn of an address to which nothing was written of late is taken here, so that whoever
    // sends asks nobody. All others wait for theirs.
    private static final String ADD =
            """
            with turned as (
                insert into dispatch_pace as p (tenant_id, name, until)
                select :tenant, m.name, m.until
                  from unnest(:names, cast(:untils as timestamptz[])) as m (name, until)
                 where not exists (select from dispatch_pace l
                                    where l.tenant_id = :tenant and l.name = any (:lanes) and l.until > :at)
                 order by m.name
                on conflict (tenant_id, name) do update set until = excluded.until where p.until <= :at
                returning p.name)
            insert into delivery (tenant_id, id, lead_id, recipient, route, step, channel, document,
                                  state, attempts, tries, due_at, paced)
            select :tenant, d.id, d.lead_id, d.recipient, d.route, 0, d.channel, d.document,
                   case when d.due_at < n.now + interval '1 second' and :hold > 0 then 'SENDING' else 'PENDING' end,
                   0, 0,
                   case when d.due_at >= n.now + interval '1 second' then d.due_at
                        when :hold > 0 then n.now + make_interval(secs => :hold)
                        else now() end,
                   d.due_at < n.now + interval '1 second' and exists (select from turned t where t.name = d.turn)
              from (select clock_timestamp() as now) n, jsonb_to_recordset(:rows) as d(
                       id uuid, lead_id uuid, recipient text, route jsonb, channel text, document jsonb,
                       due_at timestamptz, turn text)
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
            returning id, state, due_at, paced
            """;

    // What another node has claimed meanwhile is passed over: it is changed once it is sent.
    // Whoever has a lead again is not told that it is gone. Listed once, and not for each delivery
    // that there is.
    private static final String TAKE_BACK =
            """
            delete from delivery d
             where d.tenant_id = :tenant
               and d.id = any (array(
                   select w.id
                     from delivery w
                    where w.tenant_id = :tenant and w.lead_id = any (:leads) and w.state in ('PENDING', 'RETRYING')
                      and w.channel in ('SLACK', 'EMAIL', 'PUSH')
                      and (w.document ->> 'assignment' is not null
                           and not exists (
                               select from assignment a
                                where a.tenant_id = w.tenant_id and a.lead_id = w.lead_id
                                  and a.state in ('OFFERED', 'ACCEPTED')
                                  and (a.id::text = split_part(w.document ->> 'assignment', '.', 1)
                                       -- A team's channel is told once for all who are asked.
                                       or a.broadcast and w.recipient like 'team:%'
                                          and a.run_id = (
                                              select n.run_id
                                                from assignment n
                                               where n.tenant_id = w.tenant_id and n.lead_id = w.lead_id
                                                 and n.id::text = split_part(w.document ->> 'assignment', '.', 1))))
                           -- That it is gone from them; what holds by now is said in its place.
                           or w.document ->> 'ifToldOf' is not null
                              and (w.lead_id, w.recipient) in (
                                  select a.lead_id, 'rep:' || a.rep_key
                                    from assignment a
                                   where a.tenant_id = w.tenant_id and a.lead_id = any (:leads)
                                     and a.state in ('OFFERED', 'ACCEPTED')))
                      for update skip locked))
            """;

    // Likewise.
    private static final String TAKE_BACK_MAILS =
            """
            delete from delivery d
             where d.tenant_id = :tenant
               and d.id = any (array(
                   select w.id
                     from delivery w
                    where w.tenant_id = :tenant and w.lead_id = any (:leads) and w.state in ('PENDING', 'RETRYING')
                      and w.document ->> 'mail' = any (:purposes)
                      for update skip locked))
            """;

    // A change that waits is locked first: a node that claims it now may have read what held
    // before. Of a message that is sent later, as in the morning, it is due when that is; of a
    // reminder there is nothing to change before it is sent.
    private static final String CARDS =
            """
            with waiting as (
                select c.route -> 0 ->> 'value' as card
                  from delivery c
                 where c.tenant_id = :tenant and c.lead_id = any (:leads) and c.state in ('PENDING', 'RETRYING')
                   and c.route -> 0 ->> 'kind' = 'SLACK_CARD'
                   for update skip locked)
            select d.id, d.lead_id, d.recipient,
                   case when d.state in ('PENDING', 'RETRYING') then d.due_at end as due_at
              from delivery d
             where d.tenant_id = :tenant and d.lead_id = any (:leads)
               and (d.state in ('SENDING', 'DELIVERED')
                    or d.state in ('PENDING', 'RETRYING')
                       and (d.document ->> 'reminder' is null or d.due_at < now() + interval '2 minutes'))
               and d.channel = 'SLACK' and d.document ->> 'assignment' is not null
               and not exists (select from waiting w where w.card = d.id::text)
             order by d.id
            """;

    private final DatabaseClient database;
    private final Ids ids;

    PostgresOutbox(DatabaseClient database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    @Override
    public Mono<Void> add(TenantId tenant, List<Delivery> planned) {
        return addHeld(tenant, planned, Duration.ZERO, IdleTurns.NONE).then();
    }

    @Override
    public Mono<List<Held>> addHeld(
            TenantId tenant, List<Delivery> planned, Duration hold, IdleTurns turns) {
        if (planned.isEmpty()) {
            return Mono.just(List.of());
        }
        Map<UUID, Delivery> byId =
                planned.stream().collect(toMap(one -> one.id().value(), Function.identity()));
        String rows =
                DeliveryRow.JSON.writeValueAsString(
                        planned.stream()
                                .map(one -> DeliveryRow.write(one, turns.names().get(one.id())))
                                .toList());
        List<Map.Entry<String, Instant>> untils = List.copyOf(turns.untils().entrySet());
        return database.sql(ADD)
                .bind("tenant", tenant.value())
                .bind("rows", Json.of(rows))
                .bind("hold", hold.toMillis() / 1_000.0)
                .bind("at", turns.at())
                .bind("lanes", turns.lanes().toArray(String[]::new))
                .bind("names", untils.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .bind(
                        "untils",
                        untils.stream().map(e -> e.getValue().toString()).toArray(String[]::new))
                .map(row -> held(row, byId))
                .all()
                .flatMapIterable(held -> held)
                .collectList();
    }

    /** None when it is to be claimed. */
    private static List<Held> held(Readable row, Map<UUID, Delivery> byId) {
        Delivery planned = byId.get(row.get("id", UUID.class));
        Instant until = DeliveryRow.dueAt(row);
        if (planned == null || !DeliveryState.SENDING.name().equals(row.get("state"))) {
            return List.of();
        }
        Delivery held = planned.held(until);
        boolean turned = Boolean.TRUE.equals(row.get("paced", Boolean.class));
        return List.of(new Held(turned ? held.withTurn() : held, until));
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
                // At once, unless the message itself leaves later.
                Objects.requireNonNullElse(card.get("due_at", Instant.class), Instant.EPOCH));
    }
}
