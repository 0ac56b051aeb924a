package io.leaddispatcher.application.slack.port;

import io.leaddispatcher.application.connection.port.Connections.HookOwner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which workspaces are connected to a team in Slack. */
public interface SlackTeams {

    /** Anybody may name any team, so that the one that has it must not be pushed out. */
    int MOST = 100;

    /**
     * The active connections that name this team, those of older workspaces first, and of each
     * workspace a few. Needs no unit of work.
     */
    Flux<HookOwner> connectedTo(String team, int limit);

    /**
     * Holds the team until the unit of work ends: whoever else wants it waits, in whichever
     * workspace.
     */
    Mono<Void> hold(String team);
}
