package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Takes a rep out of the pools and teams that can do without, and ends that new leads come to them,
 * in one step. What they were offered goes to others, as whenever somebody is no longer active;
 * what they have accepted stays with them until a person decides.
 */
@UseCase
public final class TakeOutRep {

    private final ConfigurationDocuments documents;
    private final DocumentBatch batch;
    private final Departures departures;
    private final UnitOfWork unitOfWork;

    public TakeOutRep(
            ConfigurationDocuments documents,
            ActivePolicies policies,
            Departures departures,
            AuditTrail trail,
            UnitOfWork unitOfWork) {
        this.documents = documents;
        this.batch = new DocumentBatch(documents, policies, trail);
        this.departures = departures;
        this.unitOfWork = unitOfWork;
    }

    /**
     * @param preview whether to say what would be done, and do nothing
     * @param version of the rep that was looked at; without meaning in a preview
     */
    public record Command(Caller caller, RepKey rep, boolean preview, Precondition version) {}

    public sealed interface Outcome {
        /** It is done, or would be. */
        record Taken(Leaving leaving) implements Outcome {}

        record Unknown() implements Outcome {}

        /** The rep is another than the one that was looked at. */
        record Stale() implements Outcome {}
    }

    /** Fails with {@link InvalidInputException} when something would break by it. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.CONFIGURE);
            TenantId tenant = command.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    (command.preview() ? Mono.<Void>empty() : documents.lock(tenant))
                            .then(
                                    documents.find(
                                            tenant, ConfigurationKind.REP, command.rep().value()))
                            .flatMap(rep -> takeOut(command, rep))
                            .defaultIfEmpty(new Outcome.Unknown()));
        });
    }

    private Mono<Outcome> takeOut(Command command, StoredDocument rep) {
        if (!command.preview() && !command.version().holds(Optional.of(rep.version()))) {
            return Mono.just(new Outcome.Stale());
        }
        TenantId tenant = command.caller().tenant();
        return documents
                .all(tenant, ConfigurationKind.POOL)
                .collectList()
                .zipWhen(_ -> documents.all(tenant, ConfigurationKind.TEAM).collectList())
                .map(found -> Leaving.of(rep, found.getT1(), found.getT2()))
                .flatMap(leaving ->
                        (command.preview() || !leaving.changesSomething()
                                        ? Mono.<Void>empty()
                                        : takeOut(command, leaving))
                                .thenReturn(new Outcome.Taken(leaving)));
    }

    /** Offers end before anything is written, by the roster in which they were made. */
    private Mono<Void> takeOut(Command command, Leaving leaving) {
        TenantId tenant = command.caller().tenant();
        Set<RepKey> gone = leaving.active() ? Set.of(command.rep()) : Set.of();
        return batch.check(tenant, leaving.wanted(), Map.of())
                .flatMap(changes ->
                        departures
                                .of(tenant, gone)
                                .then(Mono.defer(() -> batch.save(command.caller(), changes))));
    }
}
