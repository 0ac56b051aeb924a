package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.port.MailBounces;
import io.leaddispatcher.application.dispatch.port.MailBounces.Bounce;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.util.Map;
import reactor.core.publisher.Mono;

/** At which addresses of reps mail bounces, by address in lower case. */
@UseCase
public final class ListBounces {

    private final UnitOfWork unitOfWork;
    private final MailBounces bounces;

    public ListBounces(UnitOfWork unitOfWork, MailBounces bounces) {
        this.unitOfWork = unitOfWork;
        this.bounces = bounces;
    }

    public Mono<Map<String, Bounce>> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.VIEW_CONFIGURATION);
            return unitOfWork.run(
                    caller.tenant(), bounces.all(caller.tenant()).collectMap(Bounce::address));
        });
    }
}
