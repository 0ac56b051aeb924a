package io.leaddispatcher.application.dispatch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.application.dispatch.port.Deliveries.Claim;
import io.leaddispatcher.application.dispatch.port.Deliveries.Held;
import io.leaddispatcher.application.dispatch.port.Deliveries.Room;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends what is due in the outbox. The hold on a delivery outlives the longest try, so a node that
 * dies in between leads at most to a repeat that carries the same id.
 */
@UseCase
public final class DeliverDue {

    static final Duration LONGEST_TRY = Duration.ofSeconds(40);
    static final Duration HOLD = Duration.ofSeconds(60);

    /** How long after it was handed over a try may begin at the latest. */
    static final Duration LATEST_START = HOLD.minus(LONGEST_TRY).dividedBy(2);

    private static final Logger LOG = LoggerFactory.getLogger(DeliverDue.class);

    public record Command(Room room) {}

    /**
     * What is to be sent now.
     *
     * @param settled sends them all when subscribed: one element for each that was claimed, in the
     *     order in which they end; it never fails
     */
    public record Batch(List<Claim> claimed, Flux<Settled> settled) {}

    public record Settled(TenantId tenant, DeliveryId delivery, Result result) {}

    /** How a claimed delivery ended this time. */
    public enum Result {
        DELIVERED,
        RETRYING,
        DEAD,
        /** Not tried: it is not its turn yet. */
        PUT_OFF,
        /**
         * Nothing could be kept of it, or another node has it: it is due again when its hold
         * lapses.
         */
        LEFT
    }

    private final Deliveries deliveries;
    private final Turns turns;
    private final Settlement settlement;
    private final UnitOfWork unitOfWork;
    private final Map<Channel, Outlet> outlets;

    public DeliverDue(
            Deliveries deliveries,
            Turns turns,
            Settlement settlement,
            UnitOfWork unitOfWork,
            Collection<Outlet> outlets) {
        this.deliveries = deliveries;
        this.turns = turns;
        this.settlement = settlement;
        this.unitOfWork = unitOfWork;
        this.outlets = new EnumMap<>(outlets.stream().collect(toMap(Outlet::channel, o -> o)));
    }

    /** Claims what is due. */
    public Mono<Batch> handle(Command command) {
        return deliveries.claim(command.room(), HOLD).collectList().map(this::batch);
    }

    /** What was held when it was added, and is to be sent without being claimed. */
    Batch handed(DeliverySignal.Handed handed) {
        TenantId tenant = handed.tenant();
        List<Claim> claims =
                handed.held().stream()
                        .map(Held::delivery)
                        .map(one -> new Claim(tenant, one.id(), one.channel()))
                        .toList();
        List<DeliveryId> ids = claims.stream().map(Claim::delivery).toList();
        return new Batch(
                claims,
                Flux.defer(() ->
                        deliver(
                                tenant,
                                ids,
                                atHand(handed)
                                        .map(Mono::just)
                                        .orElseGet(() ->
                                                unitOfWork.run(tenant, prepareHanded(handed))))));
    }

    private Mono<Prepared> prepareHanded(DeliverySignal.Handed handed) {
        return Mono.defer(
                () -> prepare(handed.tenant(), isInTime(handed) ? handed.held() : List.of()));
    }

    /**
     * Another node is about to have those whose hold would not outlive a try. What runs since they
     * were handed over says so: the clocks of node and database may differ.
     */
    private static boolean isInTime(DeliverySignal.Handed handed) {
        return handed.since().elapsed().compareTo(LATEST_START) < 0;
    }

    /** When whoever handed them over has taken their turns and seen the connections. */
    private Optional<Prepared> atHand(DeliverySignal.Handed handed) {
        Map<Channel, Outlet.Line> lines = new EnumMap<>(Channel.class);
        for (Held one : handed.held()) {
            Channel channel = one.delivery().channel();
            Outlet outlet = outlets.get(channel);
            Optional<Outlet.Line> line =
                    outlet == null
                            ? Optional.empty()
                            : outlet.open(handed.tenant(), handed.channels());
            if (!one.delivery().paced() || line.isEmpty()) {
                return Optional.empty();
            }
            lines.put(channel, line.get());
        }
        return isInTime(handed)
                ? Optional.of(
                        new Prepared(
                                handed.held().stream().<Turns.Turn>map(Turns.Now::new).toList(),
                                lines))
                : Optional.empty();
    }

    private Batch batch(List<Claim> claims) {
        Map<TenantId, List<DeliveryId>> byTenant =
                claims.stream()
                        .collect(groupingBy(Claim::tenant, mapping(Claim::delivery, toList())));
        return new Batch(
                claims,
                Flux.fromIterable(byTenant.entrySet())
                        .flatMap(entry -> deliver(entry.getKey(), entry.getValue()), 1_000));
    }

    private Flux<Settled> deliver(TenantId tenant, List<DeliveryId> claimed) {
        return deliver(
                tenant,
                claimed,
                unitOfWork.run(
                        tenant,
                        deliveries
                                .held(tenant, claimed)
                                .collectList()
                                .flatMap(held -> prepare(tenant, held))));
    }

    private Flux<Settled> deliver(
            TenantId tenant, List<DeliveryId> claimed, Mono<Prepared> preparing) {
        return preparing
                .onErrorResume(e -> {
                    LOG.warn("tenant {}: {} deliveries wait", tenant, claimed.size(), e);
                    return Mono.empty();
                })
                .defaultIfEmpty(new Prepared(List.of(), Map.of()))
                .flatMapMany(prepared -> {
                    Map<DeliveryId, Turns.Turn> byId =
                            prepared.turns().stream()
                                    .collect(
                                            toMap(
                                                    t -> t.held().delivery().id(),
                                                    Function.identity()));
                    return Flux.fromIterable(claimed)
                            .flatMap(
                                    id -> deliver(tenant, id, byId.get(id), prepared.lines()),
                                    Math.max(1, claimed.size()));
                });
    }

    private Mono<Settled> deliver(
            TenantId tenant,
            DeliveryId id,
            Turns.@Nullable Turn turn,
            Map<Channel, Outlet.Line> lines) {
        return switch (turn) {
            case null -> Mono.just(new Settled(tenant, id, Result.LEFT));
            case Turns.PutOff _ -> Mono.just(new Settled(tenant, id, Result.PUT_OFF));
            case Turns.Now(var held) -> {
                Channel channel = held.delivery().channel();
                Outlet.Line line = lines.get(channel);
                Outlet outlet = outlets.get(channel);
                yield outlet == null || line == null
                        ? settlement.keep(tenant, held, nothingSends(channel), null, null)
                        : send(held, line)
                                .flatMap(attempt ->
                                        settlement.keep(tenant, held, attempt, outlet, line));
            }
        };
    }

    private static Attempt nothingSends(Channel channel) {
        return new Attempt.Dead(new Cause("no_outlet", "nothing sends over " + channel));
    }

    private static Mono<Attempt> send(Held held, Outlet.Line line) {
        return Mono.defer(() -> line.send(held.delivery()))
                .timeout(LONGEST_TRY)
                .onErrorResume(e -> {
                    LOG.warn("delivery {}: the try failed", held.delivery().id(), e);
                    return Mono.just(new Attempt.Retry(unexpected(e)));
                })
                .switchIfEmpty(
                        Mono.just(new Attempt.Retry(new Cause("no_answer", "nothing was said"))));
    }

    private static Cause unexpected(Throwable e) {
        return new Cause("unexpected", e.getClass().getSimpleName());
    }

    private record Prepared(List<Turns.Turn> turns, Map<Channel, Outlet.Line> lines) {}

    private Mono<Prepared> prepare(TenantId tenant, List<Held> held) {
        return turns.take(tenant, held)
                .flatMap(taken -> lines(tenant, taken).map(lines -> new Prepared(taken, lines)));
    }

    private Mono<Map<Channel, Outlet.Line>> lines(TenantId tenant, List<Turns.Turn> taken) {
        List<Outlet> needed =
                taken.stream()
                        .filter(Turns.Now.class::isInstance)
                        .map(turn -> turn.held().delivery().channel())
                        .distinct()
                        .filter(outlets::containsKey)
                        .map(outlets::get)
                        .toList();
        // One after the other: they share the transaction's one connection to the database.
        return Flux.fromIterable(needed)
                .concatMap(outlet ->
                        outlet.open(tenant)
                                .onErrorResume(e -> {
                                    LOG.warn("tenant {}: no {} line", tenant, outlet.channel(), e);
                                    return Mono.just(
                                            _ -> Mono.just(new Attempt.Retry(unexpected(e))));
                                })
                                .map(line -> Map.entry(outlet.channel(), line)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
