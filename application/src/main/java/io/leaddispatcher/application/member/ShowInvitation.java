package io.leaddispatcher.application.member;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.member.port.Invitations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Role;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** What somebody who holds its link is invited to. Empty when it is unknown, used or too old. */
@UseCase
public final class ShowInvitation {

    public record Shown(String workspace, String email, String name, Role role) {}

    private final Invitations invitations;
    private final Workspaces workspaces;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public ShowInvitation(
            Invitations invitations,
            Workspaces workspaces,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.invitations = invitations;
        this.workspaces = workspaces;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public Mono<Shown> handle(Secret link) {
        byte[] hash = TokenHash.of(link.reveal());
        return invitations
                .tenantOf(hash)
                .flatMap(tenant ->
                        unitOfWork.run(
                                tenant,
                                invitations
                                        .find(tenant, hash)
                                        .filter(each -> clock.instant().isBefore(each.expiresAt()))
                                        .flatMap(found ->
                                                workspaces
                                                        .show(tenant)
                                                        .map(workspace ->
                                                                new Shown(
                                                                        workspace.name(),
                                                                        found.email(),
                                                                        found.name(),
                                                                        found.role())))));
    }
}
