package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.connection.port.ConsentAttempts;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/**
 * The states by which browsers that come back from a log-in at the other side are known: good once,
 * for a while, in the workspace and the session that they were made for.
 */
public final class ConsentStates {

    /** Somebody may have to log in there by a second factor, or to ask for leave. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(15);

    private final ConsentAttempts attempts;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public ConsentStates(ConsentAttempts attempts, UnitOfWork unitOfWork, InstantSource clock) {
        this.attempts = attempts;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * Keeps one that leaves, inside a unit of work of the tenant.
     *
     * @return false when too many of this workspace are on their way
     */
    public Mono<Boolean> leave(TenantId tenant, Secret session, String state, ConnectionKey key) {
        Instant now = clock.instant();
        return attempts.keep(
                tenant,
                TokenHash.of(state),
                TokenHash.of(session.reveal()),
                key,
                now,
                now.plus(GOOD_FOR));
    }

    /**
     * For which connection somebody comes back; empty when the state is used, too old, or not of
     * this session and workspace. In a commit of its own: whatever comes of it, a state is used up.
     */
    public Mono<ConnectionKey> comeBack(TenantId tenant, Secret session, String state) {
        return state.isEmpty()
                ? Mono.empty()
                : unitOfWork.run(
                        tenant,
                        attempts.take(
                                tenant,
                                TokenHash.of(state),
                                TokenHash.of(session.reveal()),
                                clock.instant()));
    }
}
