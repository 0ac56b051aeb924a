package io.leaddispatcher.application.me;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.push.port.PushSubscriptions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import reactor.core.publisher.Mono;

/**
 * A browser that shows messages already is used with another session: whoever logs out of this one
 * wants no messages there any more. Changes nothing of a browser that is unknown, or another's.
 */
@UseCase
public final class UseDevice {

    /**
     * @param endpoint where messages to the browser are sent
     * @param session the secret of the session
     */
    public record Command(Caller caller, Secret endpoint, Secret session) {}

    private final UnitOfWork unitOfWork;
    private final PushSubscriptions subscriptions;

    public UseDevice(UnitOfWork unitOfWork, PushSubscriptions subscriptions) {
        this.unitOfWork = unitOfWork;
        this.subscriptions = subscriptions;
    }

    public Mono<Void> handle(Command command) {
        return Mono.defer(() -> {
            Caller caller = command.caller();
            caller.require(Permission.MANAGE_OWN_AVAILABILITY);
            return caller.actor() instanceof Actor.Member(var member, _, _)
                    ? unitOfWork.run(
                            caller.tenant(),
                            subscriptions.usedWith(
                                    caller.tenant(),
                                    member,
                                    command.endpoint(),
                                    TokenHash.of(command.session().reveal())))
                    : Mono.empty();
        });
    }
}
