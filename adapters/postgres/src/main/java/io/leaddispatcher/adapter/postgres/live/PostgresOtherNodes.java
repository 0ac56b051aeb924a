package io.leaddispatcher.adapter.postgres.live;

import io.leaddispatcher.adapter.postgres.connect.ConnectionPools;
import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.application.live.port.OtherNodes;
import io.leaddispatcher.application.presence.Sighting;
import io.leaddispatcher.application.presence.port.OtherDesks;
import io.leaddispatcher.application.signal.Emitter;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
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
    private final Emitter<Happened> heard = Emitter.toAll();
    private final Emitter<Sighting> seen = Emitter.toAll();
    private volatile @Nullable Connected connected;

    /** What lives from start to stop. */
    private record Connected(Emitter<Supplier<Stream<String>>> toTell, Disposable work) {}

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
        if (now != null && !now.toTell().emit(payloads)) {
            LOG.debug("other nodes are not told: too much waits to be told");
        }
    }

    @Override
    public Flux<Happened> heard() {
        return heard.words();
    }

    @Override
    public Flux<Sighting> sightings() {
        return seen.words();
    }

    @Override
    public void start() {
        Emitter<Supplier<Stream<String>>> toTell = Emitter.toOne(WAITING_AT_MOST);
        Disposable telling =
                toTell.words()
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
            heard.emit(notice.happened());
        } else if (sighting != null && !sighting.node().equals(self)) {
            seen.emit(sighting.sighting());
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
