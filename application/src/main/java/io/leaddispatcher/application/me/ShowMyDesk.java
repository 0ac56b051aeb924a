package io.leaddispatcher.application.me;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.stream.Collectors.groupingBy;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.LeadNames;
import io.leaddispatcher.application.lead.Reachable;
import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.application.me.MyDay.MyLead;
import io.leaddispatcher.application.me.MyDesk.MyClock;
import io.leaddispatcher.application.me.MyDesk.MyTask;
import io.leaddispatcher.application.me.MyDesk.Room;
import io.leaddispatcher.application.me.MyDesk.Work;
import io.leaddispatcher.application.me.port.Desk;
import io.leaddispatcher.application.me.port.Desk.Clock;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.task.port.TaskViews;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The day of a rep, with what has to be done by when: first what is due next. Empty when the caller
 * is no rep.
 */
@UseCase
public final class ShowMyDesk {

    private static final int MOST_TASKS = 50;

    /** What runs before what waits for the customer, and what is due first before others. */
    private static final Comparator<Clock> NEXT =
            comparing((Clock clock) -> !clock.running())
                    .thenComparing(Clock::dueAt)
                    .thenComparing(Clock::target);

    private final ShowMyDay showMyDay;
    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final Desk desk;
    private final TaskViews tasks;
    private final InstantSource clock;

    public ShowMyDesk(
            ShowMyDay showMyDay,
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            Desk desk,
            TaskViews tasks,
            InstantSource clock) {
        this.showMyDay = showMyDay;
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.desk = desk;
        this.tasks = tasks;
        this.clock = clock;
    }

    public Mono<MyDesk> handle(Caller caller) {
        return showMyDay
                .handle(caller)
                .flatMap(day ->
                        unitOfWork.run(
                                caller.tenant(),
                                configurations
                                        .current(caller.tenant())
                                        .flatMap(
                                                snapshot -> show(caller.tenant(), day, snapshot))));
    }

    private Mono<MyDesk> show(TenantId tenant, MyDay day, Snapshot snapshot) {
        Roster roster = snapshot.configuration().roster();
        Instant now = clock.instant();
        RepKey me = new RepKey(day.rep());
        List<LeadId> leads =
                day.leads().stream().map(lead -> new LeadId(UUID.fromString(lead.id()))).toList();
        return Mono.justOrEmpty(roster.rep(me))
                .flatMap(rep ->
                        // One after the other: they share the transaction's one connection.
                        desk.clocks(tenant, leads)
                                .collectList()
                                .zipWhen(_ ->
                                        tasks.page(
                                                        tenant,
                                                        new TaskViews.Filter(Set.of(me), true),
                                                        null,
                                                        MOST_TASKS)
                                                .collectList())
                                .zipWhen(_ ->
                                        desk.today(tenant, me, roster.startOfDay(rep, now), now))
                                .map(read ->
                                        desk(
                                                day,
                                                rep,
                                                read.getT1().getT1(),
                                                tasks(snapshot, read.getT1().getT2(), now),
                                                read.getT2(),
                                                now)));
    }

    private static MyDesk desk(
            MyDay day,
            Rep rep,
            List<Clock> clocks,
            List<MyTask> tasks,
            Desk.Today today,
            Instant now) {
        Map<String, List<Clock>> byLead =
                clocks.stream().collect(groupingBy(each -> each.lead().toString()));
        return new MyDesk(
                day,
                day.leads().stream()
                        .map(lead ->
                                new Work(
                                        lead, next(byLead.getOrDefault(lead.id(), List.of()), now)))
                        // Of those with nothing due the day's order stays.
                        .sorted(comparing(work -> due(work, now), nullsLast(naturalOrder())))
                        .toList(),
                tasks,
                today.done(),
                new Room(rep.capacityAt(now), today.load()));
    }

    private static @Nullable MyClock next(List<Clock> clocks, Instant now) {
        return clocks.stream()
                .min(NEXT)
                .map(clock -> new MyClock(clock.target(), clock.dueAt(), state(clock, now)))
                .orElse(null);
    }

    private static MyClock.State state(Clock clock, Instant now) {
        if (!clock.running()) {
            return MyClock.State.PAUSED;
        }
        return clock.dueAt().isAfter(now) ? MyClock.State.RUNNING : MyClock.State.OVERDUE;
    }

    /** By when something has to be done about it: for a clock, or before the offer lapses. */
    private static @Nullable Instant due(Work work, Instant now) {
        MyLead lead = work.lead();
        Instant lapses = lead.left() == null ? null : now.plus(lead.left());
        MyClock clock = work.clock();
        if (clock == null || clock.state() == MyClock.State.PAUSED) {
            return lapses;
        }
        return lapses == null || clock.dueAt().isBefore(lapses) ? clock.dueAt() : lapses;
    }

    /** A list for every day opens nothing that is sensitive, not even to an admin. */
    private static List<MyTask> tasks(Snapshot snapshot, List<TaskViews.Row> rows, Instant now) {
        SensitiveMask mask = SensitiveMask.closed(snapshot.configuration());
        return rows.stream()
                .map(row -> {
                    var task = row.task().task();
                    return new MyTask(
                            task.id().toString(),
                            task.lead().toString(),
                            task.type().name(),
                            LeadNames.person(row.lead(), mask),
                            mask.text("company.name", row.lead().company()),
                            task.dueAt(),
                            task.dueAt().isBefore(now),
                            Reachable.of(row.lead(), mask));
                })
                .toList();
    }
}
