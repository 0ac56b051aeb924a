package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.WaitingMemory.Epoch;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.routing.port.WaitingLeads;
import io.leaddispatcher.application.routing.port.WaitingLeads.Line;
import io.leaddispatcher.application.routing.port.WaitingLeads.Looked;
import io.leaddispatcher.application.routing.port.WaitingLeads.Place;
import io.leaddispatcher.application.routing.port.WaitingLeads.Waiting;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.OutOfOffice;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Awaited;
import io.leaddispatcher.domain.routing.Presence;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.waiting.Reopening;
import io.leaddispatcher.domain.waiting.ServiceOrder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Looks, without holding anybody up, whether somebody is there for leads that wait. Where nobody is
 * at all, no lead is read; where somebody is, only those are that are not known to wait for others.
 */
public final class QueueWatch {

    /** How many leads a turn takes up at most. */
    private static final int BATCH = 200;

    /** How many are looked through at once. */
    private static final int PAGE = 1_000;

    private final WaitingLeads waiting;
    private final RoutingStates states;
    private final RoutingConfigurations configurations;
    private final QueueLines lines;
    private final InstantSource clock;
    private final WaitingMemory memory = new WaitingMemory();

    public QueueWatch(
            WaitingLeads waiting,
            RoutingStates states,
            RoutingConfigurations configurations,
            ServiceOrder order,
            InstantSource clock) {
        this.waiting = waiting;
        this.states = states;
        this.configurations = configurations;
        this.lines = new QueueLines(order);
        this.clock = clock;
    }

    /**
     * Leads for which somebody may be there, in the order in which they are served.
     *
     * @param memory for whom leads wait, as far as this node knows
     */
    record Sighting(
            Instant at,
            RoutingConfiguration configuration,
            WaitingMemory.Leads memory,
            List<Waiting> leads) {

        /** A ring is tried for as long as the next one waits, in whichever queue the lead is. */
        boolean isPulled(LeadFile file) {
            QueueKey queue = file.placement().queue();
            return file.status() == LeadStatus.QUEUED
                    && queue != null
                    && (configuration.pulledQueues().contains(queue)
                            || (file.placement().lookAgainAt() != null
                                    && configuration.ringQueues().contains(queue)));
        }
    }

    /** Called inside a unit of work of the tenant. Notes it when nobody is there for any lead. */
    Mono<Sighting> look(TenantId tenant) {
        // What is read after the number may be newer; then there is a later number, too.
        return waiting.turns(tenant)
                .flatMap(turns ->
                        configurations
                                .current(tenant)
                                .zipWhen(snapshot ->
                                        RoutingLoads.read(
                                                states,
                                                tenant,
                                                snapshot.configuration().roster(),
                                                clock.instant()))
                                .flatMap(read -> look(tenant, turns, read.getT1(), read.getT2())));
    }

    private Mono<Sighting> look(
            TenantId tenant, long turns, Snapshot snapshot, RoutingLoads loads) {
        RoutingConfiguration configuration = snapshot.configuration();
        Instant now = loads.now();
        Look look =
                new Look(
                        tenant,
                        configuration,
                        lines(configuration),
                        memory.of(tenant, epoch(snapshot, now)),
                        new Presence(configuration, now),
                        loads);
        look.memory().tryAgain(now);
        Mono<List<Waiting>> leads =
                look.lines().isEmpty() || !look.presence().isAnybodyThere(loads::before)
                        ? Mono.just(List.of())
                        : find(look, null, List.of());
        return leads.flatMap(found ->
                found.isEmpty()
                        ? waiting.looked(
                                        tenant,
                                        new Looked(
                                                turns,
                                                snapshot.revision(),
                                                opensAt(look).orElse(null)))
                                .thenReturn(look.sighting(found))
                        : Mono.just(look.sighting(found)));
    }

    private List<Line> lines(RoutingConfiguration configuration) {
        return Stream.concat(
                        lines.of(configuration, configuration.pulledQueues()).stream(),
                        lines.ofRings(configuration, configuration.ringQueues()).stream())
                .toList();
    }

    /** What stays the same from page to page. */
    private record Look(
            TenantId tenant,
            RoutingConfiguration configuration,
            List<Line> lines,
            WaitingMemory.Leads memory,
            Presence presence,
            RoutingLoads loads) {

        boolean isWorthATry(Waiting lead) {
            Optional<Awaited> awaited = memory.awaitedBy(lead);
            return awaited.isEmpty() || presence.isThereFor(awaited.get(), loads::before);
        }

        Sighting sighting(List<Waiting> leads) {
            return new Sighting(loads.now(), configuration, memory, leads);
        }
    }

    private Mono<List<Waiting>> find(Look look, @Nullable Place after, List<Waiting> before) {
        return waiting.inOrder(look.tenant(), look.lines(), after, PAGE)
                .collectList()
                .flatMap(page -> {
                    List<Waiting> found = new ArrayList<>(before);
                    page.stream()
                            .filter(look::isWorthATry)
                            .limit(BATCH - before.size())
                            .forEach(found::add);
                    return page.size() < PAGE || found.size() == BATCH
                            ? Mono.just(found)
                            : find(look, page.getLast().place(), found);
                });
    }

    private static Epoch epoch(Snapshot snapshot, Instant now) {
        return new Epoch(
                snapshot.bearing(),
                absences(snapshot.configuration())
                        .map(OutOfOffice::from)
                        .filter(from -> !from.isAfter(now))
                        .max(Instant::compareTo)
                        .orElse(null));
    }

    /** In which somebody stands in. */
    private static Stream<OutOfOffice> absences(RoutingConfiguration configuration) {
        return configuration.roster().reps().stream()
                .map(Rep::outOfOffice)
                .flatMap(List::stream)
                .filter(absence -> absence.delegate() != null);
    }

    /** When the clock alone may bring somebody who is not there yet. */
    private static Optional<Instant> opensAt(Look look) {
        RoutingLoads loads = look.loads();
        Instant now = loads.now();
        RoutingConfiguration configuration = look.configuration();
        Reopening reopening = new Reopening(configuration.roster(), now);
        Map<RepKey, Set<Awaited.One>> ways = look.presence().ways();
        Stream<Instant> back =
                configuration.roster().reps().stream()
                        .flatMap(rep -> {
                            Reopening.Busy busy = loads.busy(rep);
                            return ways.getOrDefault(rep.key(), Set.of()).stream()
                                    .flatMap(way ->
                                            reopening
                                                    .of(
                                                            rep,
                                                            busy,
                                                            way.respected(),
                                                            way.anyway(),
                                                            null)
                                                    .stream());
                        });
        Stream<Instant> others =
                Stream.concat(
                        absences(configuration).map(OutOfOffice::from),
                        look.memory().triedAgain().stream());
        return Stream.concat(back, others).filter(now::isBefore).min(Instant::compareTo);
    }
}
