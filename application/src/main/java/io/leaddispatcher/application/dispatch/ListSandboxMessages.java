package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.port.SandboxMailbox;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import reactor.core.publisher.Mono;

/** The messages that the sandbox kept, newest first. */
@UseCase
public final class ListSandboxMessages {

    private final SandboxMailbox mailbox;
    private final UnitOfWork unitOfWork;

    public ListSandboxMessages(SandboxMailbox mailbox, UnitOfWork unitOfWork) {
        this.mailbox = mailbox;
        this.unitOfWork = unitOfWork;
    }

    public record Query(Caller caller, int limit) {}

    public Mono<List<SandboxMessageView>> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_LEADS);
            TenantId tenant = query.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    mailbox.latest(tenant, query.limit())
                            .map(ListSandboxMessages::view)
                            .collectList());
        });
    }

    private static SandboxMessageView view(SandboxMailbox.Message message) {
        return new SandboxMessageView(
                message.id().toString(),
                message.channel().name(),
                message.recipient(),
                message.document(),
                message.lead() == null ? null : message.lead().toString(),
                message.at());
    }
}
