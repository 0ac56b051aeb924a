package io.leaddispatcher.application.workspace;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.application.workspace.port.Workspaces.Workspace;
import io.leaddispatcher.domain.access.Permission;
import reactor.core.publisher.Mono;

/** What a workspace is called, and by whose clocks its days begin. */
@UseCase
public final class ShowWorkspace {

    public record Query(Caller caller) {}

    private final Workspaces workspaces;
    private final UnitOfWork unitOfWork;

    public ShowWorkspace(Workspaces workspaces, UnitOfWork unitOfWork) {
        this.workspaces = workspaces;
        this.unitOfWork = unitOfWork;
    }

    public Mono<Workspace> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.ADMINISTER);
            var tenant = query.caller().tenant();
            return unitOfWork.run(tenant, workspaces.show(tenant));
        });
    }
}
