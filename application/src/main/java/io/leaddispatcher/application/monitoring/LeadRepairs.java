package io.leaddispatcher.application.monitoring;

import static java.util.stream.Collectors.toMap;

import io.leaddispatcher.application.escalation.RepeatEscalations;
import io.leaddispatcher.application.escalation.TakeDueSteps;
import io.leaddispatcher.application.intake.IntakeSignal;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.monitoring.port.Checks.Example;
import io.leaddispatcher.application.routing.EscalateLeads;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.work.FinishHandoff;
import io.leaddispatcher.application.work.RouteAbandonedLead;
import io.leaddispatcher.application.work.RouteForgottenLead;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Repairs that move leads: each lead in a turn of its own, as though a person had done it. */
public final class LeadRepairs {

    /** Each round takes a batch; more rounds mean that steps come up as fast as they are taken. */
    private static final int MOST_ROUNDS = 20;

    private final UnitOfWork unitOfWork;
    private final Checks checks;
    private final RouteForgottenLead route;
    private final FinishHandoff finish;
    private final RouteAbandonedLead abandoned;
    private final TakeDueSteps steps;
    private final EscalateLeads escalate;
    private final RepeatEscalations repeat;
    private final IntakeSignal intake;

    public LeadRepairs(
            UnitOfWork unitOfWork,
            Checks checks,
            RouteForgottenLead route,
            FinishHandoff finish,
            RouteAbandonedLead abandoned,
            TakeDueSteps steps,
            EscalateLeads escalate,
            RepeatEscalations repeat,
            IntakeSignal intake) {
        this.unitOfWork = unitOfWork;
        this.checks = checks;
        this.route = route;
        this.finish = finish;
        this.abandoned = abandoned;
        this.steps = steps;
        this.escalate = escalate;
        this.repeat = repeat;
        this.intake = intake;
    }

    /** Decides leads, and has events read again that were given up. */
    Mono<Long> route(RepairCheck.Command command, List<Example> found) {
        TenantId tenant = command.caller().tenant();
        List<UUID> events =
                found.stream()
                        .filter(example -> example.id() != null)
                        .map(Example::requiredId)
                        .toList();
        Mono<Integer> read =
                events.isEmpty()
                        ? Mono.just(0)
                        : unitOfWork
                                .run(tenant, checks.readAgain(tenant, events))
                                .doOnNext(_ -> intake.received());
        return each(
                        found.stream().filter(example -> example.id() == null).toList(),
                        example -> route.handle(act(command, example, Map.of())))
                .zipWhen(_ -> read, (routed, again) -> routed + again);
    }

    /** Passes leads on that were handed off. */
    Mono<Long> passOn(RepairCheck.Command command, List<Example> found) {
        return each(
                found,
                example ->
                        finish.handle(
                                act(
                                        command,
                                        example,
                                        example.name() == null
                                                ? Map.of()
                                                : Map.of("queue", example.name()))));
    }

    /** Decides leads again whose rep has left. */
    Mono<Long> decideAgain(RepairCheck.Command command, List<Example> found) {
        return each(found, example -> abandoned.handle(act(command, example, Map.of())));
    }

    private static Act act(
            RepairCheck.Command command, Example example, Map<String, Object> document) {
        return new Act(command.caller(), example.requiredLead(), document, command.channel());
    }

    private static Mono<Long> each(
            List<Example> found, Function<Example, Mono<ActOutcome>> repair) {
        return Flux.fromIterable(found)
                .concatMap(repair)
                .filter(ActOutcome.Done.class::isInstance)
                .count();
    }

    /** Tells of escalations that have reached nobody. */
    Mono<Long> tellAgain(TenantId tenant, List<Example> found) {
        return repeat.handle(
                tenant, found.stream().collect(toMap(Example::requiredId, Example::requiredLead)));
    }

    /** Takes the steps of clocks that are due. */
    Mono<Long> takeSteps(TenantId tenant) {
        return Flux.range(0, MOST_ROUNDS)
                .concatMap(_ ->
                        steps.handle(tenant)
                                .zipWhen(
                                        _ -> escalate.handle(tenant),
                                        (told, moved) -> (long) told + moved))
                .takeUntil(taken -> taken == 0)
                .reduce(0L, Long::sum);
    }
}
