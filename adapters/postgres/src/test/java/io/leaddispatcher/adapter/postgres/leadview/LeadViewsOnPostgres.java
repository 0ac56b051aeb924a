package io.leaddispatcher.adapter.postgres.leadview;

import io.leaddispatcher.adapter.postgres.RowsRead;
import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadFile.Placement;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.WordSource;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Filter;
import io.leaddispatcher.application.lead.port.LeadViews.Position;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.overview.OverviewView;
import io.leaddispatcher.application.overview.port.Overviews;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Leads of a new workspace on a real database, and what is seen of them. */
abstract class LeadViewsOnPostgres {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Filter ANY = filter(null, null, null, List.of(), null, null);
    static final Sight ALL = new Sight.All();
    static final Sight MIA = new Sight.Own("mia");
    static TestDatabase database;
    static LeadViews views;

    TenantId tenant = new TenantId(new UUID(0, 0));
    long ids;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        views = database.get(LeadViews.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void newTenant() {
        tenant = database.newTenant();
    }

    static Filter filter(
            @Nullable LeadStatus status,
            @Nullable String rep,
            @Nullable String queue,
            List<String> words,
            @Nullable Instant from,
            @Nullable Instant to) {
        return new Filter(status, rep, queue, words, EnumSet.allOf(WordSource.class), from, to);
    }

    List<LeadId> ids(Filter filter) {
        return page(filter, ALL, null, 50).stream().map(Row::lead).toList();
    }

    List<Row> page(Filter filter, Sight sight, @Nullable Position after, int limit) {
        return Objects.requireNonNull(
                unitOfWork()
                        .run(tenant, views.page(tenant, sight, filter, after, limit).collectList())
                        .block());
    }

    static UnitOfWork unitOfWork() {
        return database.get(UnitOfWork.class);
    }

    LeadId lead(String name, Instant at, Placement placement, LeadStatus status) {
        LeadId id = new LeadId(new UUID(1, ++ids));
        Lead lead =
                new Lead(
                        id,
                        null,
                        LeadKind.LEAD,
                        at,
                        Map.of("contact.lastName", new FieldValue.Text(name)),
                        List.of());
        LeadFile file = new LeadFile(lead, at, status, placement, null, placement.rep());
        unitOfWork().run(tenant, database.get(Leads.class).save(tenant, List.of(file), at)).block();
        return id;
    }

    static Placement with(@Nullable String rep, @Nullable String queue) {
        return new Placement(
                rep == null ? null : new RepKey(rep),
                queue == null ? null : new QueueKey(queue),
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null);
    }

    void offer(LeadId lead, String rep) {
        database.executeAsSuperuser(
                "insert into assignment (tenant_id, id, lead_id, run_id, rep_key, priority, broadcast, state, offered_at) values ('%s', '%s', '%s', '%s', '%s', 'STANDARD', true, 'OFFERED', now())"
                        .formatted(tenant, new UUID(2, ++ids), lead, new UUID(3, 0), rep));
    }

    void undeliverable(LeadId lead) {
        database.executeAsSuperuser(
                "insert into delivery (tenant_id, id, lead_id, recipient, route, step, channel, document, state, attempts, tries, due_at, paced) values ('%s', '%s', '%s', 'rep:mia', '{}', 0, 'SLACK', '{}', 'DEAD', 5, 5, now(), false)"
                        .formatted(tenant, new UUID(4, ++ids), lead));
    }

    void configure(String kind, String key, String document) {
        database.executeAsSuperuser(
                "insert into configuration_document (tenant_id, kind, key, document, version) values ('%s', '%s', '%s', '%s', 1)"
                        .formatted(tenant, kind, key, document));
    }

    OverviewView overview(Sight sight) {
        return Objects.requireNonNull(
                unitOfWork()
                        .run(tenant, database.get(Overviews.class).count(tenant, sight, NOON))
                        .block());
    }

    /** How many rows of a table a work reads. */
    long read(String table, Mono<?> work) {
        return in(RowsRead.by(work, table, database.get(DatabaseClient.class)));
    }

    /** So many leads of nobody, one a second after noon. */
    void manyLeads(int leads) {
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, name, document, issues, words, arrived_at, updated_at)
                select '%s', gen_random_uuid(), 'lead', 'ASSIGNED', 'Ana', '{"receivedAt":"2026-01-01T00:00:00Z"}', '[]', 'ana:1A',
                       timestamptz '%s' + make_interval(secs => i), now()
                  from generate_series(1, %d) i
                """
                        .formatted(tenant, NOON, leads));
        database.executeAsSuperuser("analyze lead");
    }

    <T> T in(Mono<T> work) {
        return Objects.requireNonNull(unitOfWork().run(tenant, work).block());
    }
}
