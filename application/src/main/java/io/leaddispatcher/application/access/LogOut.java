package io.leaddispatcher.application.access;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/**
 * Ends a session on every node, and the messages in its browser. Ending one that is over already
 * ends those.
 */
@UseCase
public final class LogOut {

    private final Sessions sessions;
    private final EndedSessions ended;
    private final UnitOfWork unitOfWork;

    public LogOut(Sessions sessions, AuditTrail trail, UnitOfWork unitOfWork) {
        this.sessions = sessions;
        this.ended = new EndedSessions(sessions, trail);
        this.unitOfWork = unitOfWork;
    }

    public Mono<Void> handle(String token) {
        byte[] hash = TokenHash.of(token);
        return sessions.tenantOf(hash)
                .map(tenant -> unitOfWork.run(tenant, end(tenant, hash)))
                .defaultIfEmpty(sessions.silence(hash))
                .flatMap(ending -> ending);
    }

    private Mono<Void> end(TenantId tenant, byte[] hash) {
        return ended.tell(tenant, hash, sessions.end(tenant, hash));
    }
}
