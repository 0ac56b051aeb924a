package io.leaddispatcher.adapter.postgres.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.domain.tenant.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An erasure waits for what is under way with the person's leads, and nobody for the erasure. */
class LocksOfErasuresIT {

    private static final String WAITING =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    @Test
    void anEscalationThatIsGivenUpMeanwhileIsNotedAndGoesWithTheLead() throws SQLException {
        try (TestDatabase database = TestDatabase.open();
                Connection settling = database.superuser();
                Statement statement = settling.createStatement()) {
            TenantId tenant = database.newTenant();
            UUID lead = UUID.randomUUID();
            database.executeAsSuperuser(
                    """
                    insert into lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)
                    values ('%1$s', '%2$s', 'lead', 'ASSIGNED', '{}', '[]', '', now(), now());
                    insert into delivery (tenant_id, id, lead_id, recipient, route, step, channel, document, state, attempts, tries, due_at, paced)
                    values ('%1$s', '%2$s', '%2$s', 'team:emea', '[]', 0, 'SLACK', '{}', 'SENDING', 1, 1, now(), false)
                    """
                            .formatted(tenant, lead));

            settling.setAutoCommit(false);
            statement.execute(
                    "update delivery set state = 'DEAD' where tenant_id = '%s'".formatted(tenant));
            CompletableFuture<Void> erasing =
                    CompletableFuture.runAsync(() ->
                            database.executeAsSuperuser(
                                    """
                                    select set_config('app.tenant_id', '%s', false);
                                    select delete_leads(array['%s'::uuid])
                                    """
                                            .formatted(tenant, lead)));
            await().until(() -> database.count(WAITING) > 0);
            statement.execute(
                    """
                    insert into unheard_escalation (tenant_id, clock_id, lead_id, why, whom, since)
                    values ('%s', gen_random_uuid(), '%s', 'NO_CHANNEL', 'team:emea', now())
                    """
                            .formatted(tenant, lead));
            settling.commit();
            erasing.join();

            for (String table : new String[] {"lead", "delivery", "unheard_escalation"}) {
                assertThat(
                                database.count(
                                        "select count(*) from %s where tenant_id = '%s'"
                                                .formatted(table, tenant)))
                        .as(table)
                        .isZero();
            }
        }
    }
}
