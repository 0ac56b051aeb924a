package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.slack.LeadCreators.Somebody;
import io.leaddispatcher.application.slack.port.SlackUsers;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import reactor.core.publisher.Mono;

/** Whether somebody in Slack may put a lead in, before the window for it opens. */
@UseCase
public final class AskForLeadFromSlack {

    /**
     * @param user of Slack
     */
    public record Query(SlackChannel slack, String user) {}

    /** What may be. */
    public enum Outcome {
        MAY,
        /** The rep's role puts no leads in. */
        NOT_BY_ROLE,
        /** Nobody is known by this user. */
        NO_REP
    }

    private final LeadCreators creators;

    public AskForLeadFromSlack(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            Connections connections,
            SlackUsers users) {
        this.creators = new LeadCreators(unitOfWork, configurations, connections, users);
    }

    public Mono<Outcome> handle(Query query) {
        return creators.find(query.slack(), query.user())
                .map(somebody ->
                        switch (somebody) {
                            case Somebody.Creator _ -> Outcome.MAY;
                            case Somebody.OfAnotherRole _ -> Outcome.NOT_BY_ROLE;
                            case Somebody.NoRep _ -> Outcome.NO_REP;
                        });
    }
}
