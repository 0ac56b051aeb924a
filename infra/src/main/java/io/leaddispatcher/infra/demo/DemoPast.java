package io.leaddispatcher.infra.demo;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.crm.port.UntoldRecords;
import io.leaddispatcher.application.demo.SampleLeads;
import io.leaddispatcher.application.demo.port.DemoHistory;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.DeliverySignal;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.CompanyQuestions;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.IntakeSignal;
import io.leaddispatcher.application.intake.RoutingOutcomes;
import io.leaddispatcher.application.intake.SubmitLead;
import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.intake.port.ReadyEvents;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.live.port.OtherNodes;
import io.leaddispatcher.application.routing.RoutePending;
import io.leaddispatcher.application.routing.RoutingBatches;
import io.leaddispatcher.application.routing.RoutingTurns;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.routing.port.CompanyLeads;
import io.leaddispatcher.application.routing.port.QueueAlerts;
import io.leaddispatcher.application.routing.port.RoutingRuns;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.routing.port.TrackRecords;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.infra.identity.TimeOrderedIds;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Thirty days of leads, routed by the real use cases under a clock that is set back: what the demo
 * shows of the past is what the product would have done.
 */
final class DemoPast {

    /** How long ago the workspace began: before the first of its leads. */
    static final Duration BEGINNING = Duration.ofDays(31);

    private static final int DAYS = 30;
    private static final int LEADS_OF_TODAY = 6;
    private static final Duration TOLD_AFTER = Duration.ofMillis(1_400);
    private static final IntakeSignal NOBODY_WAITS =
            new IntakeSignal() {
                @Override
                public void ready(TenantId tenant) {
                    // The past routes itself, in its own time.
                }

                @Override
                public void received() {
                    // Likewise.
                }
            };

    private final AtomicReference<Instant> time;
    private final InstantSource now;
    private final SubmitLead submitLead;
    private final RoutePending routeThen;
    private final Ids ids;
    private final DemoHistory history;
    private final RoutingStates states;
    private final UnitOfWork unitOfWork;

    /** What the use cases need, as everywhere. */
    record Ports(
            UnitOfWork unitOfWork,
            RoutingStates states,
            TrackRecords records,
            RoutingConfigurations configurations,
            InboundEvents events,
            ReadyEvents ready,
            Leads leads,
            Accounts accounts,
            CompanyLeads companyLeads,
            Assignments assignments,
            RoutingRuns runs,
            Timeline timeline,
            Outbox outbox,
            Tasks tasks,
            ConnectedChannels channels,
            DemoHistory history) {}

    DemoPast(Ports ports, DispatcherSettings settings, InstantSource now) {
        this.now = now;
        this.time = new AtomicReference<>(now.instant().minus(DAYS, ChronoUnit.DAYS));
        InstantSource then = time::get;
        this.ids = new TimeOrderedIds(then);
        this.history = ports.history();
        this.states = ports.states();
        this.unitOfWork = ports.unitOfWork();
        LiveSignal nobodyWatches = new LiveSignal(OtherNodes.none());
        RoutingTurns turns =
                new RoutingTurns(
                        unitOfWork,
                        ports.states(),
                        ports.records(),
                        ports.configurations(),
                        ports.events(),
                        ports.ready(),
                        ports.leads(),
                        ports.accounts(),
                        ports.companyLeads(),
                        ports.assignments(),
                        ports.runs(),
                        ports.timeline(),
                        (tenant, planned) ->
                                isToday()
                                        ? ports.outbox().add(tenant, planned)
                                        : told(ports.timeline(), tenant, planned),
                        // What is past is over: no clock runs and no sequence begins.
                        (_, _) -> Mono.empty(),
                        ports.tasks(),
                        (_, _) -> Mono.empty(),
                        (_, _) -> Mono.empty(),
                        QueueAlerts.SILENT,
                        UntoldRecords.NONE,
                        ports.channels(),
                        new RoutingBatches(ids, settings.publicUrl()),
                        new DeliverySignal(),
                        nobodyWatches,
                        then);
        this.routeThen = new RoutePending(turns);
        this.submitLead =
                new SubmitLead(
                        unitOfWork,
                        ports.events(),
                        ports.ready(),
                        ports.leads(),
                        ports.assignments(),
                        ports.configurations(),
                        ids,
                        NOBODY_WAITS,
                        turns,
                        CompanyQuestions.NONE,
                        new RoutingOutcomes(unitOfWork, ports.events(), nobodyWatches));
    }

    /** The leads of thirty days, and a few of just now whose messages the sandbox will show. */
    Mono<Void> relive(TenantId tenant) {
        Instant today = now.instant();
        return Flux.fromIterable(hours(today))
                .concatMap(hour -> arrive(tenant, hour))
                .then(
                        Mono.defer(() ->
                                unitOfWork.run(
                                        tenant,
                                        states.takeTurn(tenant)
                                                .then(
                                                        history.workOff(
                                                                tenant,
                                                                today.minus(Duration.ofHours(8)),
                                                                today.minus(Duration.ofDays(3)))))))
                .then(
                        Mono.defer(() ->
                                arrive(
                                        tenant,
                                        new Hour(now.instant(), 1_000_000, LEADS_OF_TODAY))));
    }

    /** Leads that came in at about the same time. */
    private record Hour(Instant at, long firstNumber, int leads) {}

    private static List<Hour> hours(Instant today) {
        SplittableRandom random = new SplittableRandom(30);
        List<Hour> hours = new ArrayList<>();
        long number = 0;
        for (int day = DAYS; day >= 1; day--) {
            Instant midnight = today.minus(day, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
            boolean weekend = midnight.atZone(ZoneOffset.UTC).getDayOfWeek().getValue() > 5;
            for (int hour : weekend ? new int[] {9, 16} : new int[] {1, 8, 9, 11, 14, 15, 17, 20}) {
                int leads = 1 + random.nextInt(weekend ? 2 : 3);
                Instant at =
                        midnight.plus(Duration.ofHours(hour)).plusSeconds(random.nextInt(3_000));
                if (at.isBefore(today)) {
                    hours.add(new Hour(at, number, leads));
                }
                number += leads;
            }
        }
        return hours;
    }

    private Mono<Void> arrive(TenantId tenant, Hour hour) {
        return Mono.fromRunnable(() -> time.set(hour.at()))
                .thenMany(Flux.range(0, hour.leads()))
                .concatMap(index -> submit(tenant, hour.firstNumber() + index, hour.at()))
                .then(Mono.defer(() -> routeThen.handle(tenant)))
                .then();
    }

    private Mono<SubmitLead.Outcome> submit(TenantId tenant, long number, Instant at) {
        Map<String, Object> body = SampleLeads.lead(number);
        return submitLead.handle(
                new SubmitLead.Command(
                        Caller.system(tenant),
                        new InboundEvent(
                                tenant,
                                null,
                                "api",
                                "demo:" + number,
                                "application/json",
                                body.toString().getBytes(StandardCharsets.UTF_8),
                                at),
                        body,
                        Duration.ZERO));
    }

    private boolean isToday() {
        return time.get().isAfter(now.instant().minus(Duration.ofMinutes(10)));
    }

    private Mono<Void> told(Timeline timeline, TenantId tenant, List<Delivery> planned) {
        return timeline.append(
                tenant,
                planned.stream()
                        .map(delivery ->
                                new Timeline.Entry(
                                        Objects.requireNonNull(delivery.lead()),
                                        new TimelineEntry(
                                                time.get().plus(TOLD_AFTER),
                                                "DISPATCHED",
                                                "system",
                                                "slack",
                                                Map.of(
                                                        "recipient",
                                                        delivery.draft().recipient(),
                                                        "deliveryId",
                                                        delivery.id().toString(),
                                                        // Nobody was: it is a demo.
                                                        "reference",
                                                        "sandbox:" + delivery.id()))))
                        .toList());
    }
}
