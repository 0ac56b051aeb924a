package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.dispatch.port.DeliveryPages;
import io.leaddispatcher.application.lead.LeadFile.Placement;
import io.leaddispatcher.application.lead.LeadNeed;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Filter;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.leadfilter.port.SavedFilters;
import io.leaddispatcher.application.meeting.port.MeetingViews;
import io.leaddispatcher.application.overview.OverviewView;
import io.leaddispatcher.application.overview.OverviewView.Late;
import io.leaddispatcher.application.overview.OverviewView.WaitingQueue;
import io.leaddispatcher.application.overview.port.Overviews;
import io.leaddispatcher.application.pool.port.LedgerRows;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.meeting.MeetingState;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

class LeadViewsIT extends LeadViewsOnPostgres {

    private static final Sight MIA = new Sight.Own("mia");

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

    @Test
    void aLeadThatWasTakenOverInTheCrmNeedsSomebodyUntilAPersonDoesSomething() {
        LeadId taken = lead("A", NOON, with("ben", null), LeadStatus.ASSIGNED);
        LeadId settled = lead("B", NOON, with("ben", null), LeadStatus.ASSIGNED);
        LeadId later = lead("C", NOON, with("ben", null), LeadStatus.ASSIGNED);
        told(taken, 1, "hubspot", "CRM_OWNER_CHANGED", "{\"contested\":true}");
        told(taken, 2, "system", "DISPATCHED", "{}");
        told(settled, 1, "hubspot", "CRM_OWNER_CHANGED", "{\"contested\":true}");
        told(settled, 2, "rep:ben", "ASSIGNMENT_ACCEPTED", "{}");
        told(later, 1, "hubspot", "CRM_OWNER_CHANGED", "{}");

        assertThat(ids(needing(LeadNeed.CONTESTED))).containsExactly(taken);
        assertThat(overview(ALL).contested().leads()).isEqualTo(1);
        assertThat(overview(ALL).contested().since()).isNotNull();
        assertThat(overview(MIA).contested().leads()).isZero();
        assertThat(overview(new Sight.Own("ben")).contested().leads()).isEqualTo(1);
    }

    private void told(LeadId lead, int place, String actor, String type, String detail) {
        database.executeAsSuperuser(
                """
                insert into timeline (tenant_id, lead_id, id, at, type, actor, channel, detail)
                values ('%s', '%s', id_from(now() + interval '%d seconds'), now(), '%s', '%s', 'crm', '%s')
                """
                        .formatted(tenant, lead, place, type, actor, detail));
    }

    @Test
    void leadsAreFoundByWhatTheyNeed() {
        LeadId late = lead("A", NOON, with("mia", null), LeadStatus.ASSIGNED);
        LeadId nearly = lead("B", NOON, with("ben", null), LeadStatus.ASSIGNED);
        LeadId inTime = lead("C", NOON, with("mia", null), LeadStatus.ASSIGNED);
        LeadId met = lead("D", NOON, with("mia", null), LeadStatus.ASSIGNED);
        clock(late, "BREACHED", true, -20, -5);
        clock(late, "BREACHED", true, -20, -9);
        clock(nearly, "RUNNING", true, -14, 2);
        clock(inTime, "RUNNING", true, -1, 30);
        clock(met, "BREACHED", false, -20, -5);
        offer(nearly, "ben");
        undeliverable(inTime);

        assertThat(ids(needing(LeadNeed.BREACHED))).containsExactly(late);
        assertThat(ids(needing(LeadNeed.DUE_SOON))).containsExactly(nearly);
        assertThat(ids(needing(LeadNeed.UNANSWERED))).containsExactly(nearly);
        assertThat(ids(needing(LeadNeed.UNDELIVERED))).containsExactly(inTime);

        Late told = overview(ALL).late();
        assertThat(told.breached()).isEqualTo(1);
        assertThat(told.since()).isBefore(Instant.now().minusSeconds(8 * 60));
        assertThat(told.soon()).isEqualTo(1);
        assertThat(overview(MIA).late().breached()).isEqualTo(1);
        assertThat(overview(MIA).late().soon()).isZero();
    }

    @Test
    void leadsOfWhoHasLeftAreFoundAndThoseOfOthersAreNot() {
        configure("REP", "mia", "{\"name\":\"Mia\"}");
        configure("REP", "ben", "{\"name\":\"Ben\",\"active\":false}");
        LeadId mias = lead("A", NOON, with("mia", null), LeadStatus.ASSIGNED);
        LeadId bens = lead("B", NOON, with("ben", null), LeadStatus.ASSIGNED);
        LeadId offered = lead("C", NOON, with("ben", null), LeadStatus.ASSIGNED);
        LeadId done = lead("D", NOON, with("ben", null), LeadStatus.COMPLETED);
        LeadId noras = lead("E", NOON.plusSeconds(1), with("nora", null), LeadStatus.ASSIGNED);
        given(mias, "mia", "ACCEPTED");
        given(bens, "ben", "ACCEPTED");
        given(offered, "ben", "OFFERED");
        given(done, "ben", "COMPLETED");
        given(noras, "nora", "ACCEPTED");

        assertThat(ids(needing(LeadNeed.HOLDER_GONE))).containsExactly(noras, bens);
    }

    private static Filter needing(LeadNeed need) {
        return new Filter(null, null, null, List.of(), Set.of(), null, null, need);
    }

    /** In minutes from now. */
    private void clock(LeadId lead, String state, boolean live, int began, int due) {
        database.executeAsSuperuser(
                "insert into sla_clock (tenant_id, id, lead_id, policy_key, target, plan, started_at, due_at, state, live, next_step, next_due_at, moving) values ('%s', '%s', '%s', 'hot', 'ACCEPTED', '{}', now() + interval '%d minutes', now() + interval '%d minutes', '%s', %s, 0, %s, false)"
                        .formatted(
                                tenant,
                                new UUID(5, ++ids),
                                lead,
                                began,
                                due,
                                state,
                                live,
                                state.equals("RUNNING")
                                        ? "now() + interval '%d minutes'".formatted(due)
                                        : "null"));
    }

    @Test
    void deliveriesAreLookedThroughByStatusChannelAndLead() {
        LeadId lead = lead("Ruiz", NOON, with("mia", null), LeadStatus.ASSIGNED);
        undeliverable(lead);
        undeliverable(lead("Other", NOON, with("mia", null), LeadStatus.ASSIGNED));
        DeliveryPages pages = database.get(DeliveryPages.class);
        var dead = new DeliveryPages.Filter(DeliveryState.DEAD, Channel.SLACK, lead);

        assertThat(in(pages.page(tenant, dead, null, 10).collectList()))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.delivery().leadId()).isEqualTo(lead.value());
                    assertThat(row.delivery().nextAttemptAt()).isNull();
                    assertThat(Objects.requireNonNull(row.lead()).name()).isEqualTo("Ruiz");
                });
        var any = new DeliveryPages.Filter(null, null, null);
        var newest = in(pages.page(tenant, any, null, 1).collectList()).getFirst().delivery().id();
        assertThat(in(pages.page(tenant, any, new DeliveryId(newest), 10).collectList()))
                .hasSize(1);
        assertThat(in(pages.counts(tenant, any)))
                .containsEntry(DeliveryState.DEAD, 2L)
                .containsEntry(DeliveryState.RETRYING, 0L);
        assertThat(in(pages.dead(tenant, any, 10).collectList())).hasSize(2);
        assertThat(
                        in(
                                pages.dead(
                                                tenant,
                                                new DeliveryPages.Filter(null, Channel.CRM, null),
                                                10)
                                        .collectList()))
                .isEmpty();
    }

    @Test
    void meetingsComeByTimeAndARepSeesThoseOfTheirLeads() {
        LeadId mias = lead("Ruiz", NOON, with("mia", null), LeadStatus.ASSIGNED);
        LeadId bens = lead("Other", NOON, with("ben", null), LeadStatus.ASSIGNED);
        meeting(mias, "BOOKED", 60);
        meeting(bens, "BOOKED", 30);
        meeting(mias, "HELD", -120);
        meeting(mias, "BOOKED", -10);
        MeetingViews meetings = database.get(MeetingViews.class);
        Instant now = Instant.now();
        var upcoming = new MeetingViews.Filter(true, now, null, null);

        assertThat(leads(meetings, ALL, upcoming, null)).containsExactly(mias, bens, mias);
        assertThat(leads(meetings, MIA, upcoming, null)).containsExactly(mias, mias);
        assertThat(leads(meetings, ALL, new MeetingViews.Filter(true, now, null, "ben"), null))
                .containsExactly(bens);
        assertThat(
                        leads(
                                meetings,
                                ALL,
                                new MeetingViews.Filter(false, now, MeetingState.HELD, null),
                                null))
                .containsExactly(mias);
        var first = in(meetings.page(tenant, ALL, upcoming, null, 1).collectList()).getFirst();
        assertThat(
                        leads(
                                meetings,
                                ALL,
                                upcoming,
                                new MeetingViews.Position(first.details().startsAt(), first.id())))
                .containsExactly(bens, mias);
    }

    private List<LeadId> leads(
            MeetingViews meetings,
            Sight sight,
            MeetingViews.Filter filter,
            MeetingViews.@Nullable Position after) {
        return in(meetings.page(tenant, sight, filter, after, 10).collectList()).stream()
                .map(row -> row.lead().lead())
                .toList();
    }

    /** Of half an hour; in minutes from now. */
    private void meeting(LeadId lead, String state, int starts) {
        database.executeAsSuperuser(
                "insert into meeting (tenant_id, id, connection_key, booking, lead_id, provider, state, since, starts_at, ends_at, told_at) values ('%1$s', '%2$s', 'c', '%2$s', '%3$s', 'calendly', '%4$s', now(), now() + interval '%5$d minutes', now() + interval '%6$d minutes', now())"
                        .formatted(tenant, new UUID(6, ++ids), lead, state, starts, starts + 30));
    }

    @Test
    void aFilterIsItsOwnersReplacedByNameAndCanComeBack() {
        UUID zoe = member();
        SavedFilters filters = database.get(SavedFilters.class);
        var first = saved("Waiting", "NEW");
        in(filters.save(tenant, zoe, first, NOON).thenReturn(true));
        in(filters.save(tenant, zoe, saved("WAITING", "QUEUED"), NOON).thenReturn(true));

        assertThat(in(filters.of(tenant, zoe).collectList()))
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.name()).isEqualTo("WAITING");
                    assertThat(kept.query()).isEqualTo(Map.of("status", "QUEUED"));
                    assertThat(kept.id()).isEqualTo(first.id());
                });
        assertThat(in(filters.of(tenant, member()).collectList())).isEmpty();
        assertThat(in(filters.drop(tenant, zoe, first.id(), NOON, NOON))).isTrue();
        assertThat(in(filters.drop(tenant, zoe, first.id(), NOON, NOON))).isFalse();
        in(filters.save(tenant, zoe, saved("waiting", "NEW"), NOON).thenReturn(true));
        assertThat(in(filters.restore(tenant, zoe, first.id()))).isFalse();
        assertThat(in(filters.drop(tenant, zoe, new UUID(0, 0), NOON, NOON.plusSeconds(1))))
                .isFalse();
        assertThat(in(filters.of(tenant, zoe).collectList())).hasSize(1);
    }

    private SavedFilters.Saved saved(String name, String status) {
        return new SavedFilters.Saved(new UUID(7, ++ids), name, Map.of("status", status), null);
    }

    private UUID member() {
        UUID id = UUID.randomUUID();
        database.executeAsSuperuser(
                "insert into person (id, email, name, created_at) values ('%1$s', '%1$s@x.test', 'Zoe', now())"
                        .formatted(id));
        database.executeAsSuperuser(
                "insert into member (tenant_id, id, person_id, role, created_at) values ('%1$s', '%2$s', '%2$s', 'ADMIN', now())"
                        .formatted(tenant, id));
        return id;
    }

    private <T> T in(Mono<T> work) {
        return Objects.requireNonNull(unitOfWork().run(tenant, work).block());
    }

    private OverviewView overview(Sight sight) {
        return Objects.requireNonNull(
                unitOfWork()
                        .run(tenant, database.get(Overviews.class).count(tenant, sight, NOON))
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

    @Test
    void aLeadIsReadAsUrgentAsItWasRaisedTo() {
        Placement raised =
                new Placement(
                        null,
                        new QueueKey("late"),
                        null,
                        null,
                        Priority.URGENT,
                        null,
                        null,
                        null,
                        false,
                        Priority.HIGH);
        LeadId lead = lead("A", NOON, raised, LeadStatus.QUEUED);

        assertThat(
                        in(
                                database.get(Leads.class)
                                        .find(tenant, List.of(lead), _ -> Optional.empty())
                                        .collectList()))
                .singleElement()
                .satisfies(file -> assertThat(file.placement()).isEqualTo(raised));
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
                null,
                false,
                null);
    }

    private void offer(LeadId lead, String rep) {
        database.executeAsSuperuser(
                "insert into assignment (tenant_id, id, lead_id, run_id, rep_key, priority, broadcast, state, offered_at) values ('%s', '%s', '%s', '%s', '%s', 'STANDARD', true, 'OFFERED', now())"
                        .formatted(tenant, new UUID(2, ++ids), lead, new UUID(3, 0), rep));
    }

    private void given(LeadId lead, String rep, String state) {
        database.executeAsSuperuser(
                "insert into assignment (tenant_id, id, lead_id, run_id, rep_key, priority, broadcast, state, offered_at) values ('%s', '%s', '%s', '%s', '%s', 'STANDARD', false, '%s', now())"
                        .formatted(tenant, new UUID(6, ++ids), lead, new UUID(7, ids), rep, state));
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
