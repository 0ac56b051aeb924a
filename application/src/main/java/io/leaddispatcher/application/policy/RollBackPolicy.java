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
import org.jspecify.annotations.Nullable;
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
     * @param expectedVersion the active version as the caller knows it, 0 for none; null: whichever
     *     it is
     * @param comment why; not blank
     */
    public record Command(
            Caller caller,
            PolicyKind kind,
            int version,
            @Nullable Integer expectedVersion,
            String comment) {

        boolean expects(int active) {
            return expectedVersion == null || expectedVersion == active;
        }
    }

    public sealed interface Outcome {
        record Published(int version) implements Outcome {}

        /** Another version is active than the caller knew. */
        record Conflict(int activeVersion) implements Outcome {}

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
                                                        command.expects(active)
                                                                ? publish(
                                                                        command,
                                                                        again(
                                                                                command,
                                                                                comment,
                                                                                old,
                                                                                active + 1),
                                                                        publication)
                                                                : Mono.<Outcome>just(
                                                                        new Outcome.Conflict(
                                                                                active))))
                                .defaultIfEmpty(new Outcome.UnknownVersion()))
                .doOnNext(_ -> listeners.wake());
    }

    private static Mono<Outcome> publish(
            Command command, PolicyVersion again, Publication publication) {
        return publication
                .publish(
                        command.caller().tenant(),
                        command.caller().actor(),
                        command.kind(),
                        again,
                        Map.of())
                .map(Outcome.Published::new);
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
