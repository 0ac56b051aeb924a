package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.DocumentValidation;
import io.leaddispatcher.application.configuration.Exposure;
import io.leaddispatcher.application.configuration.KnownConfiguration;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.configuration.SensitiveConditions;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.presence.DraftWatch;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Keeps the draft of a policy, when it is one that could be published. */
@UseCase
public final class SaveDraft {

    private final Policies policies;
    private final ConfigurationDocuments documents;
    private final DraftTrail trail;
    private final UnitOfWork unitOfWork;
    private final DraftWatch watch;
    private final InstantSource clock;

    public SaveDraft(
            Policies policies,
            ConfigurationDocuments documents,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            DraftWatch watch,
            InstantSource clock) {
        this.policies = policies;
        this.documents = documents;
        this.trail = new DraftTrail(policies, trail);
        this.unitOfWork = unitOfWork;
        this.watch = watch;
        this.clock = clock;
    }

    public record Command(
            Caller caller, PolicyKind kind, Map<String, ?> document, Precondition precondition) {}

    public sealed interface Outcome {
        record Saved(PolicyDraft draft) implements Outcome {}

        /** The precondition does not hold: somebody else has saved meanwhile. */
        record Stale() implements Outcome {}
    }

    /** Fails with {@link InvalidInputException} when the policy is wrong. */
    public Mono<Outcome> handle(Command command) {
        command.caller().require(Permission.CONFIGURE);
        TenantId tenant = command.caller().tenant();
        return unitOfWork
                .run(
                        tenant,
                        documents
                                .lock(tenant)
                                .then(
                                        policies.draft(tenant, command.kind())
                                                .map(Optional::of)
                                                .defaultIfEmpty(Optional.empty()))
                                .flatMap(stored -> save(command, stored)))
                .doOnNext(outcome -> tell(command, outcome));
    }

    private void tell(Command command, Outcome outcome) {
        if (outcome instanceof Outcome.Saved(var draft)) {
            Caller by = command.caller();
            watch.saved(by.tenant(), command.kind(), by.actor(), draft.revision());
        }
    }

    private Mono<Outcome> save(Command command, Optional<PolicyDraft> stored) {
        if (!command.precondition().holds(stored.map(PolicyDraft::revision))) {
            return Mono.just(new Outcome.Stale());
        }
        TenantId tenant = command.caller().tenant();
        return KnownConfiguration.load(documents, tenant, Set.of())
                .flatMap(known -> {
                    List<Violation> violations =
                            DocumentValidation.policyToSave(command.document(), known);
                    if (!violations.isEmpty()) {
                        return Mono.error(new InvalidInputException(violations));
                    }
                    PolicyDraft draft =
                            new PolicyDraft(
                                    command.document(),
                                    stored.map(PolicyDraft::revision).orElse(0L) + 1);
                    return checkConditions(command, stored, known)
                            .then(
                                    Mono.defer(() ->
                                            policies.saveDraft(
                                                    tenant,
                                                    command.kind(),
                                                    draft,
                                                    clock.instant())))
                            .then(
                                    Mono.defer(() ->
                                            trail.saved(
                                                    tenant,
                                                    command.kind(),
                                                    command.caller().actor(),
                                                    stored.orElse(null),
                                                    draft,
                                                    clock.instant())))
                            .thenReturn(new Outcome.Saved(draft));
                });
    }

    private Mono<Void> checkConditions(
            Command command, Optional<PolicyDraft> stored, KnownConfiguration known) {
        if (!Exposure.concerns(command.caller())) {
            return Mono.empty();
        }
        return policies.active(command.caller().tenant(), command.kind())
                .<Map<String, ?>>map(PolicyVersion::document)
                .defaultIfEmpty(Map.of())
                .doOnNext(active ->
                        SensitiveConditions.check(
                                command.caller(),
                                known,
                                List.of(
                                        active,
                                        stored.<Map<String, ?>>map(PolicyDraft::document)
                                                .orElse(Map.of())),
                                command.document()))
                .then();
    }
}
