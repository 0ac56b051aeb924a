package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.subscription.port.EventListeners;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Publishes an old version again, as a new one. */
@UseCase
public final class RollBackPolicy {

    private final Policies policies;
    private final ConfigurationDocuments documents;
    private final AuditTrail trail;
    private final EventListeners listeners;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public RollBackPolicy(
            Policies policies,
            ConfigurationDocuments documents,
            AuditTrail trail,
            EventListeners listeners,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.policies = policies;
        this.documents = documents;
        this.trail = trail;
        this.listeners = listeners;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * @param version the one to go back to
     * @param comment why; not blank
     */
    public record Command(Caller caller, PolicyKind kind, int version, String comment) {}

    public sealed interface Outcome {
        record Published(int version) implements Outcome {}

        record UnknownVersion() implements Outcome {}
    }

    /** Fails with {@link InvalidInputException} when the old policy no longer holds. */
    public Mono<Outcome> handle(Command command) {
        command.caller().require(Permission.CONFIGURE);
        String comment = Publication.comment(command.comment());
        TenantId tenant = command.caller().tenant();
        Publication publication =
                new Publication(
                        policies, documents, trail, listeners, AuditAction.POLICY_ROLLED_BACK);
        return unitOfWork
                .run(
                        tenant,
                        documents
                                .lock(tenant)
                                .then(policies.version(tenant, command.kind(), command.version()))
                                .flatMap(old ->
                                        publication
                                                .activeVersion(tenant, command.kind())
                                                .flatMap(active ->
                                                        publication.publish(
                                                                tenant,
                                                                command.caller().actor(),
                                                                command.kind(),
                                                                again(
                                                                        command,
                                                                        comment,
                                                                        old,
                                                                        active + 1),
                                                                Map.of())))
                                .<Outcome>map(Outcome.Published::new)
                                .defaultIfEmpty(new Outcome.UnknownVersion()))
                .doOnNext(_ -> listeners.wake());
    }

    private PolicyVersion again(Command command, String comment, PolicyVersion old, int version) {
        return new PolicyVersion(
                version,
                old.document(),
                comment,
                clock.instant(),
                command.caller().actor().label());
    }
}
