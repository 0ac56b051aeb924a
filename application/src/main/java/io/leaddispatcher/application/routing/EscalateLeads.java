package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.escalation.UnheardWatch;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.routing.LaterTurns.Wish;
import io.leaddispatcher.application.routing.port.RoutingRuns;
import io.leaddispatcher.application.sla.port.SlaClocks;
import io.leaddispatcher.application.transaction.DueWork;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Takes the steps of a tenant's clocks that are due and move leads: to somebody else, into a queue,
 * or up in priority. Under the turn, so that loads and ledgers are right and each step is taken
 * once, however many nodes have seen that it is due.
 */
@UseCase
public final class EscalateLeads {

    /** How many clocks a turn takes up at most. */
    private static final int BATCH = 200;

    private final RoutingTurns turns;
    private final SlaClocks clocks;
    private final RoutingRuns runs;
    private final Timeline timeline;
    private final UnheardWatch watch;
    private final UnitOfWork unitOfWork;

    public EscalateLeads(
            RoutingTurns turns,
            SlaClocks clocks,
            RoutingRuns runs,
            Timeline timeline,
            UnheardWatch watch,
            UnitOfWork unitOfWork) {
        this.turns = turns;
        this.clocks = clocks;
        this.runs = runs;
        this.timeline = timeline;
        this.watch = watch;
        this.unitOfWork = unitOfWork;
    }

    /** Answers how many clocks were taken up. */
    public Mono<Integer> handle(TenantId tenant) {
        return new DueWork<UUID>(
                        "steps that move leads",
                        BATCH,
                        portion -> take(tenant, portion),
                        atMost ->
                                unitOfWork.run(
                                        tenant, clocks.due(tenant, true, atMost).collectList()),
                        (one, _) -> unitOfWork.run(tenant, clocks.putOff(tenant, one, true)))
                .of(tenant);
    }

    private Mono<Integer> take(TenantId tenant, Portion<UUID> portion) {
        return Mono.defer(() -> {
            MovingSteps steps = new MovingSteps(clocks, runs, timeline, watch, tenant);
            return turns.later()
                    .take(
                            tenant,
                            new Wish<>(
                                    steps.look(portion),
                                    steps.claim(portion),
                                    steps::take,
                                    _ -> steps.keep(),
                                    _ -> steps.latest()))
                    .defaultIfEmpty(0);
        });
    }
}
