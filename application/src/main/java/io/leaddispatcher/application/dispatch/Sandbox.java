package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.dispatch.port.SandboxMailbox;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Takes messages in place of a channel that is not connected. */
public final class Sandbox {

    private final SandboxMailbox mailbox;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public Sandbox(SandboxMailbox mailbox, UnitOfWork unitOfWork, InstantSource clock) {
        this.mailbox = mailbox;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    Mono<Attempt> keep(TenantId tenant, Delivery delivery, Map<String, Object> message) {
        return Mono.defer(() ->
                unitOfWork.run(
                        tenant,
                        mailbox.keep(
                                        tenant,
                                        new SandboxMailbox.Message(
                                                delivery.id().value(),
                                                clock.instant(),
                                                delivery.channel(),
                                                delivery.draft().recipient(),
                                                delivery.address().value(),
                                                delivery.lead(),
                                                message))
                                .thenReturn(new Attempt.Delivered("sandbox:" + delivery.id()))));
    }

    Mono<Attempt> change(TenantId tenant, UUID message, Map<String, Object> document) {
        return Mono.defer(() ->
                unitOfWork.run(
                        tenant,
                        mailbox.change(tenant, message, document)
                                .thenReturn(new Attempt.Delivered("sandbox:" + message))));
    }
}
