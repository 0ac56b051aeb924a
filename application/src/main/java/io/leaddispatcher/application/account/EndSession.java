package io.leaddispatcher.application.account;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Ends a session of one's own, on every node. */
@UseCase
public final class EndSession {

    public record Command(SignedIn who, UUID session) {}

    /** What came of it. */
    public sealed interface Outcome {
        record Ended() implements Outcome {}

        /** There is none, or it is somebody else's. */
        record Unknown() implements Outcome {}
    }

    private final Sessions sessions;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    public EndSession(Sessions sessions, AuditTrail trail, UnitOfWork unitOfWork) {
        this.sessions = sessions;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    public Mono<Outcome> handle(Command command) {
        var here = command.who().membership();
        return unitOfWork
                .run(
                        here.tenant(),
                        sessions.endOne(here.tenant(), here.member(), command.session())
                                .flatMap(ended ->
                                        ended
                                                ? trail.append(here.tenant(), entry(command))
                                                        .thenReturn(true)
                                                : Mono.just(false)))
                .map(ended -> ended ? new Outcome.Ended() : new Outcome.Unknown());
    }

    private static AuditEntry entry(Command command) {
        return AuditEntry.by(
                command.who().caller().actor(),
                AuditAction.SESSION_REVOKED,
                "session:" + command.session());
    }
}
