package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.closure.ClosedWorkspaces;
import io.leaddispatcher.application.closure.WorkspaceClosedException;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.port.Connections.HookOwner;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.slack.port.SlackTeams;
import io.leaddispatcher.application.transaction.UnitOfWork;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds the connections that a team in Slack means when it speaks through the installation's own
 * app. There may be several: any workspace can say that a team is its own.
 */
@UseCase
public final class FindSlackTeam {

    private final SlackTeams teams;
    private final ConnectionDirectory connections;
    private final ClosedWorkspaces closedWorkspaces;
    private final UnitOfWork unitOfWork;

    public FindSlackTeam(
            SlackTeams teams,
            ConnectionDirectory connections,
            ClosedWorkspaces closedWorkspaces,
            UnitOfWork unitOfWork) {
        this.teams = teams;
        this.connections = connections;
        this.closedWorkspaces = closedWorkspaces;
        this.unitOfWork = unitOfWork;
    }

    /** None for a team that nobody knows. */
    public Flux<Hook> handle(String team) {
        return teams.connectedTo(team, SlackTeams.MOST).concatMap(this::open);
    }

    private Mono<Hook> open(HookOwner owner) {
        return closedWorkspaces
                .refuse(owner.tenant())
                .then(unitOfWork.run(owner.tenant(), connections.find(owner.tenant(), owner.key())))
                // One with a secret has an app of its own, which speaks at an address of its own.
                .filter(access -> access.secret("signingSecret").isEmpty())
                .map(access -> new Hook(owner.tenant(), access))
                .onErrorResume(WorkspaceClosedException.class, _ -> Mono.empty());
    }
}
