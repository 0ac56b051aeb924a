package io.leaddispatcher.application.me;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** A rep says by which ways they want to be told. Nothing else of what is said of them changes. */
@UseCase
public final class ChangeMyNotifications {

    /** What the rep wishes. */
    public sealed interface Wish {

        /**
         * All of it.
         *
         * @param document as the rep's document has it: {@code newLead}, {@code quietHours} …
         */
        record All(Map<String, ?> document) implements Wish {
            public All {
                document = Map.copyOf(document);
            }
        }

        /** No mail about the day; everything else stays. */
        record NoDigest() implements Wish {}
    }

    public record Command(Caller caller, Wish wish) {}

    public sealed interface Outcome {
        /** Also when it was so already. */
        record Changed() implements Outcome {}

        /** The caller is no rep. */
        record NoRep() implements Outcome {}
    }

    static final String PROPERTY = "notifications";

    private final OwnDocument own;

    public ChangeMyNotifications(
            UnitOfWork unitOfWork,
            ConfigurationDocuments documents,
            ActivePolicies policies,
            RoutingConfigurations configurations,
            AuditTrail trail) {
        this.own = new OwnDocument(unitOfWork, documents, policies, configurations, trail);
    }

    /** Fails with {@link InvalidInputException} when the wish makes no sense. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() ->
                own.change(
                                command.caller(),
                                mine -> with(mine, wished(mine, command.wish())),
                                pointer -> pointer.replaceFirst("^/" + PROPERTY, ""))
                        .<Outcome>map(_ -> new Outcome.Changed())
                        .defaultIfEmpty(new Outcome.NoRep()));
    }

    private static Map<String, ?> wished(OwnDocument.Own mine, Wish wish) {
        return switch (wish) {
            case Wish.All(var document) -> document;
            case Wish.NoDigest() -> mine.rep().notifications().withoutDigest().document();
        };
    }

    static Map<String, Object> with(OwnDocument.Own mine, Map<String, ?> notifications) {
        Map<String, Object> changed = new LinkedHashMap<>(mine.document());
        if (notifications.isEmpty()) {
            changed.remove(PROPERTY);
        } else {
            changed.put(PROPERTY, notifications);
        }
        return changed;
    }
}
