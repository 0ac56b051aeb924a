package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.routing.LaterTurns.Wish;
import io.leaddispatcher.application.routing.QueueWatch.Sighting;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.WaitingLeads;
import io.leaddispatcher.application.routing.port.WaitingLeads.Waiting;
import io.leaddispatcher.application.transaction.DueWork;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.routing.Awaited;
import io.leaddispatcher.domain.routing.Presence;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Gives leads that wait to those who are there for them by now, in the order in which they are
 * served, one for each place that is free. Nobody who finds nobody is touched. It does not matter
 * why somebody may be there: it is asked how things stand, so no occasion can be missed.
 */
@UseCase
public final class PullLeads {

    private static final Duration PUT_OFF = Duration.ofSeconds(10);

    private final RoutingTurns turns;
    private final QueueWatch watch;
    private final WaitingLeads waiting;
    private final UnitOfWork unitOfWork;

    public PullLeads(
            RoutingTurns turns, QueueWatch watch, WaitingLeads waiting, UnitOfWork unitOfWork) {
        this.turns = turns;
        this.watch = watch;
        this.waiting = waiting;
        this.unitOfWork = unitOfWork;
    }

    /**
     * Answers how many leads were looked at more closely. None: nobody is there for any lead that
     * waits, and this is noted; else there may be more.
     */
    public Mono<Integer> handle(TenantId tenant) {
        return unitOfWork.run(tenant, watch.look(tenant)).flatMap(seen -> take(tenant, seen));
    }

    private Mono<Integer> take(TenantId tenant, Sighting seen) {
        List<Waiting> leads = seen.leads();
        if (leads.isEmpty()) {
            return Mono.just(0);
        }
        Instant later = seen.at().plus(PUT_OFF);
        return new DueWork<LeadId>(
                        "leads that wait",
                        leads.size(),
                        portion -> pull(tenant, seen, portion.of(leads, Waiting::lead)),
                        _ -> Mono.just(leads.stream().map(Waiting::lead).toList()),
                        (lead, _) -> Mono.fromRunnable(() -> seen.memory().putOff(lead, later)))
                .of(tenant);
    }

    private Mono<Integer> pull(TenantId tenant, Sighting seen, List<Waiting> leads) {
        Mono<Set<LeadId>> still =
                waiting.stillWaiting(tenant, leads.stream().map(Waiting::lead).toList())
                        .filter(found -> !found.isEmpty());
        return turns.later()
                .take(
                        tenant,
                        new Wish<>(
                                still,
                                still,
                                batch -> decide(batch, seen, leads),
                                _ -> Mono.empty()))
                // Not before the commit: who is given away by one that fails still waits.
                .doOnNext(found -> found.forEach(seen.memory()::keep))
                // Somebody else has just taken them.
                .thenReturn(leads.size());
    }

    /** For whom those wait that had to be decided. */
    private static Map<Waiting, Awaited> decide(
            RoutingBatch batch, Sighting seen, List<Waiting> leads) {
        Map<Waiting, Awaited> found = new LinkedHashMap<>();
        Presence presence = new Presence(seen.configuration(), batch.now());
        for (Waiting each : leads) {
            LeadFile file = batch.file(each.lead());
            if (file == null || !seen.isPulled(file)) {
                continue;
            }
            Awaited awaited = seen.memory().awaitedBy(each).orElse(null);
            if (awaited == null
                    || presence.isThereFor(awaited, rep -> batch.books().state().workload(rep))) {
                found.put(each, decide(batch, seen, file));
            }
        }
        return found;
    }

    private static Awaited decide(RoutingBatch batch, Sighting seen, LeadFile file) {
        // What a person has put there a person takes out.
        if (file.placement().putAside()) {
            return Awaited.NOBODY;
        }
        return batch.passOn(file, cause(batch, file), Parting.because("somebody is there"))
                .map(decision -> Awaited.of(decision, seen.configuration(), file.lead().kind()))
                .orElse(Awaited.NOBODY);
    }

    /** A ring that has joined meanwhile is asked for the first time. */
    private static Cause cause(RoutingBatch batch, LeadFile file) {
        Instant joins = file.placement().lookAgainAt();
        return joins == null || joins.isAfter(batch.now()) ? Cause.PULL : Cause.RING;
    }
}
