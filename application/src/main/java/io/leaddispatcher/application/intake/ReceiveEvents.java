package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.intake.port.InboundEvents.Kept;
import io.leaddispatcher.application.intake.port.InboundEvents.ToTranslate;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.util.List;
import reactor.core.publisher.Mono;

/** Stores what came in, all in one unit of work; translation and routing happen afterwards. */
@UseCase
public final class ReceiveEvents implements Intake {

    private final UnitOfWork unitOfWork;
    private final InboundEvents events;
    private final Ids ids;
    private final IntakeSignal signal;

    public ReceiveEvents(
            UnitOfWork unitOfWork, InboundEvents events, Ids ids, IntakeSignal signal) {
        this.unitOfWork = unitOfWork;
        this.events = events;
        this.ids = ids;
        this.signal = signal;
    }

    @Override
    public Mono<List<Stored>> handle(Caller caller, List<InboundEvent> received) {
        return Mono.defer(() -> {
            caller.require(Permission.SUBMIT_LEADS);
            // Their ids have the order in which they came.
            List<ToTranslate> named =
                    received.stream().map(event -> new ToTranslate(ids.next(), event)).toList();
            return unitOfWork
                    .run(caller.tenant(), events.keep(caller.tenant(), named))
                    .map(kept -> kept.stream().map(ReceiveEvents::stored).toList())
                    .doOnNext(_ -> signal.received());
        });
    }

    private static Stored stored(Kept kept) {
        return new Stored(kept.event(), kept.lead(), kept.repeated(), kept.sameContent());
    }
}
