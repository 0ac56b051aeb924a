package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ADDRESSEE;

import io.leaddispatcher.application.crm.MeetingResults;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.Listeners;
import io.leaddispatcher.application.lead.LeadNews;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.live.port.OtherNodes;
import io.leaddispatcher.application.outcome.ClosedHandoffs;
import io.leaddispatcher.application.outcome.OutcomeEffects;
import io.leaddispatcher.application.outcome.RecordOutcome;
import io.leaddispatcher.application.outcome.ReopenLead;
import io.leaddispatcher.application.outcome.port.Outcomes;
import io.leaddispatcher.application.outreach.OutreachEvents;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.outcome.Outcome;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is reported of leads at a desk. */
final class OutcomesDesk {

    private static final URI HERE = URI.create("https://leads.test");

    final List<Outcomes.Reported> reported = new ArrayList<>();
    final List<Task> endedTasks = new ArrayList<>();
    final Listeners listeners = new Listeners();
    private final RoutingDesk desk;
    private final Outcomes outcomes = new Kept();

    OutcomesDesk(RoutingDesk desk) {
        this.desk = desk;
    }

    /** Somebody has a lead reopened. */
    ReopenLead reopenLead() {
        return new ReopenLead(
                new LeadTurns(desk.turns),
                desk.assignments,
                outcomes,
                desk.records,
                desk.trail,
                () -> desk.now);
    }

    /** Somebody reports an outcome. */
    RecordOutcome recordOutcome() {
        DeskPorts ports = new DeskPorts(desk);
        return new RecordOutcome(
                new ImmediateUnitOfWork(),
                desk.states,
                desk.configurations,
                desk.leads,
                desk.assignments,
                outcomes,
                new OutcomeEffects(
                        desk.states,
                        desk.leads,
                        desk.assignments,
                        outcomes,
                        desk.records,
                        new LeadNews(desk.timeline, listeners),
                        desk.trail,
                        desk.sla,
                        desk.tasks,
                        (_, ended) -> Mono.fromRunnable(() -> endedTasks.addAll(ended)),
                        ports.outbox(),
                        new OutreachEvents(
                                desk.sequences,
                                (_, _, _) -> Flux.empty(),
                                desk.optOuts,
                                ADDRESSEE,
                                ports.outbox(),
                                desk.timeline),
                        new ClosedHandoffs(
                                desk.timeline,
                                new ConnectedChannels(ports.nothingConnected(), Optional::empty),
                                ports.outbox(),
                                HERE,
                                () -> new UUID(4, 1)),
                        (_, _, _, _) -> Mono.empty(),
                        new MeetingResults(
                                desk.leads, ports.outbox(), () -> new UUID(4, 2), () -> desk.now)),
                new LiveSignal(OtherNodes.none()),
                () -> new UUID(4, 100L + reported.size()),
                () -> desk.now);
    }

    private final class Kept implements Outcomes {

        @Override
        public Mono<Boolean> add(TenantId tenant, Reported one) {
            return Mono.fromSupplier(() -> reported.add(one));
        }

        @Override
        public Flux<Outcome> of(TenantId tenant, UUID assignment) {
            return Flux.defer(() -> Flux.fromIterable(reported))
                    .filter(one -> assignment.equals(one.assignment()))
                    .map(Reported::outcome);
        }

        @Override
        public Flux<Told> concluding(TenantId tenant, LeadId lead) {
            return Flux.defer(() -> Flux.fromIterable(reported))
                    .filter(one -> one.lead().equals(lead) && one.outcome().type().concludes())
                    .map(one -> new Told(one.id(), one.assignment(), one.outcome()));
        }

        @Override
        public Mono<Void> withdraw(
                TenantId tenant, Collection<UUID> outcomes, String by, Instant at) {
            return Mono.fromRunnable(() -> reported.removeIf(one -> outcomes.contains(one.id())));
        }
    }
}
