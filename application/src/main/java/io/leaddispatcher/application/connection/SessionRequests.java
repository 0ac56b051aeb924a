package io.leaddispatcher.application.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.Comparators;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.connection.port.SessionGrants;
import io.leaddispatcher.application.connection.port.SessionGrants.Grant;
import io.leaddispatcher.application.connection.port.SessionRefusedException;
import io.leaddispatcher.application.connection.port.SessionStore;
import io.leaddispatcher.application.connection.port.SessionStore.Kept;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Asks the other side for sessions, and keeps what comes of it. Whoever asks has the turn, and
 * stays until it is kept.
 */
final class SessionRequests {

    static final String PLACE = "session";

    private static final Logger LOG = LoggerFactory.getLogger(SessionRequests.class);

    /** Something may have been mended on the other side, which tells nobody. */
    private static final Duration REFUSED_FOR = Duration.ofMinutes(5);

    /** While the session of before still serves, a refusal is no reason to hurry. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(15);

    /** A call that begins before that is answered in time. */
    private static final Duration BEFORE_THE_END = Duration.ofSeconds(60);

    /** Of a life that is short no more than a fifth is given away. */
    private static final int SHARE = 5;

    /** A database that fails over is back by then; together with asking less than the hold. */
    private static final int MORE_TRIES = 6;

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(250);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(4);

    private final Connections connections;
    private final Unlocking unlocking;
    private final SessionStore sessions;
    private final SecretCipher cipher;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Scheduler time;

    SessionRequests(
            Connections connections,
            Unlocking unlocking,
            SessionStore sessions,
            SecretCipher cipher,
            UnitOfWork unitOfWork,
            InstantSource clock,
            Scheduler time) {
        this.connections = connections;
        this.unlocking = unlocking;
        this.sessions = sessions;
        this.cipher = cipher;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.time = time;
    }

    /**
     * What is granted; where nothing is, the session that is still good. Fails as {@link
     * SessionGrants#grant} does.
     */
    Mono<Session> ask(TenantId tenant, SessionTurn turn, SessionGrants grants) {
        return Mono.defer(() -> grants.grant(turn.connection()))
                .flatMap(grant -> kept(tenant, turn, grant).thenReturn(grant.session()))
                .onErrorResume(error ->
                        error instanceof SessionRefusedException refusal
                                ? refused(tenant, turn, refusal)
                                : settle(tenant, turn, null)
                                        .then(
                                                turn.still() == null
                                                        ? Mono.error(error)
                                                        : Mono.just(turn.still().session())));
    }

    private Mono<Session> refused(
            TenantId tenant, SessionTurn turn, SessionRefusedException refusal) {
        long version = turn.stored().version();
        Instant now = clock.instant();
        SessionTurn.Still still = turn.still();
        return still != null && serves(still.renewAt(), now)
                ? settle(tenant, turn, still.until(now.plus(ASK_AGAIN), version))
                        .thenReturn(still.session())
                : settle(
                                tenant,
                                turn,
                                new Kept.Refused(
                                        version,
                                        refusal.code(),
                                        String.valueOf(refusal.getMessage()),
                                        now.plus(REFUSED_FOR)))
                        .then(Mono.error(refusal));
    }

    private static boolean serves(@Nullable Instant renewAt, Instant now) {
        return renewAt == null || now.isBefore(renewAt.plus(BEFORE_THE_END));
    }

    /**
     * Ends the turn. Where that cannot be kept the turn lapses by itself, and what was answered
     * counts all the same.
     */
    private Mono<Void> settle(TenantId tenant, SessionTurn turn, @Nullable Kept kept) {
        return unitOfWork
                .run(tenant, sessions.settle(tenant, turn.stored().id(), turn.holder(), kept))
                .onErrorResume(error -> {
                    LOG.warn(
                            "the turn for a session of connection {} of tenant {} lapses by itself",
                            turn.stored().key(),
                            tenant,
                            error);
                    return Mono.empty();
                });
    }

    /**
     * The secret of before may be used up: what is in its place is kept by more than one try. Each
     * does nothing where one before has succeeded after all, or somebody has sent new secrets.
     * Whoever asked is served by what was granted even so.
     */
    private Mono<Void> kept(TenantId tenant, SessionTurn turn, Grant grant) {
        return Mono.defer(() -> unitOfWork.run(tenant, keep(tenant, turn, grant)))
                .retryWhen(
                        Retry.backoff(MORE_TRIES, FIRST_BACKOFF)
                                .maxBackoff(LONGEST_BACKOFF)
                                .scheduler(time)
                                .onRetryExhaustedThrow((_, tries) -> tries.failure()))
                .onErrorResume(error -> {
                    LOG.error(
                            "what was granted to connection {} of tenant {} could not be kept",
                            turn.stored().key(),
                            tenant,
                            error);
                    return settle(tenant, turn, null);
                });
    }

    /** The session and what was rotated in one commit: neither is good without the other. */
    private Mono<Void> keep(TenantId tenant, SessionTurn turn, Grant grant) {
        StoredConnection stored = turn.stored();
        Map<String, String> rotated =
                grant.rotated().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, secret -> secret.getValue().reveal()));
        return unlocking
                .lock(tenant, stored, rotated)
                .flatMap(next ->
                        connections.rotateSecrets(tenant, turn.locked(), next, clock.instant()))
                .then(
                        Mono.defer(() ->
                                cipher.encrypt(
                                        tenant,
                                        grant.session().text().getBytes(UTF_8),
                                        stored.place(PLACE))))
                .flatMap(ciphertext ->
                        sessions.settle(
                                tenant,
                                stored.id(),
                                turn.holder(),
                                new Kept.Granted(
                                        stored.version(), ciphertext, renewAt(grant.lifetime()))));
    }

    /**
     * It is counted here from the answer on, so that no clock has to agree with the other side's.
     */
    private @Nullable Instant renewAt(@Nullable Duration lifetime) {
        return lifetime == null
                ? null
                : clock.instant()
                        .plus(lifetime)
                        .minus(Comparators.min(BEFORE_THE_END, lifetime.dividedBy(SHARE)));
    }
}
