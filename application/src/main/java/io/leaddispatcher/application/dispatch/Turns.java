package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.dispatch.port.Deliveries;
import io.leaddispatcher.application.dispatch.port.Deliveries.Held;
import io.leaddispatcher.application.dispatch.port.Deliveries.Settling;
import io.leaddispatcher.application.dispatch.port.IdleTurns;
import io.leaddispatcher.application.dispatch.port.Paces;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.Pace;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Whose turn it is: a channel may set a pace for each address, and a peer that asks to be left
 * alone is. What may not leave yet is put off to its time; nothing waits in a node.
 */
public final class Turns {

    /** Whether a held delivery may leave. */
    sealed interface Turn {
        Held held();
    }

    record Now(Held held) implements Turn {}

    record PutOff(Held held, Delivery until) implements Turn {}

    private static final String OF_LANE = ":";

    private final Deliveries deliveries;
    private final Paces paces;
    private final InstantSource clock;

    public Turns(Deliveries deliveries, Paces paces, InstantSource clock) {
        this.deliveries = deliveries;
        this.paces = paces;
        this.clock = clock;
    }

    /** Gives each its turn, in the order in which they are due, and lets go of those put off. */
    Mono<List<Turn>> take(TenantId tenant, List<Held> held) {
        Set<String> names = names(held);
        if (names.isEmpty()) {
            return Mono.just(held.stream().<Turn>map(Now::new).toList());
        }
        return paces.lock(tenant, names)
                .flatMap(found -> {
                    Instant now = clock.instant();
                    Map<String, Instant> memories = new HashMap<>(found);
                    List<Turn> turns = held.stream().map(one -> turn(one, memories, now)).toList();
                    Map<String, Instant> changed = new HashMap<>(memories);
                    changed.entrySet().removeAll(found.entrySet());
                    return paces.keep(tenant, changed)
                            .then(letGo(tenant, turns, now))
                            .thenReturn(turns);
                });
    }

    /**
     * The turns of messages that are about to be added, each as though nothing had been sent to its
     * address of late. An address that cannot have them all at once is left out.
     */
    public static IdleTurns idle(List<Delivery> planned, Instant now) {
        Map<String, Instant> untils = new HashMap<>();
        Map<DeliveryId, String> names = new HashMap<>();
        Set<String> lanes = new HashSet<>();
        Set<String> crowded = new HashSet<>();
        for (Delivery one : planned) {
            Pace pace = pace(one).orElse(null);
            if (pace == null || one.dueAt().isAfter(now)) {
                continue;
            }
            String name = name(one);
            Pace.Turn turn = pace.take(untils.get(name), now);
            if (turn.at().isAfter(now)) {
                crowded.add(name);
            }
            untils.put(name, turn.next());
            names.put(one.id(), name);
            lanes.add(lane(one));
        }
        untils.keySet().removeAll(crowded);
        names.values().removeAll(crowded);
        return new IdleTurns(now, lanes, untils, names);
    }

    /**
     * Holds every delivery of a lane back, whichever node has it. Afterwards they go on at their
     * pace, in their order and without a burst: turns that were taken before are taken anew.
     */
    Mono<Void> holdBack(TenantId tenant, Map<String, Duration> lanes) {
        Instant now = clock.instant();
        Map<String, Instant> untils = new TreeMap<>();
        lanes.forEach((lane, time) -> untils.put(lane, now.plus(time)));
        return paces.keep(tenant, untils)
                .thenMany(Flux.fromIterable(untils.entrySet()))
                .concatMap(each -> startOver(tenant, each.getKey(), each.getValue()))
                .then();
    }

    private Mono<Void> startOver(TenantId tenant, String lane, Instant until) {
        Set<Address.Kind> kinds = EnumSet.noneOf(Address.Kind.class);
        for (Address.Kind kind : Address.Kind.values()) {
            if (Pace.of(kind).isPresent() && lane(kind).equals(lane)) {
                kinds.add(kind);
            }
        }
        return kinds.stream()
                .flatMap(kind -> Pace.of(kind).stream())
                .findFirst()
                .map(pace ->
                        paces.startOver(tenant, lane + OF_LANE, pace.spent(until))
                                .then(deliveries.loseTurns(tenant, kinds, until)))
                .orElseGet(Mono::empty);
    }

    /**
     * What a peer that wants patience counts together: a channel, changes of messages in it, or
     * what goes over a connection.
     */
    static String lane(Delivery delivery) {
        Address address = delivery.address();
        return address.kind() == Address.Kind.CRM_CONNECTION
                ? lane(address.kind()) + OF_LANE + address.value()
                : lane(address.kind());
    }

    private static String lane(Address.Kind kind) {
        return kind == Address.Kind.SLACK_CARD ? kind.name() : kind.channel().name();
    }

    private static Set<String> names(List<Held> held) {
        Set<String> names = new TreeSet<>();
        for (Held one : held) {
            boolean hasPace = pace(one.delivery()).isPresent();
            if (hasPace) {
                names.add(name(one.delivery()));
            }
            if (hasPace || one.delivery().channel() == Channel.CRM) {
                names.add(lane(one.delivery()));
            }
        }
        return names;
    }

    private static Optional<Pace> pace(Delivery delivery) {
        return Pace.of(delivery.address().kind());
    }

    private static String name(Delivery delivery) {
        // Changes are counted together, whichever message they are of.
        return lane(delivery)
                + OF_LANE
                + (delivery.address().kind() == Address.Kind.SLACK_CARD
                        ? ""
                        : delivery.address().value());
    }

    private static Turn turn(Held held, Map<String, Instant> memories, Instant now) {
        Delivery delivery = held.delivery();
        Instant heldBack = memories.get(lane(delivery));
        if (heldBack != null && heldBack.isAfter(now)) {
            return new PutOff(held, delivery.putOff(heldBack, false));
        }
        Pace pace = pace(delivery).orElse(null);
        if (pace == null || delivery.paced()) {
            return new Now(held);
        }
        Pace.Turn turn = pace.take(memories.get(name(delivery)), now);
        memories.put(name(delivery), turn.next());
        return turn.at().isAfter(now)
                ? new PutOff(held, delivery.putOff(turn.at(), true))
                : new Now(held);
    }

    private Mono<Void> letGo(TenantId tenant, List<Turn> turns, Instant now) {
        List<Settling> putOff = new ArrayList<>();
        for (Turn turn : turns) {
            if (turn instanceof PutOff(var held, var until)) {
                putOff.add(new Settling(held, until));
            }
        }
        return putOff.isEmpty() ? Mono.empty() : deliveries.settle(tenant, putOff, now).then();
    }
}
