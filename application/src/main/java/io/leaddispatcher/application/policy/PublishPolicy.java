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

/** Makes the draft the active policy. Of two who publish at once the second gets a conflict. */
@UseCase
public final class PublishPolicy {

    private final Policies policies;
    private final ConfigurationDocuments documents;
    private final AuditTrail trail;
    private final EventListeners listeners;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public PublishPolicy(
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
     * @param comment why; not blank
     * @param expectedVersion the active version as the caller knows it, 0 for none
     */
    public record Command(Caller caller, PolicyKind kind, String comment, int expectedVersion) {}

    public sealed interface Outcome {
        record Published(int version) implements Outcome {}

        /** Another version is active than the caller knew. */
        record Conflict(int activeVersion) implements Outcome {}

        record NoDraft() implements Outcome {}
    }

    /** Fails with {@link InvalidInputException} when the draft no longer holds, or no comment. */
    public Mono<Outcome> handle(Command command) {
        command.caller().require(Permission.CONFIGURE);
        String comment = Publication.comment(command.comment());
        TenantId tenant = command.caller().tenant();
        Publication publication =
                new Publication(
                        policies, documents, trail, listeners, AuditAction.POLICY_PUBLISHED);
        return unitOfWork
                .run(
                        tenant,
                        documents
                                .lock(tenant)
                                .then(publication.activeVersion(tenant, command.kind()))
                                .flatMap(active ->
                                        active == command.expectedVersion()
                                                ? publish(command, comment, publication)
                                                : Mono.just(new Outcome.Conflict(active))))
                .doOnNext(_ -> listeners.wake());
    }

    private Mono<Outcome> publish(Command command, String comment, Publication publication) {
        return policies.draft(command.caller().tenant(), command.kind())
                .flatMap(draft ->
                        new DraftTrail(policies, trail)
                                .settled(command.caller().tenant(), command.kind(), draft)
                                .then(
                                        Mono.defer(() ->
                                                publication.publish(
                                                        command.caller().tenant(),
                                                        command.caller().actor(),
                                                        command.kind(),
                                                        new PolicyVersion(
                                                                command.expectedVersion() + 1,
                                                                draft.document(),
                                                                comment,
                                                                clock.instant(),
                                                                command.caller().actor().label()),
                                                        Map.of()))))
                .<Outcome>map(Outcome.Published::new)
                .defaultIfEmpty(new Outcome.NoDraft());
    }
}
