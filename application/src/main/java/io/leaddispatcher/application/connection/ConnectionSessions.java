package io.leaddispatcher.application.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.connection.port.SessionGrants;
import io.leaddispatcher.application.connection.port.SessionInHandException;
import io.leaddispatcher.application.connection.port.SessionRefusedException;
import io.leaddispatcher.application.connection.port.SessionStore;
import io.leaddispatcher.application.connection.port.SessionStore.Kept;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.application.transaction.Detached;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
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

    /** Whoever had the turn at the first look has it no longer by then. */
    private static final Duration REST_OF_THE_HOLD = HOLD.minus(LOOK_AGAIN.multipliedBy(LOOKS));

    private final Connections connections;
    private final Unlocking unlocking;
    private final SessionStore sessions;
    private final SecretCipher cipher;
    private final UnitOfWork unitOfWork;
    private final Ids ids;
    private final InstantSource clock;
    private final Scheduler time;
    private final SessionRequests requests;

    /**
     * @param time for waits while another node asks, and between tries to keep what was granted
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
        this.requests =
                new SessionRequests(
                        connections, unlocking, sessions, cipher, unitOfWork, clock, time);
    }

    private sealed interface Look {
        record Ready(Session session) implements Look {}

        record MyTurn(SessionTurn turn) implements Look {}

        record InHand() implements Look {}
    }

    /**
     * A session of the connection: the one that is kept, or a new one. Fails with {@link
     * SessionRefusedException}, with {@link SessionInHandException}, or as {@link
     * SessionGrants#grant} does. Whoever hangs up does not end what was begun: neither is a turn
     * left that nobody uses, nor is a secret lost that is good once.
     *
     * @param refused one that the other side takes no longer; null at first
     */
    public Mono<Session> session(
            TenantId tenant,
            ConnectionKey connection,
            @Nullable Session refused,
            SessionGrants grants) {
        return Detached.from(foundOrGranted(tenant, connection, refused, grants))
                .retryWhen(
                        Retry.fixedDelay(LOOKS, LOOK_AGAIN)
                                .scheduler(time)
                                .filter(SessionInHandException.class::isInstance)
                                .onRetryExhaustedThrow((_, looks) -> looks.failure()));
    }

    private Mono<Session> foundOrGranted(
            TenantId tenant,
            ConnectionKey connection,
            @Nullable Session refused,
            SessionGrants grants) {
        return Mono.defer(() -> unitOfWork.run(tenant, look(tenant, connection, refused)))
                .flatMap(look ->
                        switch (look) {
                            case Look.Ready(var session) -> Mono.just(session);
                            case Look.MyTurn(var turn) -> requests.ask(tenant, turn, grants);
                            case Look.InHand() ->
                                    Mono.error(new SessionInHandException(REST_OF_THE_HOLD));
                        });
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
                                        isPast(found.renewAt())
                                                ? turn(tenant, stored, refused, found)
                                                : Mono.just(new Look.Ready(found.session())))
                                .switchIfEmpty(
                                        Mono.defer(() -> turn(tenant, stored, refused, null))));
    }

    /** Empty when another one is needed. */
    private Mono<SessionTurn.Still> kept(
            TenantId tenant, StoredConnection stored, @Nullable Session refused) {
        return sessions.find(tenant, stored.id())
                .filter(kept -> kept.version() == stored.version())
                .flatMap(kept ->
                        switch (kept) {
                            case Kept.Granted(_, var ciphertext, var renewAt) ->
                                    cipher.decrypt(
                                                    tenant,
                                                    ciphertext,
                                                    stored.place(SessionRequests.PLACE))
                                            .map(plain -> Session.read(new String(plain, UTF_8)))
                                            .filter(session ->
                                                    refused == null || !session.hasTokenOf(refused))
                                            .map(session ->
                                                    new SessionTurn.Still(
                                                            session, ciphertext, renewAt));
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
            SessionTurn.@Nullable Still still) {
        UUID holder = ids.next();
        Instant now = clock.instant();
        return sessions.hold(tenant, stored.id(), stored.version(), holder, now, now.plus(HOLD))
                .flatMap(mine ->
                        mine
                                ? inTurn(tenant, stored, refused, holder)
                                : Mono.just(
                                        still == null
                                                ? new Look.InHand()
                                                : new Look.Ready(still.session())));
    }

    /**
     * Looks again: whoever had the turn before may have ended it, and rotated the secrets, since
     * the first look.
     */
    private Mono<Look> inTurn(
            TenantId tenant, StoredConnection stored, @Nullable Session refused, UUID holder) {
        return kept(tenant, stored, refused)
                .flatMap(found ->
                        isPast(found.renewAt())
                                ? mine(tenant, stored, holder, found)
                                : sessions.settle(tenant, stored.id(), holder, null)
                                        .thenReturn(new Look.Ready(found.session())))
                .switchIfEmpty(Mono.defer(() -> mine(tenant, stored, holder, null)));
    }

    private Mono<Look> mine(
            TenantId tenant,
            StoredConnection stored,
            UUID holder,
            SessionTurn.@Nullable Still still) {
        return connections
                .ciphertexts(tenant, stored.id())
                .map(ciphertexts -> new Connections.Locked(stored, ciphertexts))
                .flatMap(locked ->
                        unlocking
                                .unlock(tenant, locked)
                                .map(access ->
                                        new Look.MyTurn(
                                                new SessionTurn(locked, access, holder, still))));
    }
}
