package io.leaddispatcher.application.monitoring;

import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.crm.CrmWrite;
import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LocalTimes;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Leads.RecordOfLead;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.monitoring.port.Checks.Example;
import io.leaddispatcher.application.pool.TurnsGivenBack;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.task.NewTasks;
import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.routing.PublishedPolicy;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Repairs of what should have been written with an assignment: its task, the CRM's owner, the turn.
 * All under the turn of the tenant, in which the check is asked once more: what was mended
 * meanwhile is not mended twice, and nobody else gets the lead while it is mended.
 */
public final class BookRepairs {

    private final UnitOfWork unitOfWork;
    private final RoutingStates states;
    private final RoutingConfigurations configurations;
    private final Checks checks;
    private final Leads leads;
    private final Assignments assignments;
    private final Tasks tasks;
    private final Timeline timeline;
    private final Outbox outbox;
    private final DeliveryWakeUp wakeUp;
    private final TurnsGivenBack turns;
    private final Ids ids;
    private final InstantSource clock;

    public BookRepairs(
            UnitOfWork unitOfWork,
            RoutingStates states,
            RoutingConfigurations configurations,
            Checks checks,
            Leads leads,
            Assignments assignments,
            Tasks tasks,
            Timeline timeline,
            Outbox outbox,
            DeliveryWakeUp wakeUp,
            Ids ids,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.states = states;
        this.configurations = configurations;
        this.checks = checks;
        this.leads = leads;
        this.assignments = assignments;
        this.tasks = tasks;
        this.timeline = timeline;
        this.outbox = outbox;
        this.wakeUp = wakeUp;
        this.turns = new TurnsGivenBack(states);
        this.ids = ids;
        this.clock = clock;
    }

    /** What is amiss, with what is known of it. */
    private record Case(Example example, Offer offer, @Nullable RecordOfLead record) {}

    /** The turn that a repeated request took is the pool's again. */
    Mono<Long> giveTurnsBack(TenantId tenant) {
        return underTheTurn(
                tenant,
                CheckKey.ROUTED_TWICE,
                (snapshot, found) -> {
                    Instant now = clock.instant();
                    return Flux.fromIterable(found)
                            .concatMap(each ->
                                    turns.giveBack(
                                                    new TurnsGivenBack.Turn(
                                                            tenant,
                                                            snapshot.configuration(),
                                                            each.offer()),
                                                    _ -> true,
                                                    "routed twice",
                                                    now)
                                            .then(
                                                    assignments.givenBack(
                                                            tenant,
                                                            each.offer().id(),
                                                            Set.copyOf(each.offer().turns()),
                                                            now))
                                            .thenReturn(each))
                            .count();
                });
    }

    /** The tasks that rules ask for, due as though the rep had got the lead now. */
    Mono<Long> makeTasks(TenantId tenant) {
        return underTheTurn(
                tenant,
                CheckKey.ASSIGNMENT_WITHOUT_TASK,
                (snapshot, found) -> {
                    Set<LeadId> about =
                            found.stream()
                                    .map(each -> each.offer().lead())
                                    .collect(Collectors.toSet());
                    return leads.find(tenant, about, snapshot::customType)
                            .collectMap(file -> file.lead().id())
                            .flatMap(files -> makeTasks(tenant, snapshot, found, files));
                });
    }

    private Mono<Long> makeTasks(
            TenantId tenant, Snapshot snapshot, List<Case> found, Map<LeadId, LeadFile> files) {
        Instant now = clock.instant();
        NewTasks made = new NewTasks(snapshot.configuration().roster(), ids, now);
        List<Delivery> writes = new ArrayList<>();
        for (Case each : found) {
            NextAction action = action(snapshot, each.offer(), files.get(each.offer().lead()));
            if (action != null) {
                Task task = made.begin(each.offer(), action);
                if (each.record() != null) {
                    writes.add(
                            write(
                                    each,
                                    CrmWrite.of(each.record().id(), task),
                                    each.record().connection(),
                                    now));
                }
            }
        }
        List<Timeline.Entry> story =
                made.made().stream().map(task -> entry(task, snapshot, now)).toList();
        return tasks.keep(tenant, made, now)
                .then(timeline.append(tenant, story))
                .then(outbox.add(tenant, writes))
                .thenReturn((long) story.size());
    }

    private static @Nullable NextAction action(
            Snapshot snapshot, Offer offer, @Nullable LeadFile file) {
        String rule = offer.ruleId();
        return file == null || rule == null
                ? null
                : snapshot.configuration()
                        .policy(file.lead().kind())
                        .map(PublishedPolicy::policy)
                        .flatMap(policy -> policy.rule(rule))
                        .map(Rule::nextAction)
                        .orElse(null);
    }

    private static Timeline.Entry entry(Task task, Snapshot snapshot, Instant now) {
        ZoneId zone = LocalTimes.zone(task.rep().value(), snapshot.configuration());
        return new Timeline.Entry(
                task.lead(),
                new TimelineEntry(
                        now,
                        "TASK_CREATED",
                        "system",
                        "system",
                        Map.of(
                                "task", task.id().toString(),
                                "type", task.type().name(),
                                "rep", task.rep().value(),
                                "due", task.dueAt().toString(),
                                "local", task.dueAt().atZone(zone).toString())));
    }

    /** Who has a lead is written to its CRM: whoever it is when it is written. */
    Mono<Long> writeOwners(TenantId tenant) {
        return underTheTurn(
                        tenant,
                        CheckKey.RUN_WITHOUT_CRM_OWNER,
                        (_, found) -> {
                            Instant now = clock.instant();
                            List<Delivery> writes =
                                    found.stream()
                                            .map(each ->
                                                    write(
                                                            each,
                                                            new CrmWrite.Owner(
                                                                    Objects.requireNonNull(
                                                                            each.example().detail(),
                                                                            "the check names no record")),
                                                            new ConnectionKey(
                                                                    each.example().requiredName()),
                                                            now))
                                            .toList();
                            return outbox.add(tenant, writes).thenReturn((long) writes.size());
                        })
                .doOnNext(_ -> wakeUp.signal());
    }

    private Delivery write(Case each, CrmWrite write, ConnectionKey connection, Instant now) {
        return Delivery.planned(
                new DeliveryId(ids.next()), each.offer().lead(), write.to(connection), now);
    }

    @FunctionalInterface
    private interface Repair {
        Mono<Long> mend(Snapshot snapshot, List<Case> found);
    }

    private Mono<Long> underTheTurn(TenantId tenant, CheckKey check, Repair repair) {
        return unitOfWork.run(
                tenant,
                states.takeTurn(tenant)
                        .then(
                                Mono.defer(() ->
                                        checks.find(tenant, check, RepairCheck.MOST)
                                                .flatMap(found -> cases(tenant, found.examples()))
                                                .zipWhen(_ -> configurations.current(tenant))
                                                .flatMap(known ->
                                                        repair.mend(
                                                                known.getT2(), known.getT1())))));
    }

    /** Without those whose assignment has ended meanwhile. */
    private Mono<List<Case>> cases(TenantId tenant, List<Example> examples) {
        Set<LeadId> about =
                examples.stream().map(Example::requiredLead).collect(Collectors.toSet());
        return assignments
                .open(tenant, about)
                .zipWhen(_ -> leads.crmRecords(tenant, about))
                .map(known -> {
                    Map<UUID, Offer> byId = new HashMap<>();
                    known.getT1()
                            .values()
                            .forEach(open ->
                                    open.forEach(given -> {
                                        byId.put(given.offer().id(), given.offer());
                                        byId.put(given.offer().run(), given.offer());
                                    }));
                    return examples.stream()
                            .map(example -> of(example, byId::get, known.getT2()))
                            .filter(Objects::nonNull)
                            .toList();
                });
    }

    private static @Nullable Case of(
            Example example,
            Function<UUID, @Nullable Offer> offers,
            Map<LeadId, RecordOfLead> records) {
        Offer offer = offers.apply(example.requiredId());
        return offer == null ? null : new Case(example, offer, records.get(offer.lead()));
    }
}
