package io.leaddispatcher.application.retention;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.retention.port.Retentions;
import io.leaddispatcher.application.retention.port.Retentions.Kind;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Removes, once a day in each workspace, what is over for longer than the workspace keeps it: in
 * small steps, each of which is a transaction, and told in the audit log. A node that dies in
 * between is followed by another one, which goes on where it was.
 */
@UseCase
public final class RemovePastData {

    private static final Duration PAUSE = Duration.ofDays(1);

    /** Longer than any step takes. */
    private static final Duration HOLD = Duration.ofMinutes(2);

    /** While leads are removed, none is routed. */
    private static final int LEADS = 100;

    private static final int ROWS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(RemovePastData.class);

    private final Retentions retentions;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    public RemovePastData(Retentions retentions, AuditTrail trail, UnitOfWork unitOfWork) {
        this.retentions = retentions;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    /** Completes when it is time in no workspace that no other node is at. */
    public Mono<Void> handle() {
        return retentions
                .removeUnowned()
                .thenMany(
                        Mono.defer(() -> retentions.claim(HOLD))
                                .flatMap(tenant -> remove(tenant).thenReturn(true))
                                .defaultIfEmpty(false)
                                .repeat()
                                .takeUntil(more -> !more))
                .then();
    }

    private Mono<Void> remove(TenantId tenant) {
        return Flux.fromArray(Kind.values())
                .concatMap(kind -> remove(tenant, kind))
                .then(Mono.defer(() -> unitOfWork.run(tenant, finish(tenant))))
                .onErrorResume(error -> {
                    LOG.error("what is over stays in workspace {} for now", tenant, error);
                    return Mono.empty();
                });
    }

    private Mono<Void> remove(TenantId tenant, Kind kind) {
        int atMost = kind == Kind.LEADS || kind == Kind.STORIES ? LEADS : ROWS;
        return Mono.defer(() ->
                        unitOfWork.run(tenant, retentions.removeSome(tenant, kind, atMost, HOLD)))
                .repeat()
                .takeUntil(gone -> gone < atMost)
                .then();
    }

    private Mono<Void> finish(TenantId tenant) {
        return retentions
                .finish(tenant, PAUSE)
                .filter(removed -> !removed.isEmpty())
                .flatMap(removed ->
                        trail.append(
                                tenant,
                                AuditEntry.by(
                                        new Actor.Automation(),
                                        AuditAction.DATA_REMOVED,
                                        "retention:days",
                                        removed)));
    }
}
