package io.leaddispatcher.application.routing;

import static java.util.stream.Collectors.toSet;

import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.escalation.Escalating.At;
import io.leaddispatcher.application.escalation.Escalating.Told;
import io.leaddispatcher.application.escalation.Unheard;
import io.leaddispatcher.application.escalation.UnheardWatch;
import io.leaddispatcher.application.escalation.Untold;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.routing.port.RoutingRuns;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.sla.SlaStory;
import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.sla.port.SlaClocks;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.sla.ClockStep;
import io.leaddispatcher.domain.sla.EscalationAction;
import io.leaddispatcher.domain.sla.SlaClock;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** The due steps of a turn that move leads, from when they are claimed. Not thread-safe. */
final class MovingSteps {

    private static final String NEXT = "next of the pool, since time ran out";

    private final SlaClocks clocks;
    private final RoutingRuns runs;
    private final Timeline timeline;
    private final TenantId tenant;
    private final List<LeadClock> claimed = new ArrayList<>();
    private Optional<Instant> seenAt = Optional.empty();
    private final Map<LeadId, Integer> hops = new HashMap<>();
    private final Map<LeadId, List<TimelineEntry>> escalated = new HashMap<>();
    private final Set<LeadId> moved = new HashSet<>();
    private final List<LeadClock> changed = new ArrayList<>();
    private final UnheardWatch watch;
    private final List<Unheard> unheard = new ArrayList<>();
    private final List<UUID> heard = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    MovingSteps(
            SlaClocks clocks,
            RoutingRuns runs,
            Timeline timeline,
            UnheardWatch watch,
            TenantId tenant) {
        this.clocks = clocks;
        this.runs = runs;
        this.timeline = timeline;
        this.watch = watch;
        this.tenant = tenant;
    }

    /** Before the turn is taken a look is enough: nobody waits for the turn with clocks in hand. */
    Mono<Set<LeadId>> look(Portion<UUID> portion) {
        return clocks.toBeMoved(tenant, portion).collect(toSet()).filter(found -> !found.isEmpty());
    }

    /** Under the turn. */
    Mono<Set<LeadId>> claim(Portion<UUID> portion) {
        return Mono.defer(() -> {
            claimed.clear();
            return clocks.claimMoving(tenant, portion)
                    .map(found -> {
                        claimed.addAll(found.due());
                        seenAt = Optional.of(found.seenAt());
                        return claimed.stream().map(LeadClock::lead).collect(toSet());
                    })
                    .flatMap(found ->
                            runs.hops(tenant, found)
                                    .doOnNext(hops::putAll)
                                    .then(recall())
                                    .thenReturn(found));
        });
    }

    /** What was told before of the leads that are to be passed on. */
    private Mono<Void> recall() {
        Set<LeadId> leads =
                claimed.stream()
                        .filter(MovingSteps::mayPassOn)
                        .map(LeadClock::lead)
                        .collect(toSet());
        return leads.isEmpty()
                ? Mono.empty()
                : timeline.told(tenant, leads, Set.of(SlaStory.ESCALATED))
                        .doOnNext(told ->
                                told.forEach((lead, entries) ->
                                        escalated.put(lead, new ArrayList<>(entries))))
                        .then();
    }

    private static boolean mayPassOn(LeadClock one) {
        SlaClock clock = one.clock();
        return clock.steps().subList(clock.done(), clock.steps().size()).stream()
                .anyMatch(step -> step.action() == EscalationAction.REASSIGN);
    }

    /** What the database has seen to be due is due, though this node's clock may be behind. */
    Optional<Instant> latest() {
        return seenAt;
    }

    /** Takes them; answers how many clocks were claimed. */
    int take(RoutingBatch batch) {
        now = batch.now();
        for (LeadClock one : claimed) {
            // The clocks of a lead that has just been moved stop with it.
            if (!moved.contains(one.lead())) {
                take(batch, one);
            }
        }
        return claimed.size();
    }

    /**
     * In the unit of work of the turn, after what it brought about: that has dealt with the clocks
     * of what was moved.
     */
    Mono<Void> keep() {
        return clocks.save(
                        tenant,
                        changed.stream().filter(one -> !moved.contains(one.lead())).toList())
                .then(watch.note(tenant, unheard, heard, now));
    }

    /**
     * All that is due of a clock, up to a step that moves no lead. One of which nothing is due is
     * kept as it is, and with it when its next step is.
     */
    private void take(RoutingBatch batch, LeadClock claimed) {
        LeadClock kept = claimed;
        Optional<ClockStep> next = kept.clock().next();
        while (!moved.contains(kept.lead())
                && next.filter(step -> isDue(step, batch)).isPresent()) {
            LeadFile file = batch.file(kept.lead());
            List<Given> open = batch.known().open(kept.lead());
            boolean waits = kept.waits();
            // Nobody said that the work on it is over.
            if (file == null || open.isEmpty() != waits || (waits && !isQueued(file))) {
                changed.add(kept.with(kept.clock().stopped()));
                return;
            }
            take(batch, new At(kept, file, open), next.orElseThrow());
            kept = kept.with(kept.clock().stepped());
            next = kept.clock().next();
        }
        batch.books().clocks().stepped(kept);
        changed.add(kept);
    }

    private static boolean isDue(ClockStep step, RoutingBatch batch) {
        return step.movesLead() && !step.dueAt().isAfter(batch.now());
    }

    private void take(RoutingBatch batch, At at, ClockStep step) {
        switch (step.action()) {
            case RAISE_PRIORITY -> raise(batch, at, step);
            case REASSIGN -> passOn(batch, at, step);
            case QUEUE -> putAside(batch, at, step);
            case REMIND, NOTIFY_MANAGER, NOTIFY_CHANNEL ->
                    throw new IllegalStateException("%s moves no lead".formatted(step));
            case null -> throw new IllegalStateException("%s moves no lead".formatted(step));
        }
    }

    private static boolean isQueued(LeadFile file) {
        return file.status() == LeadStatus.QUEUED;
    }

    private static void raise(RoutingBatch batch, At at, ClockStep step) {
        Priority now = at.file().placement().priority();
        Priority next = now == null ? null : now.higher().orElse(null);
        if (now == null || next == null) {
            tell(batch, at, step, Map.of("why", "it is as urgent as can be"));
        } else {
            batch.raise(at.file(), next);
            tell(batch, at, step, Map.of("priority", next.name(), "was", now.name()));
        }
    }

    private void passOn(RoutingBatch batch, At at, ClockStep step) {
        LeadId lead = at.kept().lead();
        int hop = hops.getOrDefault(lead, 0);
        boolean often = hop >= at.kept().clock().maxHops();
        if (!often && passesOn(batch, at)) {
            tell(batch, at, step, Map.of("hop", hop + 1));
            moved.add(lead);
            return;
        }
        Told told = stuck(batch, at);
        batch.books().tell(told.deliveries());
        batch.escalating().unheard(at, told).ifPresent(unheard::add);
        if (told.untold() == null) {
            heard.add(at.kept().id());
        }
        Map<String, Object> detail = new HashMap<>(told.detail());
        detail.put("why", often ? "it was passed on often enough" : "nobody is left");
        Timeline.Entry entry = entry(batch, at, step, detail);
        batch.story().escalated(entry);
        escalated.computeIfAbsent(lead, _ -> new ArrayList<>()).add(entry.what());
    }

    /** The manager hears it once of an assignment, of however many of its clocks. */
    private Told stuck(RoutingBatch batch, At at) {
        return escalated.getOrDefault(at.kept().lead(), List.of()).stream()
                        .anyMatch(entry -> SlaStory.toldOfNoWayOn(at.kept(), entry))
                ? Told.nobody(Untold.TOLD_BEFORE)
                : batch.escalating().stuck(at);
    }

    /** To the next of its pool; where it came from none that is still there, by the policy. */
    private static boolean passesOn(RoutingBatch batch, At at) {
        LeadTurn turn = new LeadTurn(batch, at.file());
        return at.open().stream()
                .flatMap(given -> Stream.ofNullable(given.offer().pool()))
                .findFirst()
                .filter(pool -> turn.configuration().pool(pool).isPresent())
                .map(pool -> turn.give(pool, NEXT, Cause.ESCALATION, late(at)).given())
                .orElseGet(() -> batch.passOn(at.file(), Cause.ESCALATION, late(at)).isEmpty());
    }

    private void putAside(RoutingBatch batch, At at, ClockStep step) {
        if (isQueued(at.file())) {
            tell(batch, at, step, Map.of("why", "it waits in a queue"));
            return;
        }
        LeadTurn turn = new LeadTurn(batch, at.file());
        QueueKey queue = turn.standing().queueOfItsRule();
        Parting parting = late(at);
        tell(batch, at, step, Map.of("queue", queue.value()));
        turn.queue(parting, queue, parting.reason());
        moved.add(at.kept().lead());
    }

    private static Parting late(At at) {
        return Parting.late(
                switch (at.kept().clock().target()) {
                    case DISPATCHED -> "its rep was not told in time";
                    case ACCEPTED -> "it was not accepted in time";
                    case FIRST_ACTION -> "nothing was done in time";
                    case FOLLOW_UP -> "it was not followed up in time";
                });
    }

    private static void tell(RoutingBatch batch, At at, ClockStep step, Map<String, ?> more) {
        batch.story().escalated(entry(batch, at, step, more));
    }

    private static Timeline.Entry entry(
            RoutingBatch batch, At at, ClockStep step, Map<String, ?> more) {
        Map<String, Object> detail = new HashMap<>(more);
        detail.put("action", String.valueOf(step.action()));
        return SlaStory.escalated(at.kept(), step, detail, batch.now());
    }
}
