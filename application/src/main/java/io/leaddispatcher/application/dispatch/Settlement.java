package io.leaddispatcher.application.dispatch;

import com.google.common.collect.Comparators;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.dispatch.DeliverDue.Result;
import io.leaddispatcher.application.dispatch.DeliverDue.Settled;
import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.application.dispatch.port.Deliveries.Held;
import io.leaddispatcher.application.dispatch.port.Deliveries.Settling;
import io.leaddispatcher.application.dispatch.port.MailBounces;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.dispatch.port.SettledEscalations;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.transaction.GroupCommit;
import io.leaddispatcher.application.transaction.Sharing;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Keeps what came of a try: in the outbox, on the lead's timeline, on the connection's health. */
public final class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final String DISPATCHED = "DISPATCHED";
    private static final int KEEP_TRIES = 3;
    private static final int SHARE_A_COMMIT = 100;
    private static final Duration KEEP_WAIT = Duration.ofMillis(100);

    private record Connection(TenantId tenant, ConnectionKey key) {}

    private final Deliveries deliveries;
    private final Turns turns;
    private final Timeline timeline;
    private final DispatchEvents events;
    private final ConnectionHealth health;
    private final Bounced bounced;
    private final SettledEscalations escalations;
    private final InstantSource clock;
    private final LiveSignal live;
    private final RandomGenerator random;
    private final GroupCommit<Outcome, Result> outcomes;

    /**
     * Keeps outcomes together that come at about the same time.
     *
     * @param gathering how long one waits for others; the message is with its reader already
     */
    public Settlement(
            Deliveries deliveries,
            Turns turns,
            Timeline timeline,
            DispatchEvents events,
            ConnectionHealth health,
            MailBounces bounces,
            SettledEscalations escalations,
            UnitOfWork unitOfWork,
            InstantSource clock,
            LiveSignal live,
            RandomGenerator random,
            Duration gathering) {
        this.deliveries = deliveries;
        this.turns = turns;
        this.timeline = timeline;
        this.events = events;
        this.health = health;
        this.bounced = new Bounced(bounces);
        this.escalations = escalations;
        this.outcomes =
                new GroupCommit<>(
                        unitOfWork,
                        Sharing.of(SHARE_A_COMMIT).gathered(gathering),
                        (tenant, group) -> keep(tenant, group).map(GroupCommit.Done::new));
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
        return outcomes.commit(tenant, new Outcome(held, attempt, outlet, line))
                .retryWhen(Retry.backoff(KEEP_TRIES, KEEP_WAIT))
                .doOnNext(result -> announce(tenant, held, result))
                .onErrorResume(e -> {
                    LOG.error("delivery {}: its outcome is lost", held.delivery().id(), e);
                    return Mono.just(Result.LEFT);
                })
                .map(result -> new Settled(tenant, held.delivery().id(), result));
    }

    /** What came of a try. */
    private record Outcome(
            Held held, Attempt attempt, @Nullable Outlet outlet, Outlet.@Nullable Line line) {}

    /** An outcome with what the delivery has become by it. */
    private record Done(Outcome outcome, Delivery after) {}

    private Mono<List<Result>> keep(TenantId tenant, List<Outcome> outcomes) {
        Instant at = clock.instant();
        List<Done> all =
                outcomes.stream()
                        .map(one ->
                                new Done(
                                        one,
                                        one.held().delivery().after(one.attempt(), at, random)))
                        .toList();
        return deliveries
                .settle(
                        tenant,
                        all.stream()
                                .map(one -> new Settling(one.outcome().held(), one.after()))
                                .toList(),
                        at)
                .flatMap(kept -> {
                    List<Done> done =
                            all.stream().filter(one -> kept.contains(one.after().id())).toList();
                    return timeline.append(
                                    tenant,
                                    done.stream().flatMap(one -> story(one, at).stream()).toList())
                            .then(events.of(tenant, done.stream().map(Done::after).toList(), at))
                            .then(report(tenant, done, at))
                            .then(
                                    bounced.keep(
                                            tenant,
                                            done.stream()
                                                    .map(one ->
                                                            new Bounced.Tried(
                                                                    one.outcome().held().delivery(),
                                                                    one.outcome().attempt()))
                                                    .toList(),
                                            at))
                            .then(holdBack(tenant, done))
                            .then(escalations.settled(tenant, escalations(done), at))
                            .thenReturn(
                                    all.stream()
                                            .map(one ->
                                                    kept.contains(one.after().id())
                                                            ? result(one.after())
                                                            : Result.LEFT)
                                            .toList());
                });
    }

    /** Those that have arrived, or will not. */
    private static List<Delivery> escalations(List<Done> done) {
        return done.stream()
                .map(Done::after)
                .filter(each ->
                        each.draft().document().containsKey(SettledEscalations.CLOCK)
                                && (each.state() == DeliveryState.DELIVERED
                                        || each.state() == DeliveryState.DEAD))
                .toList();
    }

    /** Of each connection what tells most of it, once. */
    private Mono<Void> report(TenantId tenant, List<Done> done, Instant at) {
        Map<ConnectionKey, Attempt> reports = new LinkedHashMap<>();
        for (Done one : done) {
            Outlet.Line line = one.outcome().line();
            ConnectionKey key =
                    line == null ? null : line.connection(one.outcome().held().delivery());
            if (key != null && !isNothing(one.after())) {
                reports.merge(
                        key,
                        one.outcome().attempt(),
                        (first, other) -> weight(other) > weight(first) ? other : first);
            }
        }
        return Flux.fromIterable(reports.entrySet())
                .concatMap(report ->
                        report(new Connection(tenant, report.getKey()), report.getValue(), at))
                .then();
    }

    /** What need not be written any more was not, and mostly nobody was asked. */
    private static boolean isNothing(Delivery after) {
        return after.channel() == Channel.CRM && Outlet.UNCHANGED.equals(after.reference());
    }

    /**
     * How much an attempt tells of its connection: a failure more than a success, and what is wrong
     * with one address less than either.
     */
    private static int weight(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Retry _,
                    Attempt.Patience _,
                    Attempt.RetryFew _,
                    Attempt.ConnectionDead _,
                    Attempt.Dead _ ->
                    3;
            case Attempt.Delivered _ -> 2;
            case Attempt.WrongTarget(_, var words) when words != null -> 1;
            case Attempt.WrongTarget _, Attempt.NotYet _ -> 0;
        };
    }

    private Mono<Void> holdBack(TenantId tenant, List<Done> done) {
        Map<String, Duration> holds = new HashMap<>();
        for (Done one : done) {
            if (one.outcome().attempt() instanceof Attempt.Patience(var time, _)) {
                holds.merge(Turns.lane(one.outcome().held().delivery()), time, Comparators::max);
            }
        }
        return turns.holdBack(tenant, holds);
    }

    private void announce(TenantId tenant, Held held, Result result) {
        LeadId lead = held.delivery().lead();
        if (lead != null && (result == Result.DELIVERED || result == Result.DEAD)) {
            live.announce(Happened.to(tenant, lead));
        }
    }

    private static Result result(Delivery after) {
        return switch (after.state()) {
            case DELIVERED -> Result.DELIVERED;
            case DEAD -> Result.DEAD;
            case PENDING, SENDING, RETRYING -> Result.RETRYING;
        };
    }

    private static Optional<Timeline.Entry> story(Done done, Instant at) {
        Outcome outcome = done.outcome();
        Delivery after = done.after();
        LeadId lead = after.lead();
        // Programs that listen are no part of a lead's story; their own log tells of them. What a
        // changed message shows has its entry already.
        if (lead == null
                || after.channel() == Channel.WEBHOOK
                || after.address().kind() == Address.Kind.SLACK_CARD
                || isNothing(after)) {
            return Optional.empty();
        }
        Map<String, Object> detail = new HashMap<>();
        detail.put("deliveryId", after.id().toString());
        detail.put("recipient", after.draft().recipient());
        return switch (after.state()) {
            case DELIVERED -> {
                String type = type(after);
                Outlet outlet = outcome.outlet();
                if (outlet != null) {
                    type = Objects.requireNonNullElse(outlet.entryWhenDelivered(after), type);
                    detail.putAll(outlet.detailWhenDelivered(after));
                }
                if (outcome.attempt() instanceof Attempt.Delivered(var reference)) {
                    detail.put("reference", reference);
                }
                yield Optional.of(entry(lead, after, type, detail, at));
            }
            case DEAD -> {
                detail.put("attempts", after.attempts());
                if (after.lastError() != null) {
                    detail.put("error", after.lastError());
                }
                yield Optional.of(entry(lead, after, "DELIVERY_DEAD", detail, at));
            }
            case PENDING, SENDING, RETRYING -> Optional.empty();
        };
    }

    private static String type(Delivery delivery) {
        Map<String, Object> document = delivery.draft().document();
        if (document.containsKey("gone") || document.containsKey("news")) {
            return "REP_INFORMED";
        }
        return document.containsKey("reminder") ? "REP_REMINDED" : DISPATCHED;
    }

    private static Timeline.Entry entry(
            LeadId lead, Delivery after, String type, Map<String, Object> detail, Instant at) {
        String channel = after.channel().name().toLowerCase(Locale.ROOT);
        return new Timeline.Entry(lead, new TimelineEntry(at, type, "system", channel, detail));
    }

    private Mono<Void> report(Connection connection, Attempt attempt, Instant at) {
        return switch (attempt) {
            case Attempt.Delivered _ -> health.worked(connection.tenant(), connection.key(), at);
            case Attempt.Retry(_, var cause) -> failed(connection, cause);
            case Attempt.Patience(_, var cause) -> failed(connection, cause);
            case Attempt.RetryFew(_, var cause) -> failed(connection, cause);
            case Attempt.ConnectionDead(var cause) -> failed(connection, cause);
            case Attempt.Dead(var cause) -> failed(connection, cause);
            // Mail to a rep came back: an admin can mend the address.
            case Attempt.WrongTarget(var cause, var words) when words != null ->
                    health.noted(
                            connection.tenant(), connection.key(), cause.code(), cause.message());
            // The connection works; an address is wrong, or it was not asked.
            case Attempt.WrongTarget _, Attempt.NotYet _ -> Mono.empty();
        };
    }

    private Mono<Void> failed(Connection connection, Cause cause) {
        return health.failed(connection.tenant(), connection.key(), cause.code(), cause.message());
    }
}
