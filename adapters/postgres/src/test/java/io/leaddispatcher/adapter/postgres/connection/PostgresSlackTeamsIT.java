package io.leaddispatcher.adapter.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.connection.port.Connections.HookOwner;
import io.leaddispatcher.application.slack.port.SlackTeams;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresSlackTeamsIT {

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aWorkspaceThatNamesATeamManyTimesPushesNobodyElseOut() {
        TenantId first = database.newTenant();
        TenantId second = database.newTenant();
        for (TenantId each : List.of(first, second)) {
            for (int number = 10; number < 30; number++) {
                names(each, "slack-" + number);
            }
        }

        List<HookOwner> found =
                Objects.requireNonNull(
                        database.get(SlackTeams.class)
                                .connectedTo("T-1", 10)
                                .collectList()
                                .block());

        assertThat(found)
                .contains(
                        new HookOwner(first, new ConnectionKey("slack-10")),
                        new HookOwner(second, new ConnectionKey("slack-10")))
                .hasSize(6);
    }

    private static void names(TenantId tenant, String key) {
        database.executeAsSuperuser(
                """
                insert into connection (tenant_id, id, key, type, name, active, settings, hook_id, version)
                values ('%1$s', '%2$s', '%3$s', 'SLACK', '%3$s', true, '{"teamId":"T-1"}', '%2$s', 1)
                """
                        .formatted(tenant, UUID.randomUUID(), key));
    }
}
