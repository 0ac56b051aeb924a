package io.leaddispatcher.application.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.application.poll.port.ChangedRecords;
import io.leaddispatcher.application.poll.port.Polls;
import io.leaddispatcher.application.poll.port.Polls.Unfinished;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class PollConnectionsTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final ConnectionKey KEY = new ConnectionKey("sf");
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant READ_TO = NOW.minusSeconds(60);

    private final InMemoryConnections connections = new InMemoryConnections();
    private final List<String> asked = new ArrayList<>();
    private final List<String> stored = new ArrayList<>();
    private @Nullable TranslationFailedException failure;
    private int failsAt;
    private int pages = 1;
    private @Nullable Instant readTo;
    private @Nullable Instant due;
    private @Nullable Unfinished unfinished;
    private Instant now = NOW;
    private Instant firstAt = READ_TO.plusSeconds(1);

    private final PollConnections poll =
            new PollConnections(
                    new OneConnection(),
                    List.of(new Pages()),
                    new ConnectionDirectory(connections, new ReversingCipher()),
                    connections,
                    (caller, events) -> {
                        assertThat(caller.tenant()).isEqualTo(TENANT);
                        events.forEach(event -> stored.add(event.idempotencyKey()));
                        return Mono.just(List.of());
                    },
                    new ImmediateUnitOfWork(),
                    () -> now);

    @BeforeEach
    void connect() {
        connections
                .save(
                        TENANT,
                        new StoredConnection(
                                new UUID(0, 5),
                                KEY,
                                ConnectionType.SALESFORCE,
                                "Salesforce",
                                true,
                                Map.of("poll", true),
                                Map.of(),
                                "hook",
                                1),
                        Map.of())
                .block();
    }

    @Test
    void itLooksBackALittleAndReadsPageByPageToTheEnd() {
        pages = 3;
        poll.handle().block();

        assertThat(asked)
                .containsExactly(
                        READ_TO.minus(PollConnections.OVERLAP) + " null",
                        READ_TO.minus(PollConnections.OVERLAP) + " 1",
                        READ_TO.minus(PollConnections.OVERLAP) + " 2");
        assertThat(stored).containsExactly("page 0", "page 1", "page 2");
        assertThat(readTo).isEqualTo(READ_TO.plusSeconds(3));
        assertThat(due).isEqualTo(NOW.plus(PollConnections.EVERY));
    }

    @Test
    void whoHasMoreThanFitsIntoATurnComesUpAgainAtOnce() {
        pages = 100;
        poll.handle().block();

        assertThat(stored).hasSize(10);
        assertThat(readTo).isEqualTo(READ_TO.plusSeconds(10));
        assertThat(due).isEqualTo(NOW);
    }

    @Test
    void aReadingThatTakesMoreThanATurnGoesOnWhereItWasAlsoAfterAFailure() {
        pages = 25;
        poll.handle().block();
        failure = new TranslationFailedException(true, null, "BUSY", "not now");
        poll.handle().block();
        assertThat(due).isEqualTo(NOW.plus(PollConnections.EVERY));
        failure = null;
        poll.handle().block();
        poll.handle().block();

        assertThat(stored).hasSize(25).doesNotHaveDuplicates();
        assertThat(unfinished).isNull();
        assertThat(readTo).isEqualTo(READ_TO.plusSeconds(25));
        assertThat(due).isEqualTo(NOW.plus(PollConnections.EVERY));

        asked.clear();
        pages = 1;
        poll.handle().block();
        assertThat(asked)
                .containsExactly(READ_TO.plusSeconds(25).minus(PollConnections.OVERLAP) + " null");
    }

    @Test
    void whatWasChangedAfterAReadingBeganIsLookedForAgain() {
        pages = 15;
        poll.handle().block();
        now = NOW.plus(Duration.ofMinutes(20));
        firstAt = NOW.plusSeconds(1);
        poll.handle().block();

        assertThat(unfinished).isNull();
        assertThat(readTo).isEqualTo(NOW);
    }

    @Test
    void afterAFailureItWaitsAsLongAsItWasAskedToAndReadsTheSameAgain() {
        failure = new TranslationFailedException(true, Duration.ofMinutes(10), "BUSY", "not now");
        poll.handle().block();

        assertThat(readTo).isEqualTo(READ_TO);
        assertThat(due).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        assertThat(connections.said()).containsExactly("sf failed BUSY");
    }

    @Test
    void whatWasReadBeforeAFailureIsNotReadAgain() {
        pages = 3;
        failsAt = 1;
        failure = new TranslationFailedException(true, null, "BUSY", "not now");
        poll.handle().block();
        assertThat(unfinished).isEqualTo(new Unfinished("1", NOW));
        assertThat(readTo).isEqualTo(READ_TO.plusSeconds(1));
        assertThat(due).isEqualTo(NOW.plus(PollConnections.EVERY));
        assertThat(connections.said()).containsExactly("sf failed BUSY");

        failure = null;
        poll.handle().block();
        assertThat(stored).containsExactly("page 0", "page 1", "page 2");
        assertThat(unfinished).isNull();
    }

    @Test
    void aConnectionThatIsGoneIsLetGo() {
        connections.delete(TENANT, KEY).block();
        poll.handle().block();

        assertThat(asked).isEmpty();
        assertThat(readTo).isEqualTo(READ_TO);
    }

    private final class OneConnection implements Polls {
        @Override
        public Flux<Claim> claim(int atMost, Duration hold) {
            return Flux.just(
                    new Claim(
                            TENANT,
                            KEY,
                            readTo == null ? READ_TO : readTo,
                            unfinished,
                            now.plus(hold)));
        }

        @Override
        public Mono<Void> release(
                Claim claim, Instant to, @Nullable Unfinished rest, Instant dueAt) {
            return Mono.fromRunnable(() -> {
                readTo = to;
                unfinished = rest;
                due = dueAt;
            });
        }
    }

    private final class Pages implements ChangedRecords {
        @Override
        public ConnectionType type() {
            return ConnectionType.SALESFORCE;
        }

        @Override
        public Mono<Page> since(
                TenantId tenant,
                ConnectionAccess connection,
                Instant since,
                @Nullable String cursor) {
            asked.add(since + " " + cursor);
            int number = cursor == null ? 0 : Integer.parseInt(cursor);
            if (failure != null && number >= failsAt) {
                return Mono.error(Objects.requireNonNull(failure));
            }
            return Mono.just(
                    new Page(
                            List.of(event(number)),
                            firstAt.plusSeconds(number),
                            number + 1 < pages ? String.valueOf(number + 1) : null));
        }

        private InboundEvent event(int number) {
            return new InboundEvent(
                    TENANT,
                    KEY,
                    "salesforce",
                    "page " + number,
                    "application/json",
                    new byte[0],
                    NOW);
        }
    }
}
