package io.leaddispatcher.adapter.postgres.lead;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.simulation.port.PastLeads;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.simulation.Landing;
import io.leaddispatcher.domain.simulation.Landing.Status;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresPastLeads implements PastLeads {

    /** Who was made part of another lead counts as that. */
    private static final String ITS_OWN =
            """
            not exists (select from merged_lead m where m.tenant_id = :tenant and m.lead_id = l.id)
            """;

    /** How many leads of a span there are, and where it begins and ends; no row of none. */
    private static final String SPAN =
            """
            select (select count(*) from found)::integer as leads,
                   f.arrived_at as first_at, f.id as first_id, l.arrived_at as last_at, l.id as last_id
              from (select arrived_at, id from found order by arrived_at, id limit 1) f
             cross join (select arrived_at, id from found order by arrived_at desc, id desc limit 1) l
            """;

    private static final String NEWEST =
            """
            with found as materialized (
                select l.arrived_at, l.id
                  from lead l
                 where l.tenant_id = :tenant and l.kind = :kind and l.status <> 'NEW' and %s
                 order by l.arrived_at desc, l.id desc
                 limit :limit)
            """
                            .formatted(ITS_OWN)
                    + SPAN;

    private static final String ARRIVED =
            """
            with found as materialized (
                select l.arrived_at, l.id
                  from lead l
                 where l.tenant_id = :tenant and l.kind = :kind and l.status <> 'NEW'
                   and l.arrived_at >= :from and l.arrived_at < :to and %s
                 order by l.arrived_at, l.id
                 limit :limit)
            """
                            .formatted(ITS_OWN)
                    + SPAN;

    private static final String LEADS =
            """
            select %s,
                   a.rep_key as first_rep, a.pool_key as first_pool, a.rule_id as first_rule, a.tier as first_tier,
                   a.broadcast, a.offered_at, a.ended_at
              from lead l
              left join lateral (
                   select rep_key, pool_key, rule_id, tier, broadcast, offered_at, ended_at
                     from assignment
                    where tenant_id = l.tenant_id and lead_id = l.id
                    order by id
                    limit 1) a on true
             where l.tenant_id = :tenant and l.kind = :kind and l.status <> 'NEW'
            """
                    .formatted(LeadRow.COLUMNS);

    private static final String CHOSEN =
            LEADS
                    + """
                       and l.id = any(:leads)
                     order by l.arrived_at, l.id
                    """;

    private static final String PAGE =
            LEADS
                    + """
                       and (l.arrived_at, l.id) <= (:lastAt, :lastId)
                       and (l.arrived_at, l.id) >= (:placeAt, :placeId) and l.id <> :known and %s
                     order by l.arrived_at, l.id
                     limit :limit
                    """
                            .formatted(ITS_OWN);

    private static final UUID NOBODY = new UUID(0, 0);

    private final DatabaseClient database;
    private final RowCiphers ciphers;

    PostgresPastLeads(DatabaseClient database, RowCiphers ciphers) {
        this.database = database;
        this.ciphers = ciphers;
    }

    @Override
    public Mono<Span> newest(TenantId tenant, LeadKind kind, int atMost) {
        return span(
                database.sql(of(kind, NEWEST))
                        .bind("tenant", tenant.value())
                        .bind("limit", atMost));
    }

    @Override
    public Mono<Span> arrived(
            TenantId tenant, LeadKind kind, Instant from, Instant to, int atMost) {
        return span(
                database.sql(of(kind, ARRIVED))
                        .bind("tenant", tenant.value())
                        .bind("from", from)
                        .bind("to", to)
                        .bind("limit", atMost));
    }

    /** The kind is one of ours; a parameter would hide the index of the kinds that are rare. */
    private static String of(LeadKind kind, String sql) {
        return sql.replace(":kind", "'%s'".formatted(kind.word()));
    }

    private static Mono<Span> span(DatabaseClient.GenericExecuteSpec query) {
        return query.map(row ->
                        new Span(
                                place(row, "first_at", "first_id"),
                                place(row, "last_at", "last_id"),
                                required(row, "leads", Integer.class)))
                .one();
    }

    private static Place place(Readable row, String at, String id) {
        return new Place(
                required(row, at, Instant.class), new LeadId(required(row, id, UUID.class)));
    }

    @Override
    public Flux<PastLead> chosen(
            TenantId tenant,
            LeadKind kind,
            Collection<LeadId> leads,
            Function<String, Optional<FieldType>> customTypes) {
        return ciphers.toRead(tenant)
                .flatMapMany(cipher ->
                        database.sql(of(kind, CHOSEN))
                                .bind("tenant", tenant.value())
                                .bind(
                                        "leads",
                                        leads.stream().map(LeadId::value).toArray(UUID[]::new))
                                .map(row -> pastLead(row, customTypes, cipher))
                                .all());
    }

    @Override
    public Flux<PastLead> page(
            TenantId tenant,
            LeadKind kind,
            Span span,
            @Nullable Place after,
            int atMost,
            Function<String, Optional<FieldType>> customTypes) {
        Place place = after == null ? span.first() : after;
        return ciphers.toRead(tenant)
                .flatMapMany(cipher ->
                        database.sql(of(kind, PAGE))
                                .bind("tenant", tenant.value())
                                .bind("lastAt", span.last().arrivedAt())
                                .bind("lastId", span.last().lead().value())
                                .bind("placeAt", place.arrivedAt())
                                .bind("placeId", place.lead().value())
                                .bind("known", after == null ? NOBODY : after.lead().value())
                                .bind("limit", atMost)
                                .map(row -> pastLead(row, customTypes, cipher))
                                .all());
    }

    private static PastLead pastLead(
            Readable row, Function<String, Optional<FieldType>> customTypes, RowCipher cipher) {
        LeadFile file = LeadRow.file(row, customTypes, cipher);
        Instant offeredAt = row.get("offered_at", Instant.class);
        Instant endedAt = row.get("ended_at", Instant.class);
        return new PastLead(
                file.lead(),
                new Place(file.arrivedAt(), file.lead().id()),
                offeredAt == null ? standing(file) : firstAssignment(row),
                offeredAt == null || endedAt == null ? null : Duration.between(offeredAt, endedAt));
    }

    private static Landing firstAssignment(Readable row) {
        String pool = row.get("first_pool", String.class);
        return new Landing(
                Status.ASSIGNED,
                required(row, "broadcast", Boolean.class)
                        ? null
                        : new RepKey(required(row, "first_rep", String.class)),
                pool == null ? null : new PoolKey(pool),
                null,
                row.get("first_rule", String.class),
                row.get("first_tier", String.class));
    }

    /** Where a lead stands that nobody ever got. */
    private static @Nullable Landing standing(LeadFile file) {
        String rule = file.placement().ruleId();
        String tier = file.placement().tier();
        return switch (file.status()) {
            case QUEUED -> {
                QueueKey queue = file.placement().queue();
                yield new Landing(Status.QUEUED, null, null, queue, rule, tier);
            }
            case REJECTED -> new Landing(Status.REJECTED, null, null, null, rule, tier);
            case NEW, ASSIGNED, COMPLETED -> null;
        };
    }
}
