package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadFile.Placement;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.SearchWords;
import io.leaddispatcher.application.lead.WordSource;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Filter;
import io.leaddispatcher.application.lead.port.LeadViews.Position;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.overview.OverviewView;
import io.leaddispatcher.application.overview.OverviewView.WaitingQueue;
import io.leaddispatcher.application.overview.port.Overviews;
import io.leaddispatcher.application.pool.port.LedgerRows;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

class LeadViewsIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Filter ANY = filter(null, null, null, List.of(), null, null);
    private static final Comparator<LeadId> NEWEST_FIRST =
            Comparator.comparing(LeadId::toString).reversed();
    private static final Sight ALL = new Sight.All();
    private static final Sight MIA = new Sight.Own("mia");

    private static TestDatabase database;
    private static LeadViews views;

    private TenantId tenant = new TenantId(new UUID(0, 0));
    private long ids;

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

    @Test
    void pagesStayInPlaceWhileLeadsComeIn() {
        List<LeadId> known = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // Two each arrive at once, so that the id decides.
            known.add(lead("Ana", NOON.plusSeconds(i / 2), Placement.NOWHERE, LeadStatus.NEW));
        }

        List<LeadId> read = new ArrayList<>();
        Position after = null;
        for (List<Row> page = page(ANY, ALL, after, 3);
                !page.isEmpty();
                page = page(ANY, ALL, after, 3)) {
            page.forEach(row -> read.add(row.lead()));
            after = new Position(page.getLast().arrivedAt(), page.getLast().lead());
            lead("Late", NOON.plusSeconds(100), Placement.NOWHERE, LeadStatus.NEW);
        }

        assertThat(read).containsExactlyElementsOf(known.reversed());
    }

    @Test
    void searchesByEveryWordAndTakesNothingForAnOperator() {
        LeadId ana = lead("Ana O'Neill", NOON, Placement.NOWHERE, LeadStatus.NEW);
        lead("Anton Berg", NOON, Placement.NOWHERE, LeadStatus.NEW);

        assertThat(found("an")).hasSize(2);
        assertThat(found("an o'ne")).containsExactly(ana);
        assertThat(found("o'neill ANA")).containsExactly(ana);
        assertThat(found("ana | anton")).isEmpty();
        assertThat(found("ana berg")).isEmpty();
        for (String hostile : List.of("'", "a\\' | 'b", "an:*", "!", "\\", "a\\", "&|!()<->")) {
            assertThat(found(hostile)).as(hostile).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void aWordIsFoundInWhatMayBeReadAndNowhereElse() {
        LeadId ana = lead("Ana", NOON, Placement.NOWHERE, LeadStatus.NEW);

        assertThat(foundAmong(EnumSet.of(WordSource.PERSON))).containsExactly(ana);
        assertThat(foundAmong(EnumSet.complementOf(EnumSet.of(WordSource.PERSON)))).isEmpty();
        assertThat(foundAmong(Set.of())).isEmpty();
    }

    private List<LeadId> foundAmong(Set<WordSource> among) {
        return ids(new Filter(null, null, null, SearchWords.query("ana"), among, null, null));
    }

    /** Rare and frequent words take different ways to the same pages. */
    @Test
    void pagesAreTheSameHoweverManyLeadsHaveAWord() {
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)
                select '%s', ('00000000-0000-0000-0000-' || lpad(i::text, 12, '0'))::uuid, 'lead', 'NEW',
                       jsonb_build_object('receivedAt', '2026-11-21T12:00:00Z'), '[]',
                       concat(case when mod(i, 2) = 0 then 'many:1A' end, ' ',
                              case when mod(i, 700) = 0 then 'few:1A' end)::tsvector,
                       '%s'::timestamptz + i * interval '1 second', now()
                  from generate_series(1, 4200) i
                """
                        .formatted(tenant, NOON));

        List<LeadId> many = paged("many");
        assertThat(many).hasSize(2_100).doesNotHaveDuplicates().isSortedAccordingTo(NEWEST_FIRST);
        List<LeadId> few = paged("few");
        assertThat(few).hasSize(6).isSortedAccordingTo(NEWEST_FIRST);
        assertThat(paged("many few")).containsExactlyElementsOf(few);
        assertThat(paged("none")).isEmpty();
    }

    private List<LeadId> paged(String q) {
        int limit = 200;
        Filter filter = filter(null, null, null, SearchWords.query(q), null, null);
        List<LeadId> read = new ArrayList<>();
        List<Row> page = page(filter, ALL, null, limit);
        page.forEach(row -> read.add(row.lead()));
        // A page that is not full is the last.
        while (page.size() == limit) {
            Row last = page.getLast();
            page = page(filter, ALL, new Position(last.arrivedAt(), last.lead()), limit);
            page.forEach(row -> read.add(row.lead()));
        }
        return read;
    }

    @Test
    void anotherWorkspacesWordsAreNotFoundByTheFunctionEither() {
        lead("Ana", NOON, Placement.NOWHERE, LeadStatus.NEW);
        assertThat(withWords("ana")).hasSize(1);
        newTenant();

        assertThat(withWords("ana")).isEmpty();
    }

    private List<UUID> withWords(String word) {
        return List.of(
                Objects.requireNonNull(
                        unitOfWork()
                                .run(
                                        tenant,
                                        database.get(DatabaseClient.class)
                                                .sql("select leads_with_words(:word::tsquery, 10)")
                                                .bind("word", word)
                                                .mapValue(UUID[].class)
                                                .one())
                                .block()));
    }

    @Test
    void aNameOfAnyLengthIsKeptAndFound() {
        LeadId lead = lead("Ü".repeat(4_000), NOON, Placement.NOWHERE, LeadStatus.NEW);

        assertThat(found("ü".repeat(3_000))).containsExactly(lead);
    }

    @Test
    void filtersByStatusRepQueueAndArrival() {
        LeadId held = lead("A", NOON, with("mia", null), LeadStatus.ASSIGNED);
        LeadId waits = lead("B", NOON.plusSeconds(1), with(null, "late"), LeadStatus.QUEUED);

        assertThat(ids(filter(LeadStatus.ASSIGNED, null, null, List.of(), null, null)))
                .containsExactly(held);
        assertThat(ids(filter(null, "mia", null, List.of(), null, null))).containsExactly(held);
        assertThat(ids(filter(null, null, "late", List.of(), null, null))).containsExactly(waits);
        assertThat(ids(filter(null, null, null, List.of(), NOON.plusSeconds(1), null)))
                .containsExactly(waits);
        assertThat(ids(filter(null, null, null, List.of(), null, NOON.plusSeconds(1))))
                .containsExactly(held);
    }

    @Test
    void aRepSeesWhatIsHeldOfferedOrWaitingInTheQueuesOfTheTeams() {
        configure("TEAM", "emea", "{\"name\":\"EMEA\",\"members\":[\"mia\"]}");
        configure("TEAM", "us", "{\"name\":\"US\",\"members\":[\"ben\"]}");
        configure("QUEUE", "late", "{\"name\":\"Late\",\"team\":\"emea\"}");
        configure("QUEUE", "other", "{\"name\":\"Other\",\"team\":\"us\"}");
        LeadId held = lead("A", NOON, with("mia", null), LeadStatus.ASSIGNED);
        LeadId waits = lead("B", NOON, with(null, "late"), LeadStatus.QUEUED);
        LeadId offered = lead("C", NOON, with(null, null), LeadStatus.ASSIGNED);
        offer(offered, "mia");
        offer(offered, "ben");
        LeadId foreign = lead("D", NOON, with("ben", null), LeadStatus.ASSIGNED);
        LeadId elsewhere = lead("E", NOON, with(null, "other"), LeadStatus.QUEUED);

        assertThat(page(ANY, MIA, null, 50).stream().map(Row::lead))
                .containsExactlyInAnyOrder(held, waits, offered);
        assertThat(show(MIA, offered)).isNotNull();
        assertThat(show(MIA, foreign)).isNull();
        assertThat(show(MIA, elsewhere)).isNull();
        assertThat(page(ANY, new Sight.None(), null, 50)).isEmpty();
    }

    @Test
    void aBroadcastIsNobodysYetAndNamesAllWhoWereAsked() {
        LeadId lead = lead("A", NOON, with(null, null), LeadStatus.ASSIGNED);
        offer(lead, "mia");
        offer(lead, "ben");

        var detail = Objects.requireNonNull(show(ALL, lead));

        assertThat(detail.row().document().get("assignment"))
                .isInstanceOfSatisfying(
                        Map.class, assignment -> assertThat(assignment.get("repKey")).isNull());
        assertThat(detail.assignments())
                .extracting(assignment -> assignment.get("repKey"))
                .containsExactly("mia", "ben");
    }

    @Test
    void anotherWorkspacesLeadsAreNotThere() {
        LeadId ours = lead("Ana", NOON, Placement.NOWHERE, LeadStatus.NEW);
        TenantId own = tenant;
        newTenant();

        assertThat(page(ANY, ALL, null, 50)).isEmpty();
        assertThat(show(ALL, ours)).isNull();
        // Without any condition in the query, the policy of the table alone.
        assertThat(count()).isZero();
        tenant = own;
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void figuresAndLedgerRowsAreOfTheWorkspace() {
        configure("QUEUE", "late", "{\"name\": \"Late\"}");
        lead("A", NOON, with(null, "late"), LeadStatus.QUEUED);
        offer(lead("B", NOON, with("mia", null), LeadStatus.ASSIGNED), "mia");
        database.executeAsSuperuser(
                "insert into pool_ledger_row (tenant_id, pool_key, id, at, cause, rep_key, change) values ('%1$s', 'p', '%2$s', now(), 'JOIN', 'mia', 0), ('%1$s', 'p', '%3$s', now(), 'ASSIGNED', 'mia', 1)"
                        .formatted(tenant, new UUID(0, 1), new UUID(0, 2)));

        OverviewView overview = overview(ALL);
        List<LedgerRow> rows =
                unitOfWork()
                        .run(
                                tenant,
                                database.get(LedgerRows.class)
                                        .newest(tenant, new PoolKey("p"), 10)
                                        .collectList())
                        .block();

        assertThat(overview.arrivedToday()).isEqualTo(2);
        assertThat(overview.queued()).isEqualTo(1);
        assertThat(overview.unanswered()).isEqualTo(1);
        assertThat(overview.oldestOffer()).isNotNull();
        assertThat(overview.deadDeliveries()).isZero();
        assertThat(overview.medianToRep()).isNull();
        assertThat(overview.queues()).containsExactly(new WaitingQueue("late", "Late", 1, NOON));

        assertThat(rows).extracting(row -> row.cause().name()).containsExactly("ASSIGNED", "JOIN");
    }

    @Test
    void figuresOfARepAreOfTheirOwnLeads() {
        lead("A", NOON, with(null, "late"), LeadStatus.QUEUED);
        LeadId mias = lead("B", NOON, with("mia", null), LeadStatus.ASSIGNED);
        offer(mias, "mia");
        undeliverable(mias);

        OverviewView own = overview(MIA);
        assertThat(own.arrivedToday()).isEqualTo(1);
        assertThat(own.queued()).isZero();
        assertThat(own.queues()).isEmpty();
        assertThat(own.deadDeliveries()).isEqualTo(1);
        OverviewView other = overview(new Sight.Own("ben"));
        assertThat(other.arrivedToday()).isZero();
        assertThat(other.unanswered()).isZero();
        assertThat(other.deadDeliveries()).isZero();
    }

    private OverviewView overview(Sight sight) {
        return Objects.requireNonNull(
                unitOfWork()
                        .run(tenant, database.get(Overviews.class).count(tenant, sight, NOON))
                        .block());
    }

    private static Filter filter(
            @Nullable LeadStatus status,
            @Nullable String rep,
            @Nullable String queue,
            List<String> words,
            @Nullable Instant from,
            @Nullable Instant to) {
        return new Filter(status, rep, queue, words, EnumSet.allOf(WordSource.class), from, to);
    }

    private List<LeadId> found(String q) {
        return ids(filter(null, null, null, SearchWords.query(q), null, null));
    }

    private List<LeadId> ids(Filter filter) {
        return page(filter, ALL, null, 50).stream().map(Row::lead).toList();
    }

    private List<Row> page(Filter filter, Sight sight, @Nullable Position after, int limit) {
        return Objects.requireNonNull(
                unitOfWork()
                        .run(tenant, views.page(tenant, sight, filter, after, limit).collectList())
                        .block());
    }

    private LeadViews.@Nullable Detail show(Sight sight, LeadId lead) {
        return unitOfWork().run(tenant, views.show(tenant, sight, lead)).block();
    }

    private long count() {
        return Objects.requireNonNull(
                unitOfWork()
                        .run(
                                tenant,
                                database.get(DatabaseClient.class)
                                        .sql("select count(*) from lead")
                                        .mapValue(Long.class)
                                        .one())
                        .block());
    }

    private static UnitOfWork unitOfWork() {
        return database.get(UnitOfWork.class);
    }

    private LeadId lead(String name, Instant at, Placement placement, LeadStatus status) {
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

    private static Placement with(@Nullable String rep, @Nullable String queue) {
        return new Placement(
                rep == null ? null : new RepKey(rep),
                queue == null ? null : new QueueKey(queue),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private void offer(LeadId lead, String rep) {
        database.executeAsSuperuser(
                "insert into assignment (tenant_id, id, lead_id, run_id, rep_key, priority, broadcast, state, offered_at) values ('%s', '%s', '%s', '%s', '%s', 'STANDARD', true, 'OFFERED', now())"
                        .formatted(tenant, new UUID(2, ++ids), lead, new UUID(3, 0), rep));
    }

    private void undeliverable(LeadId lead) {
        database.executeAsSuperuser(
                "insert into delivery (tenant_id, id, lead_id, recipient, route, step, channel, document, state, attempts, tries, due_at, paced) values ('%s', '%s', '%s', 'rep:mia', '{}', 0, 'SLACK', '{}', 'DEAD', 5, 5, now(), false)"
                        .formatted(tenant, new UUID(4, ++ids), lead));
    }

    private void configure(String kind, String key, String document) {
        database.executeAsSuperuser(
                "insert into configuration_document (tenant_id, kind, key, document, version) values ('%s', '%s', '%s', '%s', 1)"
                        .formatted(tenant, kind, key, document));
    }
}
