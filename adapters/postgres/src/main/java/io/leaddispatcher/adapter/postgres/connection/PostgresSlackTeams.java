package io.leaddispatcher.adapter.postgres.connection;

import io.leaddispatcher.application.connection.port.Connections.HookOwner;
import io.leaddispatcher.application.slack.port.SlackTeams;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

@Component
final class PostgresSlackTeams implements SlackTeams {

    private static final String CONNECTED =
            "select tenant_id, key from slack_connections(:team, :limit)";

    private final DatabaseClient database;

    PostgresSlackTeams(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<HookOwner> connectedTo(String team, int limit) {
        return database.sql(CONNECTED)
                .bind("team", team)
                .bind("limit", limit)
                .map(row ->
                        new HookOwner(
                                new TenantId(
                                        Objects.requireNonNull(row.get("tenant_id", UUID.class))),
                                new ConnectionKey(
                                        Objects.requireNonNull(row.get("key", String.class)))))
                .all();
    }
}
