package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.LeadFile.Placement;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.overview.OverviewView;
import io.leaddispatcher.application.overview.OverviewView.WaitingQueue;
import io.leaddispatcher.application.overview.port.Overviews;
import io.leaddispatcher.application.pool.port.LedgerRows;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

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
