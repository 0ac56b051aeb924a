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
import reactor.core.publisher.Mono;

@Component
final class PostgresSlackTeams implements SlackTeams {

    private static final String CONNECTED =
            "select tenant_id, key from slack_connections(:team, :limit)";

    // Of all workspaces, so that no row of one of them could stand for the team.
    private static final String HOLD =
            "select pg_advisory_xact_lock(hashtextextended('slack team ' || :team, 0))";

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

    @Override
    public Mono<Void> hold(String team) {
        return database.sql(HOLD).bind("team", team).then();
    }
}
