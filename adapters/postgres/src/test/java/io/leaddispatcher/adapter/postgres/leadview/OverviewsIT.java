package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.overview.OverviewView;
import io.leaddispatcher.application.overview.OverviewView.WaitingQueue;
import io.leaddispatcher.application.pool.port.LedgerRows;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.PoolKey;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The figures of a workspace, and of the leads that a rep sees. */
class OverviewsIT extends LeadViewsOnPostgres {

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
}
