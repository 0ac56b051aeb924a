package io.leaddispatcher.adapter.postgres.live;

import io.leaddispatcher.adapter.postgres.connect.ConnectionPools;
import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.application.live.port.OtherNodes;
import io.leaddispatcher.application.presence.Sighting;
import io.leaddispatcher.application.presence.port.OtherDesks;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Speaks to the other nodes by {@code NOTIFY}. It is sent after the commit and in a transaction of
 * its own, many at once: transactions that notify commit one after the other in the whole server,
 * which must not happen to those that write leads.
 */
@Component
final class PostgresOtherNodes implements OtherNodes, OtherDesks, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresOtherNodes.class);
    // Nobody who waits for an answer notices, and a busy node speaks ten times a second.
    private static final Duration GATHERING = Duration.ofMillis(100);
    private static final int AT_ONCE = 200;
    private static final int WAITING_AT_MOST = 5_000;
    private static final Duration CONTENTION = Duration.ofMillis(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final String LISTEN = "listen happened";

    private static final String NOTIFY =
            """
            select count(pg_notify('happened', payload)) from unnest(:payloads) payload
            """;

    private final UUID self;
    private final DatabaseClient database;
    private final Transactions transactions;
    private final PostgresqlConnectionFactory connections;
    private final Sinks.Many<Happened> heard = Sinks.many().multicast().directBestEffort();
    private final Sinks.Many<Sighting> seen = Sinks.many().multicast().directBestEffort();
    private volatile @Nullable Connected connected;

    /** What lives from start to stop. */
    private record Connected(Sinks.Many<Supplier<Stream<String>>> toTell, Disposable work) {}

    PostgresOtherNodes(
            Ids ids, DatabaseClient database, Transactions transactions, DatabaseAccess access) {
        this.self = ids.next();
        this.database = database;
        this.transactions = transactions;
        this.connections = ConnectionPools.connectionFactory(access);
    }

    @Override
    public void tell(Happened happened) {
        tell(() -> Notice.of(self, happened).map(Notice::payload));
    }

    @Override
    public void tell(Sighting sighting) {
        tell(() -> Stream.of(new SightingNotice(self, sighting).payload()));
    }

    private void tell(Supplier<Stream<String>> payloads) {
        Connected now = connected;
        if (now != null) {
            try {
                now.toTell().emitNext(payloads, Sinks.EmitFailureHandler.busyLooping(CONTENTION));
            } catch (Sinks.EmissionException lost) {
                LOG.debug("other nodes are not told, reason={}", lost.getReason());
            }
        }
    }

    @Override
    public Flux<Happened> heard() {
        return heard.asFlux();
    }

    @Override
    public Flux<Sighting> sightings() {
        return seen.asFlux();
    }

    @Override
    public void start() {
        Sinks.Many<Supplier<Stream<String>>> toTell =
                Sinks.many()
                        .unicast()
                        .onBackpressureBuffer(new ArrayBlockingQueue<>(WAITING_AT_MOST));
        Disposable telling =
                toTell.asFlux()
                        .bufferTimeout(AT_ONCE, GATHERING, true)
                        .concatMap(this::send)
                        .subscribe(_ -> {}, e -> LOG.error("other nodes are told no more", e));
        Disposable listening =
                Flux.usingWhen(connections.create(), this::listen, PostgresqlConnection::close)
                        .concatWith(Mono.error(() -> new IllegalStateException("it was closed")))
                        .retryWhen(
                                Retry.fixedDelay(Long.MAX_VALUE, PAUSE)
                                        .doBeforeRetry(lost ->
                                                LOG.warn(
                                                        "no connection to hear other nodes: {}",
                                                        lost.failure().getMessage())))
                        .subscribe(this::hear, e -> LOG.error("other nodes are heard no more", e));
        connected = new Connected(toTell, Disposables.composite(telling, listening));
    }

    private Mono<Long> send(List<Supplier<Stream<String>>> gathered) {
        String[] payloads =
                gathered.stream().flatMap(Supplier::get).distinct().toArray(String[]::new);
        return transactions
                .run(database.sql(NOTIFY).bind("payloads", payloads).mapValue(Long.class).one())
                .onErrorResume(error -> {
                    LOG.warn("other nodes could not be told: {}", error.getMessage());
                    return Mono.empty();
                });
    }

    private Flux<String> listen(PostgresqlConnection connection) {
        return connection
                .createStatement(LISTEN)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .thenMany(connection.getNotifications())
                .mapNotNull(Notification::getParameter);
    }

    private void hear(String payload) {
        Notice notice = Notice.parse(payload);
        SightingNotice sighting = notice == null ? SightingNotice.parse(payload) : null;
        if (notice != null && !notice.node().equals(self)) {
            pass(notice.happened(), heard);
        } else if (sighting != null && !sighting.node().equals(self)) {
            pass(sighting.sighting(), seen);
        }
    }

    private static <T> void pass(T word, Sinks.Many<T> listeners) {
        try {
            listeners.emitNext(word, Sinks.EmitFailureHandler.busyLooping(CONTENTION));
        } catch (Sinks.EmissionException lost) {
            LOG.debug("nobody is told what another node did, reason={}", lost.getReason());
        }
    }

    @Override
    public void stop() {
        Connected now = connected;
        connected = null;
        if (now != null) {
            now.work().dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return connected != null;
    }
}
