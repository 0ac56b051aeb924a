package io.leaddispatcher.application.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.dispatch.DispatchMessages;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class CardChangesTest {

    private final Outbox outbox = new Outbox();

    @Test
    void aMessageThatWasPostedShowsWhoHasTheLeadNow() {
        DeliveryId card = delivered();
        outbox.planChange(card);
        outbox.fate(card, AssignmentState.DECLINED, "ben");

        assertThat(outbox.deliver()).containsExactly(DeliverDue.Result.DELIVERED);

        assertThat(outbox.log).containsExactly("slack U1 1", "change C1/1.2 DECLINED Ben");
        assertThat(outbox.told()).as("a change is no story").containsExactly("DISPATCHED slack");
    }

    @Test
    void thatNobodyAcceptedIsSaidOfAllWhoWereAsked() {
        DeliveryId card =
                outbox.planFor(
                        "team:all", DispatchMessages.ana().toSeveral("Mia, Ben"), Outbox.MIA);
        outbox.deliver();
        outbox.fate(card, AssignmentState.EXPIRED, null);
        outbox.planChange(card);
        outbox.deliver();
        outbox.fate(card, AssignmentState.ACCEPTED, "mia");
        outbox.planChange(card);
        outbox.deliver();

        assertThat(outbox.shown).containsExactly("Mia, Ben", "Mia");
    }

    @Test
    void whatItShowsIsReadWhenItIsChanged() {
        DeliveryId card = delivered();
        outbox.fate(card, AssignmentState.OFFERED, "mia");
        outbox.planChange(card);
        outbox.fate(card, AssignmentState.COMPLETED, null);

        outbox.deliver();

        assertThat(outbox.log).contains("change C1/1.2 COMPLETED null");
    }

    @Test
    void whoHandedALeadOffIsNamedToWhoeverHasAcceptedIt() {
        DeliveryId card = delivered();
        outbox.handedOff("ben");
        outbox.fate(card, AssignmentState.OFFERED, "mia");
        outbox.planChange(card);
        outbox.deliver();
        outbox.fate(card, AssignmentState.ACCEPTED, "mia");
        outbox.planChange(card);
        outbox.deliver();
        outbox.tell("HANDOFF_RETURNED", "rep:mia", Map.of());
        outbox.planChange(card);
        outbox.deliver();
        outbox.handedOff("mia");
        outbox.planChange(card);
        outbox.deliver();

        assertThat(outbox.log)
                .containsExactly(
                        "slack U1 1",
                        "change C1/1.2 OFFERED Mia",
                        "change C1/1.2 ACCEPTED Mia from Ben",
                        "change C1/1.2 ACCEPTED Mia",
                        "change C1/1.2 ACCEPTED Mia");
    }

    @Test
    void aChangeWaitsForAMessageThatIsOnItsWayAndCountsNoTry() {
        outbox.slack = _ -> Mono.just(new Attempt.Retry(new Cause("later", "later")));
        DeliveryId card = outbox.plan(Outbox.MIA);
        outbox.deliver();
        DeliveryId change = outbox.planChange(card);
        outbox.fate(card, AssignmentState.ACCEPTED, "mia");

        assertThat(outbox.deliver()).containsExactly(DeliverDue.Result.RETRYING);
        assertThat(outbox.deliveries.get(change).attempts()).isZero();
        assertThat(outbox.deliveries.get(change).dueAt())
                .isEqualTo(outbox.now.plus(Duration.ofSeconds(2)));
        assertThat(outbox.health).doesNotContain("slack unexpected");
    }

    @Test
    void aChangeDoesNotAskAgainBeforeItsMessageIsTriedAgain() {
        outbox.slack =
                _ ->
                        Mono.just(
                                new Attempt.Patience(
                                        Duration.ofMinutes(10), new Cause("later", "later")));
        DeliveryId card = outbox.plan(Outbox.MIA);
        outbox.deliver();
        DeliveryId change = outbox.planChange(card);
        outbox.fate(card, AssignmentState.ACCEPTED, "mia");

        outbox.deliver();

        assertThat(outbox.deliveries.get(change).dueAt())
                .isEqualTo(outbox.deliveries.get(card).dueAt())
                .isAfterOrEqualTo(outbox.now.plus(Duration.ofMinutes(10)));
    }

    @Test
    void aMessageThatNobodyGotOrKnowsIsLetBe() {
        outbox.slack = _ -> Mono.just(new Attempt.Dead(new Cause("no", "no")));
        DeliveryId dead = outbox.plan(Outbox.MIA);
        outbox.deliver();
        assertThat(outbox.deliveries.get(dead).state()).isEqualTo(DeliveryState.DEAD);
        outbox.fate(dead, AssignmentState.ACCEPTED, "mia");
        outbox.planChange(dead);
        outbox.planChange(new DeliveryId(new UUID(0, 99)));

        assertThat(outbox.deliver())
                .containsExactly(DeliverDue.Result.DELIVERED, DeliverDue.Result.DELIVERED);
        assertThat(outbox.log).noneMatch(line -> line.startsWith("change"));
    }

    @Test
    void inTheSandboxTheMessageThatWasKeptIsChanged() {
        outbox.slackConnected = false;
        outbox.mailConnected = false;
        DeliveryId card = delivered();
        outbox.fate(card, AssignmentState.ACCEPTED, "mia");
        outbox.planChange(card);

        outbox.deliver();

        assertThat(outbox.log).contains("sandbox 1 {state=ACCEPTED}");
    }

    @Test
    void slackThatWantsPatienceWithChangesIsStillToldOfNewLeads() {
        DeliveryId card = delivered();
        outbox.fate(card, AssignmentState.ACCEPTED, "mia");
        outbox.changing =
                new Attempt.Patience(Duration.ofMinutes(1), new Cause("ratelimited", "later"));
        DeliveryId change = outbox.planChange(card);
        assertThat(outbox.deliver()).containsExactly(DeliverDue.Result.RETRYING);

        DeliveryId other = outbox.plan(new Address(Address.Kind.SLACK_CHANNEL, "C9"));
        outbox.deliver();
        assertThat(outbox.deliveries.get(other).state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(outbox.deliveries.get(change).state()).isEqualTo(DeliveryState.RETRYING);
    }

    @Test
    void aReminderSaysWhyItComesAgain() {
        DeliveryId card = delivered();
        outbox.planReminder(card);

        outbox.deliver();

        assertThat(outbox.log).contains("remind U1 2");
        assertThat(outbox.told()).containsExactly("DISPATCHED slack", "REP_REMINDED slack");
    }

    private DeliveryId delivered() {
        DeliveryId card = outbox.plan(Outbox.MIA);
        outbox.deliver();
        return card;
    }
}
