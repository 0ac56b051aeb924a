package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.dispatch.Reminder;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.slack.Presses.Press;
import io.leaddispatcher.application.slack.port.ToldOffers;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * A rep wants to be reminded of a lead later. It stops no clock and keeps nobody else waiting; the
 * latest wish counts, and nothing comes once the lead is somebody else's.
 */
@UseCase
public final class SnoozeFromSlack {

    private static final String SENTENCE = "You asked to be reminded of this lead.";

    /**
     * @param user of Slack, who chose
     * @param offer that was shown
     */
    public record Command(SlackChannel slack, String user, UUID offer, SnoozeChoice choice) {}

    private final Presses presses;
    private final ToldOffers offers;
    private final Outbox outbox;
    private final Timeline timeline;
    private final UnitOfWork unitOfWork;
    private final Ids ids;
    private final InstantSource clock;

    public SnoozeFromSlack(
            Presses presses,
            ToldOffers offers,
            Outbox outbox,
            Timeline timeline,
            UnitOfWork unitOfWork,
            Ids ids,
            InstantSource clock) {
        this.presses = presses;
        this.offers = offers;
        this.outbox = outbox;
        this.timeline = timeline;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
        this.clock = clock;
    }

    public Mono<SlackAnswer> handle(Command command) {
        return presses.of(command.slack(), command.user(), command.offer())
                .flatMap(press ->
                        switch (press) {
                            case Press.Refused(var answer) -> Mono.just(answer);
                            case Press.Own own -> snooze(command, own);
                        });
    }

    private Mono<SlackAnswer> snooze(Command command, Press.Own own) {
        TenantId tenant = command.slack().tenant();
        Instant now = clock.instant();
        UUID offer = own.given().offer().id();
        Instant until = command.choice().until(own.roster().scheduleOf(own.rep().key()), now);
        return unitOfWork.run(
                tenant,
                offers.first(tenant, offer)
                        .flatMap(told ->
                                offers.forgetReminders(tenant, offer)
                                        .then(
                                                outbox.add(
                                                        tenant,
                                                        List.of(
                                                                Reminder.of(
                                                                        told,
                                                                        SENTENCE,
                                                                        until,
                                                                        new DeliveryId(
                                                                                ids.next())))))
                                        .then(
                                                timeline.append(
                                                        tenant, List.of(story(own, until, now))))
                                        .<SlackAnswer>thenReturn(
                                                new SlackAnswer.Snoozed(
                                                        until, own.roster().zoneOf(own.rep()))))
                        .defaultIfEmpty(new SlackAnswer.Over()));
    }

    private static Timeline.Entry story(Press.Own own, Instant until, Instant now) {
        return new Timeline.Entry(
                own.given().offer().lead(),
                new TimelineEntry(
                        now,
                        "LEAD_SNOOZED",
                        "rep:" + own.rep().key(),
                        "slack",
                        Map.of(
                                "assignment",
                                own.given().offer().id().toString(),
                                "until",
                                until.toString())));
    }
}
