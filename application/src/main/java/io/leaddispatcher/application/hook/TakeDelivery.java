package io.leaddispatcher.application.hook;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.Intake;
import io.leaddispatcher.application.intake.Stored;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Takes in what a hook has verified. Of a connection that is switched off nothing is taken in, and
 * the sender is answered as ever: one that hears no 2xx for long, such as Calendly, ends the
 * subscription, and switching on again would bring nothing. The connection's health tells of what
 * was left out.
 */
@UseCase
public final class TakeDelivery {

    private static final String SWITCHED_OFF = "SWITCHED_OFF";

    private final Intake intake;
    private final ConnectionHealth health;
    private final Ids ids;
    private final UnitOfWork unitOfWork;

    public TakeDelivery(Intake intake, ConnectionHealth health, Ids ids, UnitOfWork unitOfWork) {
        this.intake = intake;
        this.health = health;
        this.ids = ids;
        this.unitOfWork = unitOfWork;
    }

    /** Stores all of the events or none; their ids, in their order. */
    public Mono<List<UUID>> handle(Hook hook, List<InboundEvent> events) {
        ConnectionAccess connection = hook.connection();
        if (!hook.active()) {
            return leaveOut(hook).thenReturn(events.stream().map(_ -> ids.next()).toList());
        }
        var caller =
                new Caller(
                        hook.tenant(),
                        new Actor.Connection(connection.key().value(), connection.type()));
        return intake.handle(caller, events)
                .map(stored -> stored.stream().map(Stored::eventId).toList());
    }

    private Mono<Void> leaveOut(Hook hook) {
        return unitOfWork.run(
                hook.tenant(),
                health.noted(
                        hook.tenant(),
                        hook.connection().key(),
                        SWITCHED_OFF,
                        "Events that came while the connection was switched off were left out"));
    }
}
