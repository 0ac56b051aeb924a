package io.leaddispatcher.adapter.postgres.teamdigest;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.application.teamdigest.port.TeamDigests;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.TeamKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresTeamDigests implements TeamDigests {

    private static final String WANTING = "select tenant_id from tenants_with_team_digests()";

    private static final String FORGET =
            """
            delete from team_digest where tenant_id = :tenant and team_key = :team and day < :day - 30
            """;

    private static final String TAKE =
            """
            insert into team_digest (tenant_id, team_key, day, made_at) values (:tenant, :team, :day, :at)
            on conflict (tenant_id, team_key, day) do nothing
            """;

    /**
     * Ids of assignments are in the order of time, so that those of some hours are a stretch of the
     * primary key. Everything else is asked by indexes that the pages need, too.
     */
    private static final String FIGURES =
            """
            with given as materialized (
                select a.id, a.lead_id
                  from assignment a
                 where a.tenant_id = :tenant and a.id >= :floor
                   and a.rep_key = any (:reps) and a.offered_at >= :since and a.offered_at < :until),
            clock as materialized (
                select c.lead_id, c.target, c.state
                  from given g
                  join sla_clock c on c.tenant_id = :tenant and c.lead_id = g.lead_id and c.assignment_id = g.id),
            held as materialized (
                select a.lead_id, a.rep_key, a.state, a.broadcast, a.offered_at
                  from assignment a
                 where a.tenant_id = :tenant and a.rep_key = any (:reps) and a.state in ('OFFERED', 'ACCEPTED')),
            waiting as materialized (
                select h.lead_id, min(h.offered_at) as since from held h where h.state = 'OFFERED' group by h.lead_id
                union all
                select l.id, l.arrived_at
                  from lead l
                 where l.tenant_id = :tenant and l.status = 'QUEUED' and l.queue_key = any (:queues)),
            oldest as (
                select w.lead_id, w.since from waiting w order by w.since, w.lead_id limit 1),
            busiest as (
                select h.rep_key, count(*) as held
                  from held h
                 where h.state = 'ACCEPTED' or not h.broadcast
                 group by h.rep_key order by held desc, h.rep_key limit 1)
            select (select count(distinct lead_id) from given) as fresh,
                   (select count(distinct lead_id) from clock where target = 'ACCEPTED' and state = 'MET') as accepted,
                   (select count(distinct lead_id) from clock where state = 'BREACHED') as breached,
                   (select count(*) from waiting) as waiting,
                   (select lead_id from oldest) as oldest, (select since from oldest) as oldest_since,
                   (select rep_key from busiest) as busiest, coalesce((select held from busiest), 0) as busiest_open
            """;

    private final DatabaseClient database;

    PostgresTeamDigests(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<TenantId> wanting() {
        return database.sql(WANTING)
                .map(row -> new TenantId(required(row, "tenant_id", UUID.class)))
                .all();
    }

    @Override
    public Mono<Boolean> take(TenantId tenant, TeamKey team, LocalDate day, Instant at) {
        return database.sql(FORGET)
                .bind("tenant", tenant.value())
                .bind("team", team.value())
                .bind("day", day)
                .fetch()
                .rowsUpdated()
                .then(
                        database.sql(TAKE)
                                .bind("tenant", tenant.value())
                                .bind("team", team.value())
                                .bind("day", day)
                                .bind("at", at)
                                .fetch()
                                .rowsUpdated())
                .map(rows -> rows > 0);
    }

    @Override
    public Mono<Figures> figures(
            TenantId tenant,
            Collection<RepKey> members,
            Collection<QueueKey> queues,
            Instant since,
            Instant until) {
        return database.sql(FIGURES)
                .bind("tenant", tenant.value())
                .bind("floor", firstIdOf(since.minusSeconds(3_600)))
                .bind("reps", members.stream().map(RepKey::value).toArray(String[]::new))
                .bind("queues", queues.stream().map(QueueKey::value).toArray(String[]::new))
                .bind("since", since)
                .bind("until", until)
                .map(PostgresTeamDigests::figures)
                .one();
    }

    /** The least id of a millisecond; what is offered gets its id shortly before. */
    private static UUID firstIdOf(Instant at) {
        return new UUID(at.toEpochMilli() << 16 | 0x7000L, 0x8000000000000000L);
    }

    private static Figures figures(Readable row) {
        return new Figures(
                required(row, "fresh", Long.class),
                required(row, "accepted", Long.class),
                required(row, "breached", Long.class),
                required(row, "waiting", Long.class),
                Optional.ofNullable(row.get("oldest", UUID.class)).map(LeadId::new).orElse(null),
                row.get("oldest_since", Instant.class),
                Optional.ofNullable(row.get("busiest", String.class)).map(RepKey::new).orElse(null),
                required(row, "busiest_open", Long.class));
    }
}
