package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.DocumentValidation;
import io.leaddispatcher.application.configuration.KnownConfiguration;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.policy.port.PublishSchedules;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Has the draft, as it is now, published at some time to come. */
@UseCase
public final class SchedulePublish {

    private static final Duration LONGEST = Duration.ofDays(366);

    private final Policies policies;
    private final PublishSchedules schedules;
    private final ConfigurationDocuments documents;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final Ids ids;
    private final InstantSource clock;

    public SchedulePublish(
            Policies policies,
            PublishSchedules schedules,
            ConfigurationDocuments documents,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            Ids ids,
            InstantSource clock) {
        this.policies = policies;
        this.schedules = schedules;
        this.documents = documents;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A draft to be published later.
     *
     * @param comment why; not blank
     * @param expectedVersion the version that is to be active then: the one that is now, or one
     *     that what waits already may bring
     */
    public record Command(
            Caller caller, PolicyKind kind, String comment, int expectedVersion, Instant at) {}

    public sealed interface Outcome {
        record Scheduled(ScheduledPublish publish) implements Outcome {}

        /** The expected version is not to be active any more, or never will be. */
        record Conflict(int activeVersion) implements Outcome {}

        record NoDraft() implements Outcome {}

        /** {@link ScheduledPublish#MOST} wait already. */
        record TooMany() implements Outcome {}
    }

    /** Fails with {@link InvalidInputException} when the draft or the time does not hold. */
    public Mono<Outcome> handle(Command command) {
        command.caller().require(Permission.CONFIGURE);
        String comment = Publication.comment(command.comment());
        if (command.at().isAfter(clock.instant().plus(LONGEST))) {
            throw new InvalidInputException(
                    "/at", Violation.Code.OUT_OF_RANGE, "'at' must be within a year");
        }
        TenantId tenant = command.caller().tenant();
        return unitOfWork.run(
                tenant,
                documents
                        .lock(tenant)
                        .then(policies.draft(tenant, command.kind()))
                        .flatMap(draft -> schedule(command, comment, draft))
                        .defaultIfEmpty(new Outcome.NoDraft()));
    }

    private Mono<Outcome> schedule(Command command, String comment, PolicyDraft draft) {
        TenantId tenant = command.caller().tenant();
        return schedules
                .list(tenant, command.kind(), 0)
                .count()
                .flatMap(waiting ->
                        waiting >= ScheduledPublish.MOST
                                ? Mono.just(new Outcome.TooMany())
                                : policies.active(tenant, command.kind())
                                        .map(PolicyVersion::version)
                                        .defaultIfEmpty(0)
                                        .flatMap(active ->
                                                isPossible(command, active, waiting)
                                                        ? keep(command, comment, draft)
                                                        : Mono.just(new Outcome.Conflict(active))));
    }

    private static boolean isPossible(Command command, int active, long waiting) {
        return command.expectedVersion() >= active && command.expectedVersion() <= active + waiting;
    }

    private Mono<Outcome> keep(Command command, String comment, PolicyDraft draft) {
        Caller caller = command.caller();
        ScheduledPublish scheduled =
                new ScheduledPublish(
                        ids.next(),
                        command.kind(),
                        draft.document(),
                        comment,
                        command.expectedVersion(),
                        // As exactly as it is kept.
                        command.at().truncatedTo(ChronoUnit.MICROS),
                        caller.actor().label(),
                        clock.instant(),
                        null);
        return KnownConfiguration.load(documents, caller.tenant(), Set.of())
                .doOnNext(known -> {
                    List<Violation> violations =
                            DocumentValidation.ofPolicy(draft.document(), known);
                    if (!violations.isEmpty()) {
                        throw new InvalidInputException(violations);
                    }
                })
                .then(schedules.add(caller.tenant(), scheduled))
                .flatMap(added ->
                        added
                                ? new DraftTrail(policies, trail)
                                        .settled(caller.tenant(), command.kind(), draft)
                                        .then(
                                                trail.append(
                                                        caller.tenant(), entry(caller, scheduled)))
                                : Mono.error(
                                        new InvalidInputException(
                                                "/at",
                                                Violation.Code.OUT_OF_RANGE,
                                                "'at' must be a time to come")))
                .thenReturn(new Outcome.Scheduled(scheduled));
    }

    private static AuditEntry entry(Caller caller, ScheduledPublish scheduled) {
        return AuditEntry.by(
                caller.actor(),
                AuditAction.POLICY_SCHEDULED,
                scheduled.kind().target(),
                Map.of(
                        "schedule", scheduled.id().toString(),
                        "at", scheduled.at().toString(),
                        "expectedVersion", scheduled.expectedVersion(),
                        "comment", scheduled.comment()));
    }
}
