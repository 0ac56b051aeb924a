package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.dispatch.DeliverDue.Result;
import io.leaddispatcher.application.dispatch.DeliverDue.Settled;
import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.application.dispatch.port.Deliveries.Held;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Keeps what came of a try: in the outbox, on the lead's timeline, on the connection's health. */
public final class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final int KEEP_TRIES = 3;
    private static final Duration KEEP_WAIT = Duration.ofMillis(100);

    // Every message would write the same row; once in a while says the same.
    private static final Duration WORKED_AT_MOST_EVERY = Duration.ofSeconds(5);

    private record Connection(TenantId tenant, ConnectionKey key) {}

    private final Deliveries deliveries;
    private final Turns turns;
    private final Timeline timeline;
    private final ConnectionHealth health;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final LiveSignal live;
    private final RandomGenerator random;
    private final Map<Connection, Instant> worked = new ConcurrentHashMap<>();

    public Settlement(
            Deliveries deliveries,
            Turns turns,
            Timeline timeline,
            ConnectionHealth health,
            UnitOfWork unitOfWork,
            InstantSource clock,
            LiveSignal live,
            RandomGenerator random) {
        this.deliveries = deliveries;
        this.turns = turns;
        this.timeline = timeline;
        this.health = health;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.live = live;
        this.random = random;
    }

    /** Never fails: what cannot be kept is tried again when the hold lapses. */
    Mono<Settled> keep(
            TenantId tenant,
            Held held,
            Attempt attempt,
            @Nullable Outlet outlet,
            Outlet.@Nullable Line line) {
        return Mono.defer(
                        () -> {
                            Instant at = clock.instant();
                            Delivery after = held.delivery().after(attempt, at, random);
                            return unitOfWork.run(
                                    tenant,
                                    deliveries
                                            .settle(tenant, held, after, at)
                                            .flatMap(kept ->
                                                    kept
                                                            ? tell(
                                                                            tenant, attempt, after,
                                                                            outlet, at)
                                                                    .then(
                                                                            report(
                                                                                    tenant, attempt,
                                                                                    line, at))
                                                                    .then(
                                                                            holdBack(
                                                                                    tenant, held,
                                                                                    attempt))
                                                                    .thenReturn(result(after))
                                                            : Mono.just(Result.LEFT)));
                        })
                .retryWhen(Retry.backoff(KEEP_TRIES, KEEP_WAIT))
                .doOnNext(result -> announce(tenant, held, result))
                .onErrorResume(e -> {
                    LOG.error("delivery {}: its outcome is lost", held.delivery().id(), e);
                    return Mono.just(Result.LEFT);
                })
                .map(result -> new Settled(tenant, held.delivery().id(), result));
    }

    private void announce(TenantId tenant, Held held, Result result) {
        if (result == Result.DELIVERED || result == Result.DEAD) {
            live.announce(Happened.to(tenant, held.delivery().lead()));
        }
    }

    private static Result result(Delivery after) {
        return switch (after.state()) {
            case DELIVERED -> Result.DELIVERED;
            case DEAD -> Result.DEAD;
            case PENDING, SENDING, RETRYING -> Result.RETRYING;
        };
    }

    private Mono<Void> tell(
            TenantId tenant, Attempt attempt, Delivery after, @Nullable Outlet outlet, Instant at) {
        Map<String, Object> detail = new HashMap<>();
        detail.put("deliveryId", after.id().toString());
        detail.put("recipient", after.draft().recipient());
        return switch (after.state()) {
            case DELIVERED -> {
                String type = "DISPATCHED";
                if (outlet != null) {
                    type = outlet.entryWhenDelivered(after);
                    detail.putAll(outlet.detailWhenDelivered(after));
                }
                if (attempt instanceof Attempt.Delivered(var reference)) {
                    detail.put("reference", reference);
                }
                yield append(tenant, after, type, detail, at);
            }
            case DEAD -> {
                detail.put("attempts", after.attempts());
                if (after.lastError() != null) {
                    detail.put("error", after.lastError());
                }
                yield append(tenant, after, "DELIVERY_DEAD", detail, at);
            }
            case PENDING, SENDING, RETRYING -> Mono.empty();
        };
    }

    private Mono<Void> append(
            TenantId tenant, Delivery after, String type, Map<String, Object> detail, Instant at) {
        String channel = after.channel().name().toLowerCase(Locale.ROOT);
        return timeline.append(
                tenant, after.lead(), new TimelineEntry(at, type, "system", channel, detail));
    }

    private Mono<Void> report(
            TenantId tenant, Attempt attempt, Outlet.@Nullable Line line, Instant at) {
        ConnectionKey key = line == null ? null : line.connection();
        if (key == null) {
            return Mono.empty();
        }
        Connection connection = new Connection(tenant, key);
        return switch (attempt) {
            case Attempt.Delivered _ -> {
                Instant last = worked.get(connection);
                if (last != null && last.plus(WORKED_AT_MOST_EVERY).isAfter(at)) {
                    yield Mono.empty();
                }
                worked.put(connection, at);
                yield health.worked(tenant, key, at);
            }
            case Attempt.Retry(_, var cause) -> failed(connection, cause);
            case Attempt.ConnectionDead(var cause) -> failed(connection, cause);
            case Attempt.Dead(var cause) -> failed(connection, cause);
            // The connection works; an address is wrong.
            case Attempt.WrongTarget _ -> Mono.empty();
        };
    }

    private Mono<Void> failed(Connection connection, Cause cause) {
        worked.remove(connection);
        return health.failed(connection.tenant(), connection.key(), cause.code(), cause.message());
    }

    private Mono<Void> holdBack(TenantId tenant, Held held, Attempt attempt) {
        return attempt instanceof Attempt.Retry(var after, _) && after != null
                ? turns.holdBack(tenant, held.delivery().channel(), after)
                : Mono.empty();
    }
}
