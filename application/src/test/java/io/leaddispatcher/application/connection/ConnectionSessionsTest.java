package io.leaddispatcher.application.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.connection.port.SessionGrants;
import io.leaddispatcher.application.connection.port.SessionInHandException;
import io.leaddispatcher.application.connection.port.SessionRefusedException;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

class ConnectionSessionsTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final ConnectionKey KEY = new ConnectionKey("sf");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final InMemoryConnections connections = new InMemoryConnections();
    private final InMemorySessions store = new InMemorySessions();
    private final ReversingCipher cipher = new ReversingCipher();
    private final AtomicLong ids = new AtomicLong();
    private final FailingCommits commits = new FailingCommits();
    private Instant now = Instant.parse("2026-03-02T10:00:00Z");
    private final ConnectionSessions sessions =
            new ConnectionSessions(
                    connections,
                    store,
                    cipher,
                    commits,
                    () -> new UUID(9, ids.incrementAndGet()),
                    () -> now,
                    Schedulers.parallel());

    /** Of what is granted. */
    private @Nullable Duration lifetime;

    /** The refresh tokens that were shown. */
    private final List<String> asked = new ArrayList<>();

    private final SessionGrants grants =
            connection -> {
                String token = connection.secret("refreshToken").orElseThrow().reveal();
                asked.add(token);
                int count = asked.size();
                return Mono.just(
                        new SessionGrants.Grant(
                                new Session(new Secret("token-" + count), "https://x.test", "u"),
                                Map.of("refreshToken", new Secret("refresh-" + (count + 1))),
                                lifetime));
            };

    @BeforeEach
    void connect() {
        save(1, "refresh-1");
    }

    @Test
    void whatWasGrantedServesUntilItIsRefused() {
        Session first = session(null, grants);
        assertThat(token(session(null, grants))).isEqualTo("token-1");
        assertThat(first.base()).isEqualTo("https://x.test");
        assertThat(first.user()).isEqualTo("u");

        assertThat(token(session(first, grants))).isEqualTo("token-2");
        // Whoever comes later with the same old one gets what there is.
        assertThat(token(session(first, grants))).isEqualTo("token-2");
        assertThat(asked).containsExactly("refresh-1", "refresh-2");
    }

    @Test
    void whatIsAboutToEndIsRenewedAMinuteBefore() {
        lifetime = Duration.ofMinutes(30);
        session(null, grants);
        now = now.plus(Duration.ofMinutes(29)).minusSeconds(1);
        assertThat(token(session(null, grants))).isEqualTo("token-1");

        now = now.plusSeconds(1);
        Session renewed = session(null, grants);
        assertThat(token(renewed)).isEqualTo("token-2");
        assertThat(token(session(null, grants))).isEqualTo("token-2");

        // What is refused before its time is renewed all the same.
        assertThat(token(session(renewed, grants))).isEqualTo("token-3");
        assertThat(asked).hasSize(3);
    }

    @Test
    void aShortLifeIsNotSpentOnRenewing() {
        lifetime = Duration.ofSeconds(50);
        session(null, grants);
        now = now.plusSeconds(39);
        assertThat(token(session(null, grants))).isEqualTo("token-1");
        now = now.plusSeconds(1);
        assertThat(token(session(null, grants))).isEqualTo("token-2");
    }

    @Test
    void whileOneRenewsTheOthersGoOnWithWhatThereIs() {
        lifetime = Duration.ofMinutes(30);
        session(null, grants);
        now = now.plus(Duration.ofMinutes(29));
        List<String> others = new ArrayList<>();
        SessionGrants slow =
                connection -> {
                    others.add(token(session(null, grants)));
                    return grants.grant(connection);
                };

        assertThat(token(session(null, slow))).isEqualTo("token-2");
        assertThat(others).containsExactly("token-1");
        assertThat(asked).hasSize(2);
    }

    @Test
    void whatIsStillGoodServesWhereItCannotBeRenewedForNow() {
        lifetime = Duration.ofMinutes(30);
        session(null, grants);
        now = now.plus(Duration.ofMinutes(29));

        Session still =
                session(null, _ -> Mono.error(new IllegalStateException("away for a moment")));
        assertThat(token(still)).isEqualTo("token-1");
        assertThat(token(session(null, grants))).isEqualTo("token-2");
    }

    @Test
    void oneAsksAndTheOthersWaitForIt() {
        Sinks.One<Boolean> answer = Sinks.one();
        SessionGrants slow =
                connection -> answer.asMono().then(Mono.defer(() -> grants.grant(connection)));
        Mono<Session> one = sessions.session(TENANT, KEY, null, slow);

        var found =
                Flux.range(0, 20)
                        .flatMap(_ -> one, 20)
                        .map(ConnectionSessionsTest::token)
                        .collect(HashSet<String>::new, HashSet::add)
                        .doOnSubscribe(_ ->
                                Schedulers.parallel()
                                        .schedule(
                                                () -> answer.tryEmitValue(true),
                                                100,
                                                TimeUnit.MILLISECONDS))
                        .block(PATIENCE);

        assertThat(found).containsExactly("token-1");
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatSomebodyGotBetweenTheLookAndTheTurnIsNotAskedForAgain() {
        store.beforeNextHold(() -> session(null, grants));

        assertThat(token(session(null, grants))).isEqualTo("token-1");
        assertThat(token(session(null, grants))).isEqualTo("token-1");
        assertThat(asked).hasSize(1);
    }

    @Test
    void aRefusalIsRememberedUntilSomethingMayHaveBeenMended() {
        SessionGrants refusing =
                _ -> {
                    asked.add("-");
                    return Mono.error(new SessionRefusedException("INVALID_GRANT", "revoked"));
                };
        refused(refusing);
        refused(refusing);
        assertThat(asked).hasSize(1);

        now = now.plus(Duration.ofMinutes(5));
        refused(refusing);
        assertThat(asked).hasSize(2);

        save(2, "refresh-9");
        assertThat(token(session(null, grants))).isEqualTo("token-3");
    }

    @Test
    void whatPassesIsTriedAgainAtOnce() {
        assertThatThrownBy(() -> session(null, _ -> Mono.error(new IllegalStateException("away"))))
                .isInstanceOf(IllegalStateException.class);

        assertThat(token(session(null, grants))).isEqualTo("token-1");
    }

    @Test
    void aNodeThatDiedWhileItAskedHoldsUpNobodyForLong() {
        hold(now.plusSeconds(30));
        now = now.plusSeconds(30);

        assertThat(token(session(null, grants))).isEqualTo("token-1");
    }

    @Test
    void newSecretsOfAnAdminAreNotOverwrittenByRotatedOnes() {
        SessionGrants meanwhile =
                connection -> {
                    save(2, "refresh-of-the-admin");
                    return grants.grant(connection);
                };
        session(null, meanwhile);

        session(null, grants);
        assertThat(asked).containsExactly("refresh-1", "refresh-of-the-admin");
    }

    @Test
    void whoHangsUpEndsNothing() {
        Sinks.One<Boolean> answer = Sinks.one();
        SessionGrants slow =
                connection -> answer.asMono().then(Mono.defer(() -> grants.grant(connection)));
        sessions.session(TENANT, KEY, null, slow)
                .subscribe(_ -> {}, error -> asked.add(error.toString()))
                .dispose();

        answer.tryEmitValue(true);
        Session first = session(null, grants);
        assertThat(token(first)).isEqualTo("token-1");
        session(first, grants);
        assertThat(asked).containsExactly("refresh-1", "refresh-2");
    }

    @Test
    void whatIsBeingAskedForIsDueAgainWhenTheHoldOfADeadNodeHasLapsed() {
        hold(now.plusSeconds(30));
        var time = VirtualTimeScheduler.create();
        var patient =
                new ConnectionSessions(
                        connections,
                        store,
                        cipher,
                        new ImmediateUnitOfWork(),
                        () -> new UUID(9, ids.incrementAndGet()),
                        () -> now.plusMillis(time.now(TimeUnit.MILLISECONDS)),
                        time);
        var failures = new ArrayList<Throwable>();
        patient.session(TENANT, KEY, null, grants).subscribe(_ -> {}, failures::add);

        time.advanceTimeBy(Duration.ofSeconds(16));

        assertThat(failures)
                .singleElement()
                .isInstanceOfSatisfying(
                        SessionInHandException.class,
                        inHand -> {
                            assertThat(inHand.retryAfter())
                                    .isBetween(Duration.ofSeconds(14), Duration.ofSeconds(15));
                            time.advanceTimeBy(inHand.retryAfter());
                        });
        assertThat(
                        token(
                                Objects.requireNonNull(
                                        patient.session(TENANT, KEY, null, grants)
                                                .block(PATIENCE))))
                .isEqualTo("token-1");
    }

    @Test
    void whatWasGrantedIsKeptByMoreThanOneTry() {
        SessionGrants meanwhile =
                connection -> {
                    commits.failing = 2;
                    return grants.grant(connection);
                };
        Session first = session(null, meanwhile);
        assertThat(token(first)).isEqualTo("token-1");

        assertThat(token(session(null, grants))).isEqualTo("token-1");
        session(first, grants);
        assertThat(asked).containsExactly("refresh-1", "refresh-2");
    }

    @Test
    void aRotatedSecretIsKeptWhateverElseOfTheConnectionChangesMeanwhile() {
        SessionGrants meanwhile =
                connection -> {
                    connections.save(TENANT, stored(2), Map.of()).block();
                    return grants.grant(connection);
                };
        session(null, meanwhile);

        session(null, grants);
        assertThat(asked).containsExactly("refresh-1", "refresh-2");
    }

    @Test
    void whatIsStillGoodServesToItsEndWhenNoOtherIsGranted() {
        lifetime = Duration.ofMinutes(30);
        session(null, grants);
        SessionGrants refusing =
                _ -> {
                    asked.add("-");
                    return Mono.error(new SessionRefusedException("INVALID_GRANT", "revoked"));
                };
        now = now.plus(Duration.ofMinutes(29));

        Session still = session(null, refusing);
        assertThat(token(still)).isEqualTo("token-1");
        now = now.plusSeconds(14);
        assertThat(token(session(null, refusing))).isEqualTo("token-1");
        assertThat(asked).containsExactly("refresh-1", "-");
        now = now.plusSeconds(1);
        assertThat(token(session(null, refusing))).isEqualTo("token-1");
        assertThat(asked).containsExactly("refresh-1", "-", "-");

        assertThatThrownBy(() -> session(still, refusing))
                .isInstanceOf(SessionRefusedException.class);
    }

    @Test
    void whatHasEndedServesNobody() {
        lifetime = Duration.ofMinutes(30);
        session(null, grants);
        now = now.plus(Duration.ofMinutes(30));

        refused(_ -> Mono.error(new SessionRefusedException("INVALID_GRANT", "revoked")));
    }

    @Test
    void aConnectionThatIsGoneHasNoSession() {
        connections.delete(TENANT, KEY).block();

        assertThatThrownBy(() -> session(null, grants)).isInstanceOf(SessionRefusedException.class);
    }

    private void refused(SessionGrants refusing) {
        assertThatThrownBy(() -> session(null, refusing))
                .isInstanceOfSatisfying(
                        SessionRefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("INVALID_GRANT"));
    }

    private Session session(@Nullable Session refused, SessionGrants by) {
        return Objects.requireNonNull(sessions.session(TENANT, KEY, refused, by).block(PATIENCE));
    }

    private static String token(Session session) {
        return session.token().reveal();
    }

    /** By a node that dies. */
    private void hold(Instant until) {
        assertThat(store.hold(TENANT, new UUID(0, 5), 1, new UUID(8, 8), now, until).block())
                .isTrue();
    }

    private void save(long version, String refreshToken) {
        StoredConnection stored = stored(version);
        new Unlocking(connections, cipher)
                .lock(TENANT, stored, Map.of("refreshToken", refreshToken))
                .flatMap(ciphertexts -> connections.save(TENANT, stored, ciphertexts))
                .block();
    }

    private StoredConnection stored(long version) {
        return new StoredConnection(
                new UUID(0, 5),
                KEY,
                ConnectionType.SALESFORCE,
                "Salesforce",
                true,
                Map.of(),
                Map.of("refreshToken", now),
                "hook",
                version);
    }

    /** Some of which fail before they begin. */
    private static final class FailingCommits implements UnitOfWork {

        private int failing;

        @Override
        public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
            return Mono.defer(() ->
                    failing-- > 0
                            ? Mono.error(new IllegalStateException("the database fails over"))
                            : work);
        }
    }
}
