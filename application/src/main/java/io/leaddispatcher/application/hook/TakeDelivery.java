package io.leaddispatcher.application.hook;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.Intake;
import io.leaddispatcher.application.intake.Stored;
import io.leaddispatcher.domain.access.Actor;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Takes in what a hook has verified, in the name of its connection. */
@UseCase
public final class TakeDelivery {

    private final Intake intake;

    public TakeDelivery(Intake intake) {
        this.intake = intake;
    }

    /** Stores all of the events or none; their ids, in their order. */
    public Mono<List<UUID>> handle(Hook hook, List<InboundEvent> events) {
        return take(hook, events).map(stored -> stored.stream().map(Stored::eventId).toList());
    }

    /** Stores one. Its sender has chosen the key, and hears when that was used for another one. */
    public Mono<Stored> handle(Hook hook, InboundEvent event) {
        return take(hook, List.of(event)).map(List::getFirst);
    }

    private Mono<List<Stored>> take(Hook hook, List<InboundEvent> events) {
        ConnectionAccess connection = hook.connection();
        var caller =
                new Caller(
                        hook.tenant(),
                        new Actor.Connection(connection.key().value(), connection.type()));
        return intake.handle(caller, events);
    }
}
