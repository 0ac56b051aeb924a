package io.leaddispatcher.application.dispatch;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.application.dispatch.port.IdleTurns;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class InMemoryDeliveries
        implements Deliveries, io.leaddispatcher.application.dispatch.port.Outbox {

    private record Row(TenantId tenant, Delivery delivery, @Nullable Instant heldUntil) {}

    /** What stands in front of each claim. */
    Mono<Boolean> failing = Mono.empty();

    private final InstantSource clock;
    private final Map<DeliveryId, Row> rows = new LinkedHashMap<>();

    InMemoryDeliveries(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Delivery get(DeliveryId id) {
        return Objects.requireNonNull(rows.get(id)).delivery();
    }

    @Override
    public synchronized Mono<Void> add(TenantId tenant, List<Delivery> planned) {
        planned.forEach(delivery -> rows.put(delivery.id(), new Row(tenant, delivery, null)));
        return Mono.empty();
    }

    @Override
    public synchronized Mono<List<Held>> addHeld(
            TenantId tenant, List<Delivery> planned, Duration hold, IdleTurns turns) {
        Instant until = clock.instant().plus(hold);
        planned.forEach(delivery -> rows.put(delivery.id(), new Row(tenant, delivery, until)));
        return Mono.just(planned.stream().map(one -> new Held(one.held(until), until)).toList());
    }

    @Override
    public Flux<Claim> claim(Room room, Duration hold) {
        return Flux.defer(
                () -> failing.thenMany(Flux.defer(() -> Flux.fromIterable(claimNow(room, hold)))));
    }

    private synchronized List<Claim> claimNow(Room room, Duration hold) {
        Instant now = clock.instant();
        List<Claim> claims = new ArrayList<>();
        List<Lane> lanes = new ArrayList<>(room.underWay());
        int[] left = {room.common(), room.laned()};
        rows.values().stream()
                .filter(row -> !row.delivery().state().isFinal())
                .filter(row ->
                        !(row.heldUntil() == null ? row.delivery().dueAt() : row.heldUntil())
                                .isAfter(now))
                .filter(row -> {
                    Lane lane = new Lane(row.tenant(), row.delivery().channel());
                    if (!lane.channel().hasLanes()) {
                        return left[0]-- > 0;
                    }
                    boolean fits = left[1] > 0 && Collections.frequency(lanes, lane) < room.share();
                    if (fits) {
                        left[1]--;
                        lanes.add(lane);
                    }
                    return fits;
                })
                .toList()
                .forEach(row -> {
                    rows.put(
                            row.delivery().id(),
                            new Row(row.tenant(), row.delivery(), now.plus(hold)));
                    claims.add(
                            new Claim(row.tenant(), row.delivery().id(), row.delivery().channel()));
                });
        return claims;
    }

    @Override
    public synchronized Flux<Held> held(TenantId tenant, Collection<DeliveryId> deliveries) {
        return Flux.fromIterable(
                deliveries.stream()
                        .map(rows::get)
                        .filter(Objects::nonNull)
                        .filter(row -> row.tenant().equals(tenant) && row.heldUntil() != null)
                        .map(row ->
                                new Held(row.delivery(), Objects.requireNonNull(row.heldUntil())))
                        .toList());
    }

    @Override
    public Mono<Set<DeliveryId>> settle(TenantId tenant, List<Settling> settlings, Instant at) {
        return Mono.fromCallable(() ->
                settlings.stream()
                        .filter(one -> settleNow(one.held(), one.after()))
                        .map(one -> one.after().id())
                        .collect(toUnmodifiableSet()));
    }

    private synchronized boolean settleNow(Held held, Delivery after) {
        Row row = Objects.requireNonNull(rows.get(after.id()));
        if (!held.until().equals(row.heldUntil())) {
            return false;
        }
        rows.put(after.id(), new Row(row.tenant(), after, null));
        return true;
    }

    @Override
    public synchronized Mono<Void> loseTurns(
            TenantId tenant, Set<Address.Kind> kinds, Instant dueAt) {
        rows.replaceAll((_, row) ->
                row.heldUntil() == null
                                && row.tenant().equals(tenant)
                                && row.delivery().paced()
                                && kinds.contains(row.delivery().address().kind())
                        ? new Row(tenant, row.delivery().putOff(dueAt, false), null)
                        : row);
        return Mono.empty();
    }

    @Override
    public synchronized Mono<Delivery> lock(TenantId tenant, DeliveryId delivery) {
        Row row = rows.get(delivery);
        return row == null || !row.tenant().equals(tenant)
                ? Mono.empty()
                : Mono.just(row.delivery());
    }

    @Override
    public synchronized Mono<Void> revive(TenantId tenant, Delivery delivery, Instant at) {
        rows.put(delivery.id(), new Row(tenant, delivery, null));
        return Mono.empty();
    }

    @Override
    public synchronized Flux<Delivery> list(
            TenantId tenant,
            @Nullable DeliveryState state,
            @Nullable DeliveryId before,
            int limit) {
        return Flux.fromIterable(
                rows.values().stream()
                        .filter(row -> row.tenant().equals(tenant))
                        .map(Row::delivery)
                        .filter(delivery -> state == null || delivery.state() == state)
                        .filter(delivery ->
                                before == null
                                        || delivery.id().value().compareTo(before.value()) < 0)
                        .sorted(Comparator.comparing((Delivery d) -> d.id().value()).reversed())
                        .limit(limit)
                        .toList());
    }

    @Override
    public synchronized Flux<Delivery> listTo(
            TenantId tenant, String recipient, @Nullable DeliveryId before, int limit) {
        return list(tenant, null, before, Integer.MAX_VALUE)
                .filter(delivery -> delivery.draft().recipient().equals(recipient))
                .take(limit);
    }
}
