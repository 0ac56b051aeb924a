package io.leaddispatcher.application.access;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/**
 * A browser goes on with another session, and the one that it had, whoever's it was, ends on every
 * node. It goes on showing messages to the same person, and none of anybody else.
 */
@UseCase
public final class ReplaceSession {

    private final Sessions sessions;
    private final EndedSessions ended;
    private final UnitOfWork unitOfWork;

    public ReplaceSession(Sessions sessions, AuditTrail trail, UnitOfWork unitOfWork) {
        this.sessions = sessions;
        this.ended = new EndedSessions(sessions, trail);
        this.unitOfWork = unitOfWork;
    }

    /**
     * By their secrets.
     *
     * @param before the session that the browser had; it may be gone
     * @param after the one that it gets
     */
    public Mono<Void> handle(String before, String after) {
        byte[] old = TokenHash.of(before);
        return sessions.handDevicesOver(old, TokenHash.of(after))
                .then(sessions.tenantOf(old))
                .flatMap(tenant -> unitOfWork.run(tenant, end(tenant, old)));
    }

    private Mono<Void> end(TenantId tenant, byte[] hash) {
        return ended.tell(tenant, hash, sessions.lapse(tenant, hash));
    }
}
