package io.leaddispatcher.application.hook;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.transaction.UnitOfWork;
import reactor.core.publisher.Mono;

/** Counts a delivery with a bad signature on its connection. Nothing of it is kept. */
@UseCase
public final class CountRejectedDelivery {

    private final UnitOfWork unitOfWork;
    private final ConnectionHealth health;

    public CountRejectedDelivery(UnitOfWork unitOfWork, ConnectionHealth health) {
        this.unitOfWork = unitOfWork;
        this.health = health;
    }

    public Mono<Void> handle(Hook hook) {
        return unitOfWork.run(
                hook.tenant(), health.rejected(hook.tenant(), hook.connection().key()));
    }
}
