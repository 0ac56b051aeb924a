package io.leaddispatcher.application.account;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The workspaces that somebody may go to, the oldest membership first. Whoever came by the identity
 * provider of one sees that one: the others are none of its business. Whoever came by a password
 * sees those that it opens: they may be somebody else, who made the account of an address before
 * its owner got a seat elsewhere.
 */
@UseCase
public final class ListWorkspaces {

    private static final int MOST = 100;

    /**
     * A workspace of theirs.
     *
     * @param current whether they are in it now
     */
    public record WorkspaceView(TenantId tenant, String name, boolean current) {}

    private final People people;
    private final Workspaces workspaces;
    private final UnitOfWork unitOfWork;

    public ListWorkspaces(People people, Workspaces workspaces, UnitOfWork unitOfWork) {
        this.people = people;
        this.workspaces = workspaces;
        this.unitOfWork = unitOfWork;
    }

    public Mono<List<WorkspaceView>> handle(SignedIn who) {
        return people.find(who.email())
                .flatMapMany(found ->
                        who.sso()
                                ? people.memberships(found.person())
                                        .filter(each -> each.tenant().equals(who.caller().tenant()))
                                : people.membershipsByPassword(found.person()))
                .take(MOST)
                .concatMap(membership ->
                        unitOfWork.run(membership.tenant(), workspaces.show(membership.tenant())))
                .map(workspace ->
                        new WorkspaceView(
                                workspace.tenant(),
                                workspace.name(),
                                workspace.tenant().equals(who.caller().tenant())))
                .collectList();
    }
}
