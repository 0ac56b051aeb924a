package io.leaddispatcher.application.encryption;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.encryption.port.StoredLeads;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Encrypts what a workspace had stored before it said that some of it is sensitive: in small steps,
 * each of which is a transaction. A node that dies in between is followed by another one, which
 * goes on where it was.
 */
@UseCase
public final class EncryptStoredLeads {

    /** Longer than any step takes. */
    private static final Duration HOLD = Duration.ofMinutes(2);

    /** While leads are encrypted, none is routed. */
    private static final int ROWS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(EncryptStoredLeads.class);

    private final StoredLeads stored;
    private final UnitOfWork unitOfWork;

    public EncryptStoredLeads(StoredLeads stored, UnitOfWork unitOfWork) {
        this.stored = stored;
        this.unitOfWork = unitOfWork;
    }

    /** Completes when nothing is left in any workspace that no other node is at. */
    public Mono<Void> handle() {
        return Mono.defer(() -> stored.claim(HOLD))
                .flatMap(tenant -> encrypt(tenant).thenReturn(true))
                .defaultIfEmpty(false)
                .repeat()
                .takeUntil(more -> !more)
                .then();
    }

    private Mono<Void> encrypt(TenantId tenant) {
        return Mono.defer(() -> unitOfWork.run(tenant, stored.encryptSome(tenant, ROWS, HOLD)))
                .repeat()
                .takeUntil(more -> !more)
                .then()
                .onErrorResume(error -> {
                    LOG.error(
                            "sensitive fields stay readable in workspace {} for now",
                            tenant,
                            error);
                    return Mono.empty();
                });
    }
}
