package io.leaddispatcher.application.notice;

import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.letter.Letters;
import io.leaddispatcher.application.member.MemberView;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Writes to the owners and admins of a workspace. Nobody would ask for such a letter again, so it
 * goes through the outbox: it is kept in the commit that gives rise to it.
 */
public final class AdministratorLetters {

    private final Members members;
    private final Workspaces workspaces;
    private final Letters letters;
    private final Outbox outbox;
    private final Ids ids;

    public AdministratorLetters(
            Members members, Workspaces workspaces, Letters letters, Outbox outbox, Ids ids) {
        this.members = members;
        this.workspaces = workspaces;
        this.letters = letters;
        this.outbox = outbox;
        this.ids = ids;
    }

    /**
     * Nothing where no mail server is set up; then the notice is not asked for. Inside a unit of
     * work.
     *
     * @param notice by the name of the workspace; empty when there is nothing to write
     */
    public Mono<Void> write(
            TenantId tenant, Function<String, Mono<WorkspaceNotice>> notice, Instant at) {
        // One after the other: they share a connection.
        return letters.channel(tenant)
                .filter(Optional::isPresent)
                .flatMap(_ -> workspaces.show(tenant))
                .flatMap(workspace -> notice.apply(workspace.name()))
                .flatMap(written ->
                        members.administrators(tenant)
                                .map(each -> delivery(each, written, at))
                                .collectList())
                .filter(planned -> !planned.isEmpty())
                .flatMap(planned -> outbox.add(tenant, planned));
    }

    /** The address of a page, as a letter names it. */
    public URI link(String path) {
        return URI.create(letters.link(path));
    }

    private Delivery delivery(MemberView to, WorkspaceNotice notice, Instant at) {
        return Delivery.planned(
                new DeliveryId(ids.next()),
                null,
                new DeliveryDraft(
                        Actor.Member.labelOf(to.id()),
                        List.of(new Address(Address.Kind.EMAIL, to.email())),
                        notice.document()),
                at);
    }
}
