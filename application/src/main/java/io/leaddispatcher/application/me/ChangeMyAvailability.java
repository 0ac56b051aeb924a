package io.leaddispatcher.application.me;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.DocumentBatch;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
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

    private final UnitOfWork unitOfWork;
    private final ConfigurationDocuments documents;
    private final DocumentBatch batch;
    private final RoutingConfigurations configurations;
    private final InstantSource clock;

    public ChangeMyAvailability(
            UnitOfWork unitOfWork,
            ConfigurationDocuments documents,
            ActivePolicies policies,
            RoutingConfigurations configurations,
            AuditTrail trail,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.documents = documents;
        this.batch = new DocumentBatch(documents, policies, trail);
        this.configurations = configurations;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when the change makes no sense. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.MANAGE_OWN_AVAILABILITY);
            TenantId tenant = command.caller().tenant();
            return Mono.justOrEmpty(command.caller().actor().ownRep().map(RepKey::new))
                    .flatMap(me ->
                            unitOfWork.run(
                                    tenant,
                                    documents
                                            .lock(tenant)
                                            .then(
                                                    documents.find(
                                                            tenant,
                                                            ConfigurationKind.REP,
                                                            me.value()))
                                            .flatMap(stored -> change(command, me, stored))))
                    .defaultIfEmpty(new Outcome.NoRep());
        });
    }

    private Mono<Outcome> change(Command command, RepKey me, StoredDocument stored) {
        TenantId tenant = command.caller().tenant();
        return configurations
                .current(tenant)
                .map(snapshot -> zone(snapshot.configuration().roster(), me))
                .map(zone ->
                        new AvailabilityDocument(stored.document(), zone, clock.instant())
                                .after(command.change()))
                .flatMap(changed ->
                        batch.check(
                                tenant,
                                Map.of(
                                        ConfigurationKind.REP,
                                        new TreeMap<>(Map.of(me.value(), changed))),
                                Map.of()))
                .onErrorMap(InvalidInputException.class, ChangeMyAvailability::ownWords)
                .flatMap(changes -> batch.save(command.caller(), changes))
                .thenReturn(new Outcome.Changed());
    }

    private static ZoneId zone(Roster roster, RepKey me) {
        return roster.rep(me)
                .map(roster::zoneOf)
                .orElseThrow(() ->
                        new IllegalStateException("rep %s is stored and not read".formatted(me)));
    }

    /** What is wrong stands at what was said, and not at a place in the whole document. */
    private static InvalidInputException ownWords(InvalidInputException refused) {
        return new InvalidInputException(
                refused.violations().stream()
                        .map(each ->
                                new Violation(
                                        each.pointer()
                                                .replaceFirst("^/reps/[^/]+", "")
                                                .replaceFirst("^/outOfOffice/\\d+", "")
                                                .replaceFirst("^/to$", "/until")
                                                .replaceFirst("^/workingHours", ""),
                                        each.code(),
                                        each.message()))
                        .toList());
    }
}
