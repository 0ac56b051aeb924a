package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.secondfactor.port.SecondFactorRequirements;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * An owner decides whether the members of the workspace need a second factor. Who has none then
 * sees nothing but the page to set one up. A workspace with sensitive fields requires it anyhow.
 * Tokens are no log-in and stay as they are.
 */
@UseCase
public final class ChangeRequirement {

    public record Command(SignedIn who, boolean required) {}

    /** What can come of it. */
    public sealed interface Outcome {
        /** It is as it was asked for, and perhaps was before. */
        record Done() implements Outcome {}

        /** Who asks others for a second factor has one. */
        record OwnFirst() implements Outcome {}

        /** Where there are sensitive fields, everybody needs one, and nothing has changed. */
        record SensitiveFields() implements Outcome {}
    }

    private final SecondFactorRequirements requirements;
    private final People people;
    private final SecondFactors factors;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    public ChangeRequirement(
            SecondFactorRequirements requirements,
            People people,
            SecondFactors factors,
            AuditTrail trail,
            UnitOfWork unitOfWork) {
        this.requirements = requirements;
        this.people = people;
        this.factors = factors;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    public Mono<Outcome> handle(Command command) {
        Caller caller = command.who().caller();
        return Mono.defer(() -> {
            caller.require(Permission.OWN);
            return command.required()
                    ? people.find(command.who().email())
                            .flatMap(found -> factors.find(found.person()))
                            .filter(SecondFactors.Factor::confirmed)
                            .flatMap(_ -> change(caller, true))
                            .defaultIfEmpty(new Outcome.OwnFirst())
                    : giveUp(caller);
        });
    }

    private Mono<Outcome> giveUp(Caller caller) {
        return unitOfWork
                .run(caller.tenant(), requirements.show(caller.tenant()))
                .flatMap(standing ->
                        standing.sensitiveFields().isEmpty()
                                ? change(caller, false)
                                : Mono.just(new Outcome.SensitiveFields()));
    }

    private Mono<Outcome> change(Caller caller, boolean required) {
        return unitOfWork
                .run(
                        caller.tenant(),
                        requirements
                                .change(caller.tenant(), required)
                                .filter(Boolean::booleanValue)
                                .flatMap(_ ->
                                        trail.append(caller.tenant(), entry(caller, required))))
                .thenReturn(new Outcome.Done());
    }

    private static AuditEntry entry(Caller caller, boolean required) {
        return AuditEntry.by(
                caller.actor(),
                AuditAction.SECOND_FACTOR_REQUIREMENT_CHANGED,
                "workspace",
                Map.of(
                        "before", Map.of("secondFactorRequired", !required),
                        "after", Map.of("secondFactorRequired", required)));
    }
}
