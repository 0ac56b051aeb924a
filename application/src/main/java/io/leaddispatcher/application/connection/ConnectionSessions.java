package io.leaddispatcher.application.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.Comparators;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.connection.port.SessionGrants;
import io.leaddispatcher.application.connection.port.SessionGrants.Grant;
import io.leaddispatcher.application.connection.port.SessionRefusedException;
import io.leaddispatcher.application.connection.port.SessionStore;
import io.leaddispatcher.application.connection.port.SessionStore.Kept;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * The sessions of connections whose tokens are granted for a while only. One is asked for at a time
 * over all nodes, and what was granted is kept for all of them: a secret that is good once is used
 * once. Another one is asked for a little before the end of one whose end is known, and when one is
 * refused. Called outside units of work.
 */
public final class ConnectionSessions {

    /** Longer than asking takes; a node that dies holds a session no longer. */
    private static final Duration HOLD = Duration.ofSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(150);
    private static final int LOOKS = 100;

    /** Something may have been mended on the other side, which tells nobody. */
    private static final Duration REFUSED_FOR = Duration.ofMinutes(5);

    /** A call that begins before that is answered in time. */
    private static final Duration BEFORE_THE_END = Duration.ofSeconds(60);

    /** Of a life that is short no more than a fifth is given away. */
    private static final int SHARE = 5;

    private static final String PLACE = "session";

    private final Connections connections;
    private final Unlocking unlocking;
    private final SessionStore sessions;
    private final SecretCipher cipher;
    private final UnitOfWork unitOfWork;
    private final Ids ids;
    private final InstantSource clock;
    private final Scheduler time;

    /**
     * @param time for waits while another node asks
     */
    public ConnectionSessions(
            Connections connections,
            SessionStore sessions,
            SecretCipher cipher,
            UnitOfWork unitOfWork,
            Ids ids,
            InstantSource clock,
            Scheduler time) {
        this.connections = connections;
        this.unlocking = new Unlocking(connections, cipher);
        this.sessions = sessions;
        this.cipher = cipher;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
        this.clock = clock;
        this.time = time;
    }

    private sealed interface Look {
        record Ready(Session session) implements Look {}

        /**
         * @param still a session that is about to end, and good until then; null for none
         */
        record MyTurn(
                StoredConnection stored,
                ConnectionAccess connection,
                UUID holder,
                @Nullable Session still)
                implements Look {}

        record InHand() implements Look {}
    }

    /**
     * @param isEnding whether it is time for another one
     */
    private record Found(Session session, boolean isEnding) {}

    private static final class InHandException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A session of the connection: the one that is kept, or a new one. Fails with {@link
     * SessionRefusedException}, or as {@link SessionGrants#grant} does.
     *
     * @param refused one that the other side takes no longer; null at first
     */
    public Mono<Session> session(
            TenantId tenant,
            ConnectionKey connection,
            @Nullable Session refused,
            SessionGrants grants) {
        return Mono.defer(() -> unitOfWork.run(tenant, look(tenant, connection, refused)))
                .flatMap(look ->
                        switch (look) {
                            case Look.Ready(var session) -> Mono.just(session);
                            case Look.MyTurn turn -> ask(tenant, turn, grants);
                            case Look.InHand() -> Mono.<Session>error(new InHandException());
                        })
                .retryWhen(
                        Retry.fixedDelay(LOOKS, LOOK_AGAIN)
                                .scheduler(time)
                                .filter(InHandException.class::isInstance)
                                .onRetryExhaustedThrow((_, _) ->
                                        new SessionRefusedException(
                                                "SESSION_IN_HAND",
                                                "somebody else has asked for a session and got no answer yet")));
    }

    private Mono<Look> look(TenantId tenant, ConnectionKey key, @Nullable Session refused) {
        return connections
                .find(tenant, key)
                .switchIfEmpty(
                        Mono.error(() ->
                                new SessionRefusedException(
                                        "NOT_CONNECTED", "connection %s is gone".formatted(key))))
                .flatMap(stored ->
                        kept(tenant, stored, refused)
                                .flatMap(found ->
                                        found.isEnding()
                                                ? turn(tenant, stored, refused, found.session())
                                                : Mono.just(new Look.Ready(found.session())))
                                .switchIfEmpty(
                                        Mono.defer(() -> turn(tenant, stored, refused, null))));
    }

    /** Empty when another one is needed. */
    private Mono<Found> kept(TenantId tenant, StoredConnection stored, @Nullable Session refused) {
        return sessions.find(tenant, stored.id())
                .filter(kept -> kept.version() == stored.version())
                .flatMap(kept ->
                        switch (kept) {
                            case Kept.Granted(_, var ciphertext, var renewAt) ->
                                    cipher.decrypt(tenant, ciphertext, stored.place(PLACE))
                                            .map(plain -> Session.read(new String(plain, UTF_8)))
                                            .filter(session ->
                                                    refused == null || !session.hasTokenOf(refused))
                                            .map(session -> new Found(session, isPast(renewAt)));
                            case Kept.Refused(_, var code, var message, var until)
                                    when clock.instant().isBefore(until) ->
                                    Mono.error(new SessionRefusedException(code, message));
                            case Kept.Refused _ -> Mono.empty();
                        });
    }

    private boolean isPast(@Nullable Instant time) {
        return time != null && !clock.instant().isBefore(time);
    }

    /**
     * @param still what serves until somebody has got another one; null for nothing
     */
    private Mono<Look> turn(
            TenantId tenant,
            StoredConnection stored,
            @Nullable Session refused,
            @Nullable Session still) {
        UUID holder = ids.next();
        Instant now = clock.instant();
        return sessions.hold(tenant, stored.id(), stored.version(), holder, now, now.plus(HOLD))
                .flatMap(mine ->
                        mine
                                ? inTurn(tenant, stored, refused, holder)
                                : Mono.just(
                                        still == null ? new Look.InHand() : new Look.Ready(still)));
    }

    /**
     * Looks again: whoever had the turn before may have ended it, and rotated the secrets, since
     * the first look.
     */
    private Mono<Look> inTurn(
            TenantId tenant, StoredConnection stored, @Nullable Session refused, UUID holder) {
        return kept(tenant, stored, refused)
                .flatMap(found ->
                        found.isEnding()
                                ? mine(tenant, stored, holder, found.session())
                                : sessions.settle(tenant, stored.id(), holder, null)
                                        .thenReturn(new Look.Ready(found.session())))
                .switchIfEmpty(Mono.defer(() -> mine(tenant, stored, holder, null)));
    }

    private Mono<Look> mine(
            TenantId tenant, StoredConnection stored, UUID holder, @Nullable Session still) {
        return unlocking
                .unlock(tenant, stored)
                .map(access -> new Look.MyTurn(stored, access, holder, still));
    }

    private Mono<Session> ask(TenantId tenant, Look.MyTurn turn, SessionGrants grants) {
        StoredConnection stored = turn.stored();
        return Mono.defer(() -> grants.grant(turn.connection()))
                .flatMap(grant ->
                        unitOfWork
                                .run(tenant, keep(tenant, turn, grant))
                                .thenReturn(grant.session()))
                .onErrorResume(
                        SessionRefusedException.class,
                        refusal ->
                                settle(tenant, turn, refused(stored, refusal))
                                        .then(Mono.error(refusal)))
                .onErrorResume(
                        error -> !(error instanceof SessionRefusedException),
                        error ->
                                settle(tenant, turn, null)
                                        .then(
                                                turn.still() == null
                                                        ? Mono.error(error)
                                                        : Mono.just(turn.still())));
    }

    private Kept refused(StoredConnection stored, SessionRefusedException refusal) {
        return new Kept.Refused(
                stored.version(),
                refusal.code(),
                String.valueOf(refusal.getMessage()),
                clock.instant().plus(REFUSED_FOR));
    }

    private Mono<Void> settle(TenantId tenant, Look.MyTurn turn, @Nullable Kept kept) {
        return unitOfWork.run(
                tenant, sessions.settle(tenant, turn.stored().id(), turn.holder(), kept));
    }

    /** The session and what was rotated in one commit: neither is good without the other. */
    private Mono<Void> keep(TenantId tenant, Look.MyTurn turn, Grant grant) {
        StoredConnection stored = turn.stored();
        Map<String, String> rotated =
                grant.rotated().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, secret -> secret.getValue().reveal()));
        return unlocking
                .lock(tenant, stored, rotated)
                .flatMap(ciphertexts ->
                        connections.rotateSecrets(tenant, stored, ciphertexts, clock.instant()))
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
