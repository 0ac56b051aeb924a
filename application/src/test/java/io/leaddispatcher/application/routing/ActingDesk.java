package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.work.AcceptLead;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.work.Acting;
import io.leaddispatcher.application.work.DeclineLead;
import io.leaddispatcher.application.work.HandOffLead;
import io.leaddispatcher.application.work.ReassignLead;
import io.leaddispatcher.application.work.RecordActivity;
import io.leaddispatcher.application.work.RerouteLead;
import io.leaddispatcher.application.work.ReturnLead;
import io.leaddispatcher.application.work.StopSequence;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A desk at which people act on Ana's lead. */
abstract class ActingDesk {

    abstract Acting acting();

    ActOutcome stopSequence(Actor actor) {
        return act(new StopSequence(acting())::handle, actor);
    }

    /** Somebody has Ana's lead routed once more. */
    ActOutcome reroute(Actor actor, Object... document) {
        return act(new RerouteLead(acting())::handle, actor, document);
    }

    ActOutcome accept(Actor actor, Object... document) {
        return act(new AcceptLead(acting())::handle, actor, document);
    }

    ActOutcome decline(Actor actor, Object... document) {
        return act(new DeclineLead(acting())::handle, actor, document);
    }

    ActOutcome giveBack(Actor actor, Object... document) {
        return act(new ReturnLead(acting())::handle, actor, document);
    }

    ActOutcome reassign(Actor actor, Object... document) {
        return act(new ReassignLead(acting())::handle, actor, document);
    }

    ActOutcome handOff(Actor actor, Object... document) {
        return act(new HandOffLead(acting())::handle, actor, document);
    }

    ActOutcome record(Actor actor, Object... document) {
        return act(new RecordActivity(acting())::handle, actor, document);
    }

    /** From a message that showed this offer of Ana's lead. */
    ActOutcome acceptShown(UUID offer, Actor actor) {
        return Objects.requireNonNull(
                new AcceptLead(acting())
                        .handle(
                                new Act(
                                        new Caller(RoutingDesk.TENANT, actor),
                                        RoutingDesk.ANA,
                                        Map.of(),
                                        "slack",
                                        offer))
                        .block());
    }

    ActOutcome acceptFor(LeadId lead, Actor actor) {
        return act(new AcceptLead(acting())::handle, lead, actor);
    }

    private static ActOutcome act(
            Function<Act, Mono<ActOutcome>> how, Actor actor, Object... document) {
        return act(how, RoutingDesk.ANA, actor, document);
    }

    private static ActOutcome act(
            Function<Act, Mono<ActOutcome>> how, LeadId lead, Actor actor, Object... document) {
        return Objects.requireNonNull(
                how.apply(
                                new Act(
                                        new Caller(RoutingDesk.TENANT, actor),
                                        lead,
                                        RoutingDesk.object(document),
                                        "api"))
                        .block());
    }
}
