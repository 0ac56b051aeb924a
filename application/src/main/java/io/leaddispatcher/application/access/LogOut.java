package io.leaddispatcher.application.access;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import reactor.core.publisher.Mono;

/** Ends a session on every node. Ending one that is over already changes nothing. */
@UseCase
public final class LogOut {

    private final Sessions sessions;
    private final UnitOfWork unitOfWork;

    public LogOut(Sessions sessions, UnitOfWork unitOfWork) {
        this.sessions = sessions;
        this.unitOfWork = unitOfWork;
    }

    public Mono<Void> handle(String token) {
        byte[] hash = TokenHash.of(token);
        return sessions.tenantOf(hash)
                .flatMap(tenant -> unitOfWork.run(tenant, sessions.end(tenant, hash)));
    }
}
