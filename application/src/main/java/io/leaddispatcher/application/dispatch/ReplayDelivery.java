package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Sends a delivery again that has ended, or one to a program that waits for its next try; with the
 * same id, so that a peer that has it already can tell.
 */
@UseCase
public final class ReplayDelivery {

    public record Command(Caller caller, UUID delivery) {}

    public sealed interface Outcome {
        record Replayed(DeliveryView delivery) implements Outcome {}

        /** It is still on its way, or a person has it already. */
        record NotDead(DeliveryView delivery) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final Deliveries deliveries;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final DeliveryWakeUp wakeUp;
    private final InstantSource clock;

    public ReplayDelivery(
            Deliveries deliveries,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            DeliveryWakeUp wakeUp,
            InstantSource clock) {
        this.deliveries = deliveries;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.wakeUp = wakeUp;
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.CONFIGURE);
            TenantId tenant = command.caller().tenant();
            return unitOfWork
                    .run(
                            tenant,
                            deliveries
                                    .lock(tenant, new DeliveryId(command.delivery()))
                                    .flatMap(found -> replay(command.caller(), found))
                                    .defaultIfEmpty(new Outcome.Unknown()))
                    .doOnNext(outcome -> {
                        if (outcome instanceof Outcome.Replayed) {
                            wakeUp.signal();
                        }
                    });
        });
    }

    private Mono<Outcome> replay(Caller caller, Delivery found) {
        TenantId tenant = caller.tenant();
        if (!found.canBeReplayed()) {
            return Mono.just(new Outcome.NotDead(DeliveryView.of(found)));
        }
        Instant now = clock.instant();
        Delivery revived = found.replayed(now);
        LeadId lead = found.lead();
        return deliveries
                .revive(tenant, revived, now)
                .then(
                        trail.append(
                                tenant,
                                AuditEntry.by(
                                        caller.actor(),
                                        AuditAction.DELIVERY_REPLAYED,
                                        "delivery:" + found.id().value(),
                                        lead == null ? Map.of() : Map.of("lead", lead.toString()))))
                .thenReturn(new Outcome.Replayed(DeliveryView.of(revived)));
    }
}
