package io.leaddispatcher.application.task;

import static java.util.stream.Collectors.toSet;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.dispatch.Reminders;
import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.task.port.DueTasks;
import io.leaddispatcher.application.transaction.DueWork;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DispatchPlan;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.notice.NoticeKind;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Tells those reps who have asked for it that a task is due: once, whichever node is first. */
@UseCase
public final class TellDueTasks {

    private static final Logger LOG = LoggerFactory.getLogger(TellDueTasks.class);
    private static final int BATCH = 200;

    private final UnitOfWork unitOfWork;
    private final DueTasks tasks;
    private final RoutingConfigurations configurations;
    private final Leads leads;
    private final ConnectedChannels channels;
    private final DispatchMessages messages;
    private final Outbox outbox;
    private final DeliveryWakeUp deliverySignal;
    private final Ids ids;
    private final InstantSource clock;

    public TellDueTasks(
            UnitOfWork unitOfWork,
            DueTasks tasks,
            RoutingConfigurations configurations,
            Leads leads,
            ConnectedChannels channels,
            DispatchMessages messages,
            Outbox outbox,
            DeliveryWakeUp deliverySignal,
            Ids ids,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.tasks = tasks;
        this.configurations = configurations;
        this.leads = leads;
        this.channels = channels;
        this.messages = messages;
        this.outbox = outbox;
        this.deliverySignal = deliverySignal;
        this.ids = ids;
        this.clock = clock;
    }

    public Mono<Void> handle() {
        return tasks.tenants()
                .concatMap(tenant ->
                        tell(tenant)
                                .expand(taken -> taken < BATCH ? Mono.empty() : tell(tenant))
                                .then()
                                .onErrorResume(error -> {
                                    LOG.warn("tenant {}: due tasks are not told", tenant, error);
                                    return Mono.empty();
                                }))
                .then();
    }

    private Mono<Integer> tell(TenantId tenant) {
        return new DueWork<UUID>(
                        "due tasks",
                        BATCH,
                        portion -> tell(tenant, portion),
                        atMost -> unitOfWork.run(tenant, tasks.due(tenant, atMost).collectList()),
                        (task, _) -> unitOfWork.run(tenant, tasks.putOff(tenant, task)))
                .of(tenant);
    }

    private Mono<Integer> tell(TenantId tenant, Portion<UUID> portion) {
        return unitOfWork
                .run(
                        tenant,
                        tasks.claim(tenant, portion)
                                .collectList()
                                .flatMap(due ->
                                        plan(tenant, due)
                                                .flatMap(planned ->
                                                        outbox.add(tenant, planned)
                                                                .thenReturn(due.size()))))
                .doOnNext(taken -> {
                    if (taken > 0) {
                        deliverySignal.signal();
                    }
                });
    }

    private Mono<List<Delivery>> plan(TenantId tenant, List<Task> due) {
        return configurations
                .current(tenant)
                .flatMap(snapshot -> {
                    Roster roster = snapshot.configuration().roster();
                    List<Task> wanted =
                            due.stream()
                                    .filter(task ->
                                            roster.rep(task.rep())
                                                    .filter(TellDueTasks::wants)
                                                    .isPresent())
                                    .toList();
                    Set<LeadId> about = wanted.stream().map(Task::lead).collect(toSet());
                    return wanted.isEmpty()
                            ? Mono.just(List.of())
                            : leads.find(tenant, about, snapshot::customType)
                                    .collectMap(file -> file.lead().id())
                                    .zipWhen(_ -> channels.of(tenant, roster))
                                    .map(read ->
                                            planned(wanted, read.getT1(), read.getT2(), snapshot));
                });
    }

    private static boolean wants(Rep rep) {
        return rep.notifications()
                .of(NoticeKind.TASK_DUE)
                .filter(ways -> !ways.isEmpty())
                .isPresent();
    }

    private List<Delivery> planned(
            List<Task> due,
            Map<LeadId, LeadFile> files,
            DispatchPlan.Connected connected,
            Snapshot snapshot) {
        Roster roster = snapshot.configuration().roster();
        Reminders reminders =
                new Reminders(snapshot.configuration(), connected, messages, ids, clock.instant());
        List<Delivery> planned = new ArrayList<>();
        for (Task task : due) {
            LeadFile file = files.get(task.lead());
            Rep rep = roster.rep(task.rep()).orElse(null);
            if (file != null && rep != null) {
                planned.addAll(
                        reminders.toRep(
                                file,
                                rep,
                                NoticeKind.TASK_DUE,
                                rep.notifications(),
                                null,
                                TaskWords.due(task)));
            }
        }
        return planned;
    }
}
