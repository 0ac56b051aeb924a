package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.me.AvailabilityChange;
import io.leaddispatcher.application.me.ChangeMyAvailability;
import io.leaddispatcher.application.me.MyDay;
import io.leaddispatcher.application.me.ShowMyDay;
import io.leaddispatcher.application.slack.port.SlackUsers;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What a rep sees on the home page in Slack. Empty for who is no rep. */
@UseCase
public final class ShowSlackHome {

    /**
     * @param user of Slack, who looks at it
     * @param first what the rep switches before; null: nothing
     */
    public record Query(SlackChannel slack, String user, @Nullable AvailabilityChange first) {}

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final SlackReps reps;
    private final ShowMyDay showMyDay;
    private final ChangeMyAvailability changeMyAvailability;

    public ShowSlackHome(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            SlackUsers users,
            ShowMyDay showMyDay,
            ChangeMyAvailability changeMyAvailability) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.reps = new SlackReps(users);
        this.showMyDay = showMyDay;
        this.changeMyAvailability = changeMyAvailability;
    }

    public Mono<MyDay> handle(Query query) {
        return unitOfWork
                .run(
                        query.slack().tenant(),
                        configurations
                                .current(query.slack().tenant())
                                .map(snapshot -> snapshot.configuration().roster()))
                .flatMap(roster -> reps.find(query.slack(), query.user(), roster))
                .map(rep -> new Caller(query.slack().tenant(), new Actor.Rep(rep.key().value())))
                .flatMap(me -> changed(me, query.first()).then(showMyDay.handle(me)));
    }

    private Mono<Void> changed(Caller me, @Nullable AvailabilityChange change) {
        return change == null
                ? Mono.empty()
                : changeMyAvailability.handle(new ChangeMyAvailability.Command(me, change)).then();
    }
}
