package io.leaddispatcher.domain.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebhookDeliveryTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Cause CAUSE = new Cause("status_500", "the endpoint answered 500");

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void anEventIsTriedForThreeDaysEverMoreRarely() {
        Delivery delivery = planned();
        Instant now = NOON;
        Duration last = Duration.ZERO;
        int tries = 0;
        while (!delivery.state().isFinal()) {
            delivery = delivery.after(new Attempt.Retry(CAUSE), now, random);
            tries++;
            if (!delivery.state().isFinal()) {
                Duration wait = Duration.between(now, delivery.dueAt());
                assertThat(wait).isGreaterThan(last);
                last = wait;
                now = delivery.dueAt();
            }
        }

        assertThat(delivery.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(tries).isEqualTo(10);
        assertThat(Duration.between(NOON, now)).isBetween(Duration.ofDays(3), Duration.ofHours(84));
    }

    @Test
    void anEndpointMayAskForPatienceUpToTheNextStep() {
        assertThat(waitAfter(Duration.ofMinutes(1)))
                .isBetween(Duration.ofMinutes(1), Duration.ofSeconds(66));
        assertThat(waitAfter(Duration.ofDays(9)))
                .isBetween(Duration.ofMinutes(5), Duration.ofSeconds(330));
        assertThat(waitAfter(Duration.ofSeconds(1)))
                .isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_500));
    }

    @Test
    void whatHasArrivedCanBeSentAgain() {
        Delivery arrived = planned().after(new Attempt.Delivered("status 200"), NOON, random);

        Delivery again = arrived.replayed(NOON);

        assertThat(again.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(again.id()).isEqualTo(arrived.id());
        assertThat(planned().canBeReplayed()).isFalse();
    }

    @Test
    void whatWaitsForItsNextTryCanBeSentAtOnce() {
        Delivery failed = planned().after(new Attempt.Retry(CAUSE), NOON, random);

        Delivery now = failed.replayed(NOON);

        assertThat(failed.dueAt()).isAfter(NOON);
        assertThat(now.dueAt()).isEqualTo(NOON);
        assertThat(now.id()).isEqualTo(failed.id());
        assertThat(now.canBeReplayed()).isFalse();
        assertThat(DeliveryState.RETRYING.canBeReplayed(Channel.SLACK)).isFalse();
    }

    private Duration waitAfter(@Nullable Duration asked) {
        return Duration.between(
                NOON, planned().after(new Attempt.Retry(asked, CAUSE), NOON, random).dueAt());
    }

    private static Delivery planned() {
        return Delivery.planned(
                new DeliveryId(new UUID(0, 1)),
                null,
                new DeliveryDraft(
                        "webhook:1",
                        List.of(new Address(Address.Kind.WEBHOOK_SUBSCRIPTION, "1")),
                        Map.of()),
                NOON);
    }
}
