package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores what came in, all in one unit of work; routing happens afterwards. */
@UseCase
public final class ReceiveEvents {

    private final UnitOfWork unitOfWork;
    private final InboundEvents stored;

    public ReceiveEvents(UnitOfWork unitOfWork, InboundEvents stored) {
        this.unitOfWork = unitOfWork;
        this.stored = stored;
    }

    public Mono<List<Stored>> handle(Caller caller, List<InboundEvent> events) {
        return Mono.defer(() -> {
            caller.require(Permission.SUBMIT_LEADS);
            return unitOfWork.run(
                    caller.tenant(),
                    Flux.fromIterable(events).concatMap(stored::store).collectList());
        });
    }
}
