package io.leaddispatcher.application.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ErasedCardsTest {

    private static final Delivery EMPTIED =
            ErasedCards.emptied(new DeliveryId(new UUID(1, 1)), "rep:mia", "C1/1.2");

    private final Outbox outbox = new Outbox();

    @Test
    void aMessageOfWhichOnlyItsPlaceIsKeptIsEmptied() {
        add();

        assertThat(outbox.deliver()).containsExactly(DeliverDue.Result.DELIVERED);

        assertThat(outbox.log).containsExactly("empty C1/1.2");
        assertThat(outbox.told()).as("no lead has this in its story").isEmpty();
        assertThat(EMPTIED.lead()).isNull();
        assertThat(EMPTIED.draft().document()).isEmpty();
    }

    @Test
    void whileSlackIsDownItIsTriedAgain() {
        outbox.changing = new Attempt.Retry(new Cause("unreachable", "Slack did not answer"));
        add();
        assertThat(outbox.deliver()).containsExactly(DeliverDue.Result.RETRYING);

        outbox.changing = null;
        outbox.now = outbox.now.plus(Duration.ofHours(1));
        assertThat(outbox.deliver()).containsExactly(DeliverDue.Result.DELIVERED);

        assertThat(outbox.log).containsExactly("empty C1/1.2", "empty C1/1.2");
    }

    @Test
    void withoutSlackThereIsNothingToEmpty() {
        outbox.slackConnected = false;
        add();
        outbox.deliver();
        assertThat(outbox.deliveries.get(EMPTIED.id()).state()).isEqualTo(DeliveryState.DELIVERED);

        Outbox alone = new Outbox();
        alone.slackConnected = false;
        alone.mailConnected = false;
        alone.deliveries.add(Outbox.TENANT, List.of(EMPTIED)).block();
        alone.deliver();
        assertThat(alone.deliveries.get(EMPTIED.id()).state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(alone.sandbox).isEmpty();
    }

    @Test
    void whatIsNoPlaceInSlackIsNotPlanned() {
        assertThatThrownBy(() -> ErasedCards.emptied(EMPTIED.id(), "rep:mia", "sandbox message"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void add() {
        outbox.deliveries.add(Outbox.TENANT, List.of(EMPTIED)).block();
    }
}
