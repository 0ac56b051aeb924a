package io.leaddispatcher.application.access;

import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Tells the audit log of sessions that somebody ends. */
record EndedSessions(Sessions sessions, AuditTrail trail) {

    /**
     * In the unit of work that ends it. One that is over already is not told of again.
     *
     * @param end how it ends
     */
    Mono<Void> tell(TenantId tenant, byte[] hash, Mono<Void> end) {
        return sessions.find(tenant, hash)
                .flatMap(session ->
                        trail.append(
                                tenant,
                                AuditEntry.ofMember(
                                        session.member(), AuditAction.LOGGED_OUT, Map.of())))
                .then(end);
    }
}
