package io.leaddispatcher.application.me;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.lead.LeadNames;
import io.leaddispatcher.application.lead.Reachable;
import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.application.me.MyDay.Absence;
import io.leaddispatcher.application.me.MyDay.MyLead;
import io.leaddispatcher.application.me.MyDay.MyQueue;
import io.leaddispatcher.application.me.port.MyWork;
import io.leaddispatcher.application.me.port.MyWork.Held;
import io.leaddispatcher.application.me.port.MyWork.Numbers;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueAccess;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.Availability;
import io.leaddispatcher.domain.roster.Availability.Hours;
import io.leaddispatcher.domain.roster.OutOfOffice;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Respect;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Schedule;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What a rep has to do, the most urgent first. Empty when the caller is no rep. */
@UseCase
public final class ShowMyDay {

    private static final int MOST = 200;

    /** What waits for an answer first, by what is left of the time; then what is urgent. */
    private static final Comparator<Held> URGENT_FIRST =
            comparing((Held held) -> held.state() == AssignmentState.ACCEPTED)
                    .thenComparing(Held::expiresAt, nullsLast(naturalOrder()))
                    .thenComparing(Held::priority)
                    // What was accepted last is in mind still.
                    .thenComparing(Held::acceptedAt, nullsLast(reverseOrder()))
                    .thenComparing(Held::offeredAt);

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final MyWork work;
    private final InstantSource clock;

    public ShowMyDay(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            MyWork work,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.work = work;
        this.clock = clock;
    }

    public Mono<MyDay> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.VIEW_OWN_LEADS);
            return Mono.justOrEmpty(caller.actor().ownRep().map(RepKey::new))
                    .flatMap(me ->
                            unitOfWork.run(
                                    caller.tenant(),
                                    configurations
                                            .current(caller.tenant())
                                            .flatMap(snapshot -> show(caller, me, snapshot))));
        });
    }

    private Mono<MyDay> show(Caller caller, RepKey me, Snapshot snapshot) {
        Roster roster = snapshot.configuration().roster();
        TenantId tenant = caller.tenant();
        Instant now = clock.instant();
        List<Queue> queues = queues(snapshot, me);
        return Mono.justOrEmpty(roster.rep(me))
                .flatMap(rep ->
                        // One after the other: they share the transaction's one connection.
                        work.held(tenant, me, MOST)
                                .collectList()
                                .zipWhen(_ ->
                                        work.since(tenant, me, roster.startOfDay(rep, now))
                                                .zipWhen(_ ->
                                                        work.waiting(
                                                                tenant,
                                                                queues.stream()
                                                                        .map(Queue::key)
                                                                        .toList())))
                                .map(read ->
                                        day(
                                                rep,
                                                roster,
                                                now,
                                                leads(snapshot, read.getT1(), now),
                                                read.getT2().getT1(),
                                                queues(queues, read.getT2().getT2()))));
    }

    private static List<Queue> queues(Snapshot snapshot, RepKey me) {
        QueueAccess access = new QueueAccess(snapshot.configuration().roster());
        return snapshot.configuration().queues().stream()
                .filter(queue -> access.mayClaim(queue, me))
                .sorted(comparing(Queue::name))
                .toList();
    }

    private static List<MyQueue> queues(List<Queue> mine, Map<QueueKey, Long> waiting) {
        return mine.stream()
                .map(queue ->
                        new MyQueue(
                                queue.key().value(),
                                queue.name(),
                                waiting.getOrDefault(queue.key(), 0L)))
                .toList();
    }

    /** A list for every day opens nothing that is sensitive, not even to an admin. */
    private static List<MyLead> leads(Snapshot snapshot, List<Held> held, Instant now) {
        SensitiveMask mask = SensitiveMask.closed(snapshot.configuration());
        return held.stream().sorted(URGENT_FIRST).map(each -> lead(each, mask, now)).toList();
    }

    private static MyLead lead(Held held, SensitiveMask mask, Instant now) {
        boolean accepted = held.state() == AssignmentState.ACCEPTED;
        Instant end = accepted ? null : held.expiresAt();
        return new MyLead(
                held.lead().lead().toString(),
                held.assignment().toString(),
                mask.name(held.lead().name()),
                mask.text("company.name", held.lead().company()),
                LeadNames.reach(held.lead(), mask),
                accepted,
                held.broadcast(),
                held.priority().name(),
                accepted && held.acceptedAt() != null ? held.acceptedAt() : held.offeredAt(),
                end == null ? null : left(now, end),
                Reachable.of(held.lead(), mask));
    }

    private static Duration left(Instant now, Instant end) {
        return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
    }

    private static MyDay day(
            Rep rep,
            Roster roster,
            Instant now,
            List<MyLead> leads,
            Numbers numbers,
            List<MyQueue> queues) {
        Schedule schedule = roster.scheduleOf(rep.key());
        return new MyDay(
                rep.key().value(),
                rep.name(),
                rep.paused(),
                Availability.absence(
                        rep, Hours.of(schedule, now), now, EnumSet.allOf(Respect.class)),
                roster.zoneOf(rep),
                opensAt(schedule, now),
                rep.workingHours() == null ? Map.of() : rep.workingHours().spelled(),
                absences(rep, roster, now),
                leads,
                leads.size(),
                numbers.accepted(),
                numbers.medianToAccept(),
                queues,
                roster.reps().stream()
                        .filter(each -> each.active() && !each.key().equals(rep.key()))
                        .collect(Collectors.toMap(each -> each.key().value(), Rep::name)));
    }

    private static @Nullable Instant opensAt(Schedule schedule, Instant now) {
        return schedule.isOpen(now) ? null : schedule.nextOpening(now).orElse(null);
    }

    private static List<Absence> absences(Rep rep, Roster roster, Instant now) {
        return rep.outOfOffice().stream()
                .filter(each -> each.to().isAfter(now))
                .sorted(comparing(OutOfOffice::from))
                .map(each ->
                        new Absence(
                                each.from(),
                                each.to(),
                                each.delegate() == null
                                        ? null
                                        : roster.rep(each.delegate())
                                                .map(Rep::name)
                                                .orElse(each.delegate().value()),
                                each.covers(now)))
                .toList();
    }
}
