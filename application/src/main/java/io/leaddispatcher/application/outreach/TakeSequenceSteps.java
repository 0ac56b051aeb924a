package io.leaddispatcher.application.outreach;

import static java.util.stream.Collectors.toSet;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.optout.MailAddressee;
import io.leaddispatcher.application.optout.port.MailOptOuts;
import io.leaddispatcher.application.outreach.port.SequenceRuns;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.task.TaskStarts;
import io.leaddispatcher.application.transaction.Claimed;
import io.leaddispatcher.application.transaction.DueWork;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.sequence.SequenceRun;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Takes the steps of a tenant's sequences that are due. Each is counted in the unit of work that
 * keeps what it does: once, on whichever node, whatever dies. Whose the lead is, is looked at again
 * when a step is taken.
 */
@UseCase
public final class TakeSequenceSteps {

    /** How many sequences are taken up at once; fewer were taken when none is left. */
    public static final int BATCH = 200;

    private final UnitOfWork unitOfWork;
    private final SequenceRuns runs;
    private final RoutingConfigurations configurations;
    private final Leads leads;
    private final Assignments assignments;
    private final MailOptOuts optOuts;
    private final MailAddressee addressee;
    private final ConnectedChannels channels;
    private final Timeline timeline;
    private final Outbox outbox;
    private final TaskStarts tasks;
    private final DispatchMessages messages;
    private final Ids ids;
    private final DeliveryWakeUp deliverySignal;
    private final LiveSignal live;
    private final InstantSource clock;

    public TakeSequenceSteps(
            UnitOfWork unitOfWork,
            SequenceRuns runs,
            RoutingConfigurations configurations,
            Leads leads,
            Assignments assignments,
            MailOptOuts optOuts,
            MailAddressee addressee,
            ConnectedChannels channels,
            Timeline timeline,
            Outbox outbox,
            TaskStarts tasks,
            DispatchMessages messages,
            Ids ids,
            DeliveryWakeUp deliverySignal,
            LiveSignal live,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.runs = runs;
        this.configurations = configurations;
        this.leads = leads;
        this.assignments = assignments;
        this.optOuts = optOuts;
        this.addressee = addressee;
        this.channels = channels;
        this.timeline = timeline;
        this.outbox = outbox;
        this.tasks = tasks;
        this.messages = messages;
        this.ids = ids;
        this.deliverySignal = deliverySignal;
        this.live = live;
        this.clock = clock;
    }

    /** Answers how many sequences were taken up. */
    public Mono<Integer> handle(TenantId tenant) {
        return new DueWork<UUID>(
                        "steps of sequences",
                        BATCH,
                        portion -> take(tenant, portion),
                        atMost -> unitOfWork.run(tenant, runs.due(tenant, atMost).collectList()),
                        (one, _) -> unitOfWork.run(tenant, runs.putOff(tenant, one)))
                .of(tenant);
    }

    private Mono<Integer> take(TenantId tenant, Portion<UUID> portion) {
        return unitOfWork
                .run(tenant, runs.claim(tenant, portion).flatMap(claimed -> take(tenant, claimed)))
                .doOnNext(taken -> {
                    if (!taken.deliveries().isEmpty()) {
                        deliverySignal.signal();
                    }
                    live.announce(new Happened(tenant, taken.leads(), Set.of()));
                })
                .map(taken -> taken.runs().size())
                .defaultIfEmpty(0);
    }

    private Mono<TakenSequenceSteps> take(TenantId tenant, Claimed<SequenceRun> claimed) {
        Set<LeadId> about = claimed.due().stream().map(SequenceRun::lead).collect(toSet());
        return configurations
                .current(tenant)
                .flatMap(snapshot ->
                        leads.find(tenant, about, snapshot::customType)
                                .collectMap(file -> file.lead().id())
                                .flatMap(files -> taken(tenant, snapshot, claimed, files)))
                .flatMap(taken ->
                        runs.save(tenant, taken.runs())
                                .then(tasks.keep(tenant, taken.tasks(), taken.now()))
                                .then(timeline.append(tenant, taken.entries()))
                                .then(outbox.add(tenant, taken.deliveries()))
                                .thenReturn(taken));
    }

    private Mono<TakenSequenceSteps> taken(
            TenantId tenant,
            Snapshot snapshot,
            Claimed<SequenceRun> claimed,
            Map<LeadId, LeadFile> files) {
        Map<LeadId, String> named = named(tenant, new MailWriter(snapshot), files);
        return assignments
                .open(tenant, files.keySet())
                .zipWhen(_ -> optOuts.among(tenant, Set.copyOf(named.values())))
                .zipWhen(_ -> channels.of(tenant, snapshot.configuration().roster()))
                .map(found -> {
                    TakenSequenceSteps taken =
                            new TakenSequenceSteps(
                                    snapshot,
                                    found.getT2(),
                                    messages,
                                    ids,
                                    claimed,
                                    clock.instant());
                    Map<LeadId, List<Given>> open = found.getT1().getT1();
                    Set<String> out = found.getT1().getT2();
                    for (SequenceRun run : claimed.due()) {
                        LeadFile file = files.get(run.lead());
                        // A sequence goes with its lead, so there is one.
                        if (file != null) {
                            taken.take(
                                    run,
                                    file,
                                    open.getOrDefault(run.lead(), List.of()),
                                    out.contains(named.getOrDefault(run.lead(), "")));
                        }
                    }
                    return taken;
                });
    }

    /** What those who can be written to are called among those who want no mails. */
    private Map<LeadId, String> named(
            TenantId tenant, MailWriter writer, Map<LeadId, LeadFile> files) {
        Map<LeadId, String> named = new HashMap<>();
        files.forEach((lead, file) ->
                writer.address(file.lead())
                        .ifPresent(address -> named.put(lead, addressee.of(tenant, address))));
        return named;
    }
}
