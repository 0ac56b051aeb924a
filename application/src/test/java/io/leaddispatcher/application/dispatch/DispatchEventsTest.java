package io.leaddispatcher.application.dispatch;

import static io.leaddispatcher.application.dispatch.Outbox.MAIL;
import static io.leaddispatcher.application.dispatch.Outbox.MIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.subscription.WebhookEvent;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.DispatchMessages;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class DispatchEventsTest {

    private static final Address CHANNEL = new Address(Address.Kind.SLACK_CHANNEL, "C1");
    private static final Attempt WRONG =
            new Attempt.WrongTarget(new Cause("users_not_found", "nobody there"));

    private final Outbox outbox = new Outbox();

    @BeforeEach
    void somebodyListens() {
        outbox.listeners.listening = true;
    }

    @Test
    void aRepWhoWasToldIsAnEvent() {
        outbox.plan(MIA);

        outbox.deliver();

        assertThat(outbox.listeners.heard)
                .containsExactly(
                        new WebhookEvent(
                                WebhookEventType.LEAD_DISPATCHED,
                                DispatchMessages.LEAD,
                                outbox.now,
                                Map.of(
                                        "leadId",
                                        DispatchMessages.LEAD.toString(),
                                        "assignment",
                                        "01890000-0000-7000-8000-0000000000a1",
                                        "rep",
                                        "mia",
                                        "channel",
                                        "slack")));
    }

    @Test
    void whoIsToldTwiceOfOneAssignmentIsOneEvent() {
        outbox.plan(MIA);
        outbox.plan(MAIL);
        outbox.deliver();
        outbox.plan(MAIL);
        outbox.deliver();

        assertThat(outbox.listeners.heard).hasSize(1);
        assertThat(outbox.told()).hasSize(3);
    }

    @Test
    void whatHasNotArrivedIsNone() {
        outbox.slack = _ -> Mono.just(new Attempt.Dead(new Cause("no", "no")));
        outbox.plan(MIA);

        outbox.deliver();

        assertThat(outbox.listeners.heard).isEmpty();
    }

    @Test
    void aChannelIsNoPerson() {
        outbox.planFor("team:dach", CHANNEL);
        outbox.slack = to -> Mono.just(to.equals(MIA) ? WRONG : new Attempt.Delivered("C1/1.2"));
        outbox.plan(MIA, CHANNEL);
        outbox.deliver();
        outbox.deliver();

        assertThat(outbox.told()).as("both were told").hasSize(2);
        assertThat(outbox.listeners.heard).isEmpty();

        outbox.planNotice();
        outbox.deliver();
        assertThat(outbox.listeners.heard).as("about no lead").isEmpty();
    }

    @Test
    void whereNobodyListensNothingIsWritten() {
        outbox.listeners.listening = false;
        outbox.plan(MIA);

        outbox.deliver();

        assertThat(outbox.hasMarked()).isFalse();
        assertThat(outbox.listeners.heard).isEmpty();
    }
}
