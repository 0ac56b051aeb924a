package io.leaddispatcher.domain.dispatch;

import static io.leaddispatcher.domain.dispatch.Address.Kind.EMAIL;
import static io.leaddispatcher.domain.dispatch.Address.Kind.SLACK_CHANNEL;
import static io.leaddispatcher.domain.dispatch.Address.Kind.SLACK_USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.dispatch.Attempt.ConnectionDead;
import io.leaddispatcher.domain.dispatch.Attempt.Dead;
import io.leaddispatcher.domain.dispatch.Attempt.Delivered;
import io.leaddispatcher.domain.dispatch.Attempt.Patience;
import io.leaddispatcher.domain.dispatch.Attempt.Retry;
import io.leaddispatcher.domain.dispatch.Attempt.RetryFew;
import io.leaddispatcher.domain.dispatch.Attempt.WrongTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
    private static final Cause CAUSE = new Cause("code", "words");
    private static final Address MIA = new Address(SLACK_USER, "U1");
    private static final Address MAIL = new Address(EMAIL, "mia@x.test");
    private static final Address DEFAULT = new Address(SLACK_CHANNEL, "C1");

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void whatADocumentSaysBesidesChangesNothingElse() {
        Delivery plain = planned(MIA, MAIL);

        Delivery more = plain.with("clock", "c1");

        assertThat(more.draft().document()).containsEntry("clock", "c1");
        assertThat(more.draft().document()).containsAllEntriesOf(plain.draft().document());
        assertThat(more.draft().route()).isEqualTo(plain.draft().route());
        assertThat(more.id()).isEqualTo(plain.id());
        assertThat(more.state()).isEqualTo(plain.state());
    }

    @Test
    void whatThePeerHasIsDelivered() {
        Delivery after = after(planned(MIA), new Delivered("C1/1.2"));

        assertThat(after.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(after.attempts()).isEqualTo(1);
        assertThat(after.reference()).isEqualTo("C1/1.2");
        assertThat(after.state().isFinal()).isTrue();
    }

    @Test
    void aFailedTryComesAgainLaterAndTheFifthInVainGivesWayToAnotherChannel() {
        Delivery delivery = planned(MIA, DEFAULT, MAIL);
        for (int i = 1; i <= 4; i++) {
            delivery = after(delivery, new Retry(CAUSE));
            assertThat(delivery.state()).isEqualTo(DeliveryState.RETRYING);
            assertThat(delivery.state().isFinal()).isFalse();
            assertThat(delivery.dueAt()).isAfter(NOW);
            assertThat(delivery.lastError()).isEqualTo("code: words");
        }
        delivery = after(delivery, new Retry(CAUSE));

        assertThat(delivery.state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(delivery.address()).isEqualTo(MAIL);
        assertThat(delivery.attempts()).isEqualTo(5);
        assertThat(delivery.tries()).isZero();
    }

    @Test
    void whereNoOtherChannelIsLeftAnOutageIsSatOut() {
        Delivery delivery = planned(MIA, DEFAULT);
        Duration waited = Duration.ZERO;
        while (!delivery.state().isFinal()) {
            delivery = after(delivery, new Retry(CAUSE));
            waited = waited.plus(Duration.between(NOW, delivery.dueAt()));
        }

        assertThat(delivery.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(delivery.address()).isEqualTo(MIA);
        assertThat(waited).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(60));
    }

    @Test
    void whatHelpsNowAndThenIsTriedFewTimesAndItsCauseIsTold() {
        Delivery delivery = planned(MIA, DEFAULT);
        for (int i = 1; i <= 2; i++) {
            delivery = after(delivery, new RetryFew(3, CAUSE));
            assertThat(delivery.state()).isEqualTo(DeliveryState.RETRYING);
            assertThat(delivery.tries()).isEqualTo(i);
            assertThat(delivery.dueAt()).isAfter(NOW);
        }

        delivery = after(delivery, new RetryFew(3, CAUSE));

        assertThat(delivery.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(delivery.lastError()).isEqualTo("code: words");
        assertThat(after(delivery.replayed(NOW), new RetryFew(3, CAUSE)).tries()).isOne();
    }

    @Test
    void anOutageBeforeUsesUpNoneOfTheFewTries() {
        Delivery delivery = planned(MIA, DEFAULT);
        for (int i = 0; i < 10; i++) {
            delivery = after(delivery, new Retry(new Cause("away", "no answer")));
        }

        delivery = after(delivery, new RetryFew(3, CAUSE));

        assertThat(delivery.state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(delivery.tries()).isOne();
    }

    @Test
    void whatFailsInTurnsIsNotTriedForEver() {
        Delivery delivery = planned(MIA);
        for (int i = 1; i < Delivery.MAX_ATTEMPTS; i++) {
            delivery = after(delivery, new RetryFew(3, new Cause("code-" + i % 2, "words")));
            assertThat(delivery.state()).isEqualTo(DeliveryState.RETRYING);
        }

        assertThat(after(delivery, new RetryFew(3, new Cause("last", "words"))).state())
                .isEqualTo(DeliveryState.DEAD);
    }

    @Test
    void aPeerThatAsksForPatienceGetsItAndNoTryIsCounted() {
        for (Attempt attempt :
                List.of(
                        new Retry(Duration.ofSeconds(30), CAUSE),
                        new Patience(Duration.ofSeconds(30), CAUSE))) {
            Delivery after = after(planned(MIA), attempt);

            assertThat(after.dueAt()).isBetween(NOW.plusSeconds(30), NOW.plusSeconds(32));
            assertThat(after.tries()).isZero();
            assertThat(after.attempts()).isEqualTo(1);
        }
    }

    @Test
    void nobodyIsLeftAloneForMoreThanAnHourAtATime() {
        for (Attempt attempt :
                List.of(
                        new Retry(Duration.ofDays(11), CAUSE),
                        new Patience(Duration.ofDays(11), CAUSE))) {
            Delivery after = after(planned(MIA, MAIL), attempt);

            assertThat(after.dueAt()).isBetween(NOW.plusSeconds(3_600), NOW.plusSeconds(3_602));
        }
    }

    @Test
    void patienceEndsAfterHours() {
        Delivery delivery = planned(MIA);
        for (int i = 0; i < Delivery.MAX_ATTEMPTS; i++) {
            delivery = after(delivery, new Retry(Duration.ofSeconds(30), CAUSE));
        }

        assertThat(delivery.state()).isEqualTo(DeliveryState.DEAD);
    }

    @Test
    void aWrongTargetHandsOverToTheNextAddressAtOnceUntilThereIsNone() {
        assertThat(planned(MIA, MAIL, DEFAULT).hasAnother()).isTrue();
        assertThat(planned(MIA).hasAnother()).isFalse();
        assertThat(new WrongTarget(CAUSE, "no mia@x.test here").toString())
                .isEqualTo("WrongTarget[code: words]");
        Delivery mail = after(planned(MIA, MAIL, DEFAULT), new WrongTarget(CAUSE, "550 no"));
        assertThat(mail.address()).isEqualTo(MAIL);
        assertThat(mail.state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(mail.dueAt()).isEqualTo(NOW);

        Delivery channel = after(mail, new WrongTarget(CAUSE));
        assertThat(channel.address()).isEqualTo(DEFAULT);

        Delivery dead = after(channel, new WrongTarget(CAUSE));
        assertThat(dead.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(dead.attempts()).isEqualTo(3);
    }

    @Test
    void whenAChannelAsAWholeFailsItsOtherAddressesAreLeftOut() {
        assertThat(after(planned(MIA, DEFAULT, MAIL), new ConnectionDead(CAUSE)).address())
                .isEqualTo(MAIL);
        assertThat(after(planned(MIA, DEFAULT), new ConnectionDead(CAUSE)).state())
                .isEqualTo(DeliveryState.DEAD);
        assertThat(after(planned(MIA, MAIL), new Dead(CAUSE)).address()).isEqualTo(MAIL);
    }

    @Test
    void puttingOffIsNoTry() {
        Delivery waiting = planned(MIA).putOff(NOW.plusSeconds(3), true);
        assertThat(waiting.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(waiting.attempts()).isZero();
        assertThat(waiting.paced()).isTrue();

        Delivery again = after(waiting, new Retry(CAUSE)).putOff(NOW.plusSeconds(9), false);
        assertThat(again.state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(again.paced()).isFalse();
    }

    @Test
    void aReplayGoesTheWholeWayAgainUnderTheSameId() {
        Delivery dead =
                after(after(planned(MIA, MAIL), new WrongTarget(CAUSE)), new WrongTarget(CAUSE));

        Delivery replayed = dead.replayed(NOW.plusSeconds(60));

        assertThat(replayed.id()).isEqualTo(dead.id());
        assertThat(replayed.address()).isEqualTo(MIA);
        assertThat(replayed.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(replayed.dueAt()).isEqualTo(NOW.plusSeconds(60));
        assertThatThrownBy(() -> replayed.replayed(NOW)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDeliveryToNowhereIsRefused() {
        assertThatThrownBy(DeliveryTest::planned).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Address(EMAIL, " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Delivery after(Delivery delivery, Attempt attempt) {
        return delivery.after(attempt, NOW, random);
    }

    private static Delivery planned(Address... route) {
        return Delivery.planned(
                new DeliveryId(new UUID(0, 1)),
                DispatchMessages.LEAD,
                new DeliveryDraft("rep:mia", List.of(route), Map.of()),
                NOW);
    }
}
