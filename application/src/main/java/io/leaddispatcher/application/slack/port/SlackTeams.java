package io.leaddispatcher.application.slack.port;

import io.leaddispatcher.application.connection.port.Connections.HookOwner;
import reactor.core.publisher.Flux;

/** Which workspaces are connected to a team in Slack. Needs no unit of work. */
@FunctionalInterface
public interface SlackTeams {

    /** The active connections that name this team. */
    Flux<HookOwner> connectedTo(String team, int limit);
}
