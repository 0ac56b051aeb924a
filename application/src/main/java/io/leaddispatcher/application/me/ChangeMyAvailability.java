package io.leaddispatcher.application.me;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** A rep says when they take new leads. Nothing else of what is said of them changes. */
@UseCase
public final class ChangeMyAvailability {

    public record Command(Caller caller, AvailabilityChange change) {}

    public sealed interface Outcome {
        /** Also when it was so already. */
        record Changed() implements Outcome {}

        /** The caller is no rep. */
        record NoRep() implements Outcome {}
    }

    private final OwnDocument own;
    private final InstantSource clock;

    public ChangeMyAvailability(
            UnitOfWork unitOfWork,
            ConfigurationDocuments documents,
            ActivePolicies policies,
            RoutingConfigurations configurations,
            AuditTrail trail,
            InstantSource clock) {
        this.own = new OwnDocument(unitOfWork, documents, policies, configurations, trail);
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when the change makes no sense. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() ->
                own.change(
                                command.caller(),
                                mine ->
                                        new AvailabilityDocument(
                                                        mine.document(),
                                                        mine.zone(),
                                                        clock.instant())
                                                .after(command.change()),
                                ChangeMyAvailability::said)
                        .<Outcome>map(_ -> new Outcome.Changed())
                        .defaultIfEmpty(new Outcome.NoRep()));
    }

    private static String said(String pointer) {
        return pointer.replaceFirst("^/outOfOffice/\\d+", "")
                .replaceFirst("^/to$", "/until")
                .replaceFirst("^/workingHours", "");
    }
}
