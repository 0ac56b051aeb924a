package io.leaddispatcher.application.me;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.push.port.PushSubscriptions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import reactor.core.publisher.Mono;

/** Somebody wants no messages on any of their devices any more. Asking twice is asking once. */
@UseCase
public final class ForgetDevices {

    private final UnitOfWork unitOfWork;
    private final PushSubscriptions subscriptions;

    public ForgetDevices(UnitOfWork unitOfWork, PushSubscriptions subscriptions) {
        this.unitOfWork = unitOfWork;
        this.subscriptions = subscriptions;
    }

    public Mono<Void> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.MANAGE_OWN_AVAILABILITY);
            return caller.actor() instanceof Actor.Member(var member, _, _)
                    ? unitOfWork.run(
                            caller.tenant(), subscriptions.forgetAll(caller.tenant(), member))
                    : Mono.empty();
        });
    }
}
