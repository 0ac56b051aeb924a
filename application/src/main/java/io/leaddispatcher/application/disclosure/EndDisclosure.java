package io.leaddispatcher.application.disclosure;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.port.Disclosures;
import io.leaddispatcher.application.lead.port.Disclosures.Disclosure;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.lead.LeadId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Hides the sensitive values of a lead again before the time is over: one's own, or somebody's.
 * What is over stays over, and is not told twice.
 */
@UseCase
public final class EndDisclosure {

    /** Which. */
    public sealed interface Command {

        Caller caller();

        /** One's own of a lead. */
        record Own(Caller caller, LeadId lead) implements Command {}

        /** Anybody's, by an owner or admin. */
        record Anybodys(Caller caller, UUID disclosure) implements Command {}
    }

    /** What can come of it. */
    public sealed interface Outcome {
        record Ended() implements Outcome {}

        /** There never was one. */
        record Unknown() implements Outcome {}
    }

    private final Disclosures disclosures;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public EndDisclosure(
            Disclosures disclosures, AuditTrail trail, UnitOfWork unitOfWork, InstantSource clock) {
        this.disclosures = disclosures;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() ->
                unitOfWork.run(
                        command.caller().tenant(),
                        find(command)
                                .flatMap(found -> end(command.caller(), found))
                                .defaultIfEmpty(new Outcome.Unknown())));
    }

    private Mono<Disclosure> find(Command command) {
        return switch (command) {
            case Command.Own(var caller, var lead) -> {
                caller.require(Permission.VIEW_OWN_LEADS);
                yield caller.actor() instanceof Actor.Member(var member, _, _)
                        ? disclosures.latest(caller.tenant(), member, lead)
                        : Mono.empty();
            }
            case Command.Anybodys(var caller, var id) -> {
                caller.require(Permission.ADMINISTER);
                yield disclosures.find(caller.tenant(), id);
            }
        };
    }

    private Mono<Outcome> end(Caller caller, Disclosure found) {
        Instant now = clock.instant();
        return disclosures
                .end(caller.tenant(), found.id(), now)
                .filter(Boolean::booleanValue)
                .flatMap(_ -> trail.append(caller.tenant(), entry(caller, found)))
                .thenReturn(new Outcome.Ended());
    }

    private static AuditEntry entry(Caller caller, Disclosure found) {
        return AuditEntry.by(
                caller.actor(),
                AuditAction.SENSITIVE_CLOSED,
                "lead:" + found.lead(),
                Map.of(
                        "openedBy", Actor.Member.labelOf(found.member()),
                        "reason", found.reason()));
    }
}
