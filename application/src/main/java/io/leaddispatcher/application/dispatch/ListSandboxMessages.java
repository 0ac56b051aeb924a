package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.port.SandboxMailbox;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.util.List;
import reactor.core.publisher.Mono;

/** The messages that the sandbox kept, newest first. */
@UseCase
public final class ListSandboxMessages {

    public record Query(Caller caller, int limit) {}

    private final SandboxMailbox mailbox;
    private final UnitOfWork unitOfWork;

    public ListSandboxMessages(SandboxMailbox mailbox, UnitOfWork unitOfWork) {
        this.mailbox = mailbox;
        this.unitOfWork = unitOfWork;
    }

    public Mono<List<SandboxMessageView>> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_LEADS);
            return unitOfWork.run(
                    query.caller().tenant(),
                    mailbox.latest(query.caller().tenant(), query.limit())
                            .map(message ->
                                    new SandboxMessageView(
                                            message.id().toString(),
                                            message.channel().name(),
                                            message.address(),
                                            message.document(),
                                            message.lead().toString(),
                                            message.at()))
                            .collectList());
        });
    }
}
