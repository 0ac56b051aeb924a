package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.slack.port.SlackUsers;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.roster.Rep;
import reactor.core.publisher.Mono;

/** Who may put leads in from Slack. */
final class LeadCreators {

    /** Somebody in Slack. */
    sealed interface Somebody {

        /** Who may. */
        record Creator(Rep rep, Snapshot snapshot) implements Somebody {}

        /** A rep whose role does not put leads in. */
        record OfAnotherRole() implements Somebody {}

        record NoRep() implements Somebody {}
    }

    private record Rules(Snapshot snapshot, boolean repsToo) {}

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final Connections connections;
    private final SlackReps reps;

    LeadCreators(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            Connections connections,
            SlackUsers users) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.connections = connections;
        this.reps = new SlackReps(users);
    }

    Mono<Somebody> find(SlackChannel slack, String user) {
        return unitOfWork
                .run(slack.tenant(), rules(slack))
                .flatMap(rules ->
                        reps.find(slack, user, rules.snapshot().configuration().roster())
                                .<Somebody>map(rep ->
                                        may(rep, rules.repsToo())
                                                ? new Somebody.Creator(rep, rules.snapshot())
                                                : new Somebody.OfAnotherRole())
                                .defaultIfEmpty(new Somebody.NoRep()));
    }

    private Mono<Rules> rules(SlackChannel slack) {
        return configurations
                .current(slack.tenant())
                .flatMap(snapshot ->
                        connections
                                .find(slack.tenant(), slack.connection())
                                .map(connection ->
                                        Boolean.TRUE.equals(
                                                connection.settings().get("repsCreateLeads")))
                                .defaultIfEmpty(false)
                                .map(repsToo -> new Rules(snapshot, repsToo)));
    }

    private static boolean may(Rep rep, boolean repsToo) {
        return rep.role().may(Permission.SUBMIT_LEADS) || (repsToo && rep.role() == Role.REP);
    }
}
