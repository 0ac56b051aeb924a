package io.leaddispatcher.application.access;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.access.port.Sessions.Session;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/**
 * Who a session's token belongs to. Empty when it is unknown, idle for too long, too old, or its
 * member is gone.
 */
@UseCase
public final class ResolveSession {

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration IDLE_WITH_SENSITIVE_FIELDS = Duration.ofMinutes(15);
    private static final Duration ABSOLUTE = Duration.ofHours(12);

    /** The last sight is written no more often than this: reading pages is no write load. */
    private static final Duration SIGHT = Duration.ofMinutes(1);

    private final Sessions sessions;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public ResolveSession(Sessions sessions, UnitOfWork unitOfWork, InstantSource clock) {
        this.sessions = sessions;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * @param seen whether somebody is there who does something; what a page asks by itself keeps no
     *     session open
     */
    public record Query(String token, boolean seen) {}

    public Mono<SignedIn> handle(Query query) {
        byte[] hash = TokenHash.of(query.token());
        return sessions.tenantOf(hash)
                .flatMap(tenant -> unitOfWork.run(tenant, resolve(tenant, hash, query.seen())));
    }

    private Mono<SignedIn> resolve(TenantId tenant, byte[] hash, boolean seen) {
        Instant now = clock.instant();
        return sessions.find(tenant, hash)
                .flatMap(session -> {
                    if (isIdleForTooLong(session)
                            || !now.isBefore(session.createdAt().plus(ABSOLUTE))) {
                        return sessions.lapse(tenant, hash).then(Mono.empty());
                    }
                    Mono<Void> sight =
                            !seen || session.idle().compareTo(SIGHT) < 0
                                    ? Mono.empty()
                                    : sessions.seen(tenant, hash);
                    return sight.thenReturn(signedIn(tenant, session));
                });
    }

    private static boolean isIdleForTooLong(Session session) {
        Duration most = session.sensitive() ? IDLE_WITH_SENSITIVE_FIELDS : IDLE;
        return session.idle().compareTo(most) >= 0;
    }

    private static SignedIn signedIn(TenantId tenant, Session session) {
        return new SignedIn(
                new Caller(
                        tenant,
                        new Actor.Member(session.member(), session.role(), session.repKey())),
                session.name(),
                session.email(),
                session.workspaceName(),
                session.sso(),
                session.secondFactorDue());
    }
}
