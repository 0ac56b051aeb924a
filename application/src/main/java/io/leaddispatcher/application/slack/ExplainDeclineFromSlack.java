package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.slack.Presses.Press;
import io.leaddispatcher.application.slack.port.ShownOffers;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A rep says why they have declined a lead, once they have: to decline takes no words, so that the
 * next rep hears of it at once. What is said last counts.
 */
@UseCase
public final class ExplainDeclineFromSlack {

    /**
     * @param user of Slack, who pressed
     * @param offer that was declined
     * @param reason why; null: whoever pressed wants to be asked
     */
    public record Command(SlackChannel slack, String user, UUID offer, @Nullable String reason) {}

    public sealed interface Outcome {

        /** It is theirs to explain. */
        record Ask() implements Outcome {}

        record Answered(SlackAnswer answer) implements Outcome {}
    }

    private final Presses presses;
    private final ShownOffers offers;
    private final Timeline timeline;
    private final UnitOfWork unitOfWork;
    private final LiveSignal live;
    private final InstantSource clock;

    public ExplainDeclineFromSlack(
            Presses presses,
            ShownOffers offers,
            Timeline timeline,
            UnitOfWork unitOfWork,
            LiveSignal live,
            InstantSource clock) {
        this.presses = presses;
        this.offers = offers;
        this.timeline = timeline;
        this.unitOfWork = unitOfWork;
        this.live = live;
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        return presses.declined(command.slack(), command.user(), command.offer())
                .flatMap(press ->
                        switch (press) {
                            case Press.Refused(var answer) ->
                                    Mono.just(new Outcome.Answered(answer));
                            case Press.Own own ->
                                    command.reason() == null
                                            ? Mono.just(new Outcome.Ask())
                                            : explain(
                                                            command.slack().tenant(),
                                                            own,
                                                            command.reason())
                                                    .map(Outcome.Answered::new);
                        });
    }

    private Mono<SlackAnswer> explain(TenantId tenant, Press.Own own, String reason) {
        LeadId lead = own.given().offer().lead();
        return unitOfWork
                .run(
                        tenant,
                        offers.explain(tenant, own.given().offer().id(), reason)
                                .filter(Boolean::booleanValue)
                                .flatMap(_ ->
                                        timeline.append(tenant, List.of(story(own, reason)))
                                                .<SlackAnswer>thenReturn(new SlackAnswer.Done())))
                .doOnNext(_ -> live.announce(Happened.to(tenant, lead)))
                .defaultIfEmpty(new SlackAnswer.Unknown());
    }

    private Timeline.Entry story(Press.Own own, String reason) {
        return new Timeline.Entry(
                own.given().offer().lead(),
                new TimelineEntry(
                        clock.instant(),
                        "DECLINE_EXPLAINED",
                        "rep:" + own.rep().key(),
                        "slack",
                        Map.of(
                                "assignment",
                                own.given().offer().id().toString(),
                                "reason",
                                reason)));
    }
}
