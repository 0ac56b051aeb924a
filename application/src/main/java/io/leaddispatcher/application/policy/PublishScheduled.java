package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.policy.port.PublishSchedules;
import io.leaddispatcher.application.policy.port.PublishSchedules.Due;
import io.leaddispatcher.application.subscription.port.EventListeners;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Publishes what is due, in all tenants. Several nodes may do so at once: each draft is published
 * by one of them, in the commit in which it ends to wait.
 */
@UseCase
public final class PublishScheduled {

    private static final Logger LOG = LoggerFactory.getLogger(PublishScheduled.class);
    private static final int BATCH = 100;
    private static final int AT_ONCE = 4;
    private static final Actor SYSTEM = new Actor.Automation();

    private final PublishSchedules schedules;
    private final ConfigurationDocuments documents;
    private final AuditTrail trail;
    private final EventListeners listeners;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Publication publication;

    public PublishScheduled(
            Policies policies,
            PublishSchedules schedules,
            ConfigurationDocuments documents,
            AuditTrail trail,
            EventListeners listeners,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.schedules = schedules;
        this.documents = documents;
        this.trail = trail;
        this.listeners = listeners;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.publication =
                new Publication(
                        policies, documents, trail, listeners, AuditAction.POLICY_PUBLISHED);
    }

    public Mono<Void> handle() {
        // Those of one tenant one after the other, the longest due first.
        return schedules
                .due(BATCH)
                .groupBy(Due::tenant)
                .flatMap(tenant -> tenant.concatMap(this::publish), AT_ONCE)
                .then();
    }

    private Mono<ScheduledPublish> publish(Due due) {
        TenantId tenant = due.tenant();
        return unitOfWork
                .run(
                        tenant,
                        documents
                                .lock(tenant)
                                .then(schedules.claimDue(tenant, due.id()))
                                .flatMap(waiting -> end(tenant, waiting)))
                .doOnNext(_ -> listeners.wake())
                .onErrorResume(error -> {
                    LOG.warn(
                            "scheduled publish {} of tenant {} is tried again",
                            due.id(),
                            tenant,
                            error);
                    return Mono.empty();
                });
    }

    private Mono<ScheduledPublish> end(TenantId tenant, ScheduledPublish waiting) {
        Instant now = clock.instant();
        return publication
                .activeVersion(tenant, waiting.kind())
                .flatMap(active ->
                        active == waiting.expectedVersion()
                                ? publish(tenant, waiting, now)
                                : fail(
                                        tenant,
                                        waiting,
                                        now,
                                        "Version %d is active, not version %d, which this was to follow."
                                                .formatted(active, waiting.expectedVersion())));
    }

    private Mono<ScheduledPublish> publish(TenantId tenant, ScheduledPublish waiting, Instant now) {
        PolicyVersion version =
                new PolicyVersion(
                        waiting.expectedVersion() + 1,
                        waiting.document(),
                        waiting.comment(),
                        now,
                        waiting.scheduledBy());
        ScheduledPublish published =
                waiting.ended(new ScheduledPublish.End.Published(now, version.version()));
        return publication
                .publish(tenant, SYSTEM, waiting.kind(), version, scheduled(waiting))
                .then(schedules.end(tenant, published))
                .thenReturn(published)
                // Whatever is wrong with a policy is told before anything is written.
                .onErrorResume(
                        InvalidInputException.class,
                        wrong -> fail(tenant, waiting, now, sentence(wrong.violations())));
    }

    private Mono<ScheduledPublish> fail(
            TenantId tenant, ScheduledPublish waiting, Instant now, String because) {
        ScheduledPublish failed = waiting.ended(new ScheduledPublish.End.Failed(now, because));
        return schedules
                .end(tenant, failed)
                .then(
                        trail.append(
                                tenant,
                                AuditEntry.by(
                                        SYSTEM,
                                        AuditAction.POLICY_SCHEDULE_FAILED,
                                        waiting.kind().target(),
                                        Map.of(
                                                "schedule", waiting.id().toString(),
                                                "scheduledBy", waiting.scheduledBy(),
                                                "comment", waiting.comment(),
                                                "because", because))))
                .thenReturn(failed);
    }

    private static Map<String, Object> scheduled(ScheduledPublish waiting) {
        return Map.of("schedule", waiting.id().toString(), "scheduledBy", waiting.scheduledBy());
    }

    private static String sentence(List<Violation> violations) {
        int more = violations.size() - 1;
        String others =
                violations.size() < Violations.MOST
                        ? ", and %d more".formatted(more)
                        : ", and at least %d more".formatted(more);
        return "The policy does not fit the workspace any more: %s%s."
                .formatted(violations.getFirst().message(), more == 0 ? "" : others);
    }
}
