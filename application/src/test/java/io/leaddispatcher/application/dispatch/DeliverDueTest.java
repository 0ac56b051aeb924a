package io.leaddispatcher.application.dispatch;

import static io.leaddispatcher.application.dispatch.DeliverDue.Result.DEAD;
import static io.leaddispatcher.application.dispatch.DeliverDue.Result.DELIVERED;
import static io.leaddispatcher.application.dispatch.DeliverDue.Result.LEFT;
import static io.leaddispatcher.application.dispatch.DeliverDue.Result.PUT_OFF;
import static io.leaddispatcher.application.dispatch.DeliverDue.Result.RETRYING;
import static io.leaddispatcher.application.dispatch.Outbox.MAIL;
import static io.leaddispatcher.application.dispatch.Outbox.MIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class DeliverDueTest {

    private static final Cause CAUSE = new Cause("code", "words");

    private final Outbox outbox = new Outbox();

    @Test
    void whatIsDueIsSentOnceAndStandsInTheTimeline() {
        DeliveryId id = outbox.plan(MIA);

        assertThat(outbox.deliver()).containsExactly(DELIVERED);
        assertThat(outbox.deliver()).isEmpty();

        assertThat(outbox.log).containsExactly("slack U1 1");
        assertThat(outbox.told()).containsExactly("DISPATCHED slack");
        assertThat(outbox.health).containsExactly("slack ok");
        assertThat(outbox.deliveries.get(id).reference()).isEqualTo("C1/1.2");
    }

    @Test
    void eachMessageThatGoesWellSaysSoForItMayEndWhatSomebodyElseHasSeen() {
        outbox.plan(MIA);
        outbox.deliver();
        outbox.plan(MIA);
        outbox.deliver();

        assertThat(outbox.health).containsExactly("slack ok", "slack ok");
    }

    @Test
    void pagesThatAreOpenHearOfItOnceItIsKept() {
        List<LeadId> heard = new ArrayList<>();
        outbox.live.stream(Outbox.TENANT).subscribe(heard::add);
        DeliveryId id = outbox.plan(MIA);

        outbox.deliver();

        assertThat(heard).containsExactly(outbox.deliveries.get(id).lead());
    }

    @Test
    void aRepWhomSlackCannotReachIsToldByEmail() {
        outbox.plan(MIA, MAIL);
        outbox.slack = _ -> Mono.just(new Attempt.WrongTarget(CAUSE));

        assertThat(outbox.deliver()).containsExactly(RETRYING);
        assertThat(outbox.deliver()).containsExactly(DELIVERED);

        assertThat(outbox.log).containsExactly("slack U1 1", "mail mia@x.test");
        assertThat(outbox.told()).containsExactly("DISPATCHED email");
        assertThat(outbox.health).containsExactly("mail ok");
    }

    @Test
    void whatGoesWellTellsMoreOfAConnectionThanAnAddressThatIsWrongThere() {
        Outbox together = new Outbox(List.of(), Duration.ofMillis(200));
        Address channel = new Address(Address.Kind.SLACK_CHANNEL, "C-GONE");
        together.slack =
                to ->
                        Mono.just(
                                to.equals(channel)
                                        ? new Attempt.WrongTarget(CAUSE)
                                        : new Attempt.Delivered("C1/1.2"));
        together.plan(channel);
        together.plan(MIA);

        assertThat(together.deliver()).containsExactlyInAnyOrder(DEAD, DELIVERED);

        assertThat(together.health).containsExactly("slack ok");
    }

    @Test
    void anAddressThatBouncesIsRememberedPassedOverAndForgottenOnceMailGetsThrough() {
        outbox.plan(MAIL, MIA);
        outbox.mail = () -> Mono.just(new Attempt.WrongTarget(CAUSE, "550 no such user"));

        assertThat(outbox.deliver()).containsExactly(RETRYING);
        assertThat(outbox.deliver()).containsExactly(DELIVERED);
        assertThat(outbox.bounces.known())
                .singleElement()
                .satisfies(bounce -> {
                    assertThat(bounce.address()).isEqualTo("mia@x.test");
                    assertThat(bounce.reason()).isEqualTo("550 no such user");
                });
        assertThat(outbox.health).contains("noted code");

        outbox.log.clear();
        outbox.plan(MAIL, MIA);
        outbox.deliver();
        assertThat(outbox.deliver()).containsExactly(DELIVERED);
        assertThat(outbox.log).singleElement().asString().startsWith("slack U1");

        // Where there is no other way it is tried all the same.
        outbox.mail = () -> Mono.just(new Attempt.Delivered("<1@x.test>"));
        outbox.plan(MAIL);
        assertThat(outbox.deliver()).containsExactly(DELIVERED);
        assertThat(outbox.bounces.known()).isEmpty();
    }

    @Test
    void whatIsNoAnswerOfTheServerIsNoBounce() {
        outbox.plan(MAIL, MIA);
        outbox.mail = () -> Mono.just(new Attempt.WrongTarget(CAUSE));

        outbox.deliver();

        assertThat(outbox.bounces.known()).isEmpty();
    }

    @Test
    void aDeadConnectionShowsInItsHealthAndTheDeliveryIsDeadWithoutAnotherWay() {
        outbox.plan(MIA);
        outbox.slack = _ -> Mono.just(new Attempt.ConnectionDead(CAUSE));

        assertThat(outbox.deliver()).containsExactly(DEAD);

        assertThat(outbox.told()).containsExactly("DELIVERY_DEAD slack");
        assertThat(outbox.health).containsExactly("slack code");
    }

    @Test
    void oneAddressGetsThreeAtOnceAndThenOneASecondAndOthersDoNotWait() {
        for (int i = 0; i < 5; i++) {
            outbox.plan(MIA);
        }
        outbox.plan(new Address(Address.Kind.SLACK_USER, "U2"));

        assertThat(outbox.deliver())
                .containsExactly(DELIVERED, DELIVERED, DELIVERED, PUT_OFF, PUT_OFF, DELIVERED);
        outbox.pass(Duration.ofMillis(999));
        assertThat(outbox.deliver()).isEmpty();
        outbox.pass(Duration.ofMillis(1));
        assertThat(outbox.deliver()).containsExactly(DELIVERED);
        outbox.pass(Duration.ofSeconds(1));
        assertThat(outbox.deliver()).containsExactly(DELIVERED);
    }

    @Test
    void aWorkspaceThatAskedForPatienceIsLeftAloneAsAWhole() {
        outbox.plan(MIA);
        outbox.slack = _ -> Mono.just(new Attempt.Patience(Duration.ofSeconds(30), CAUSE));
        assertThat(outbox.deliver()).containsExactly(RETRYING);
        outbox.slack = _ -> Mono.just(new Attempt.Delivered("C1/1.2"));
        outbox.plan(new Address(Address.Kind.SLACK_USER, "U2"));
        outbox.plan(MAIL);

        assertThat(outbox.deliver()).containsExactly(PUT_OFF, DELIVERED);
        outbox.pass(Duration.ofSeconds(32));
        assertThat(outbox.deliver()).containsExactly(DELIVERED, DELIVERED);
        assertThat(outbox.log)
                .containsExactly("slack U1 1", "mail mia@x.test", "slack U1 1", "slack U2 2");
    }

    @Test
    void afterAPauseABacklogGoesOnAtItsPaceAndInItsOrder() {
        for (int i = 0; i < 8; i++) {
            outbox.plan(MIA);
        }
        outbox.deliver();
        outbox.plan(new Address(Address.Kind.SLACK_USER, "U2"));
        outbox.slack = _ -> Mono.just(new Attempt.Patience(Duration.ofSeconds(10), CAUSE));
        assertThat(outbox.deliver()).containsExactly(RETRYING);
        outbox.slack = _ -> Mono.just(new Attempt.Delivered("C1/1.2"));

        outbox.pass(Duration.ofSeconds(12));
        assertThat(outbox.deliver().stream().filter(DELIVERED::equals))
                .as("one for each second since, and the one that was refused")
                .hasSize(4);
        for (int second = 0; second < 2; second++) {
            outbox.pass(Duration.ofSeconds(1));
            assertThat(outbox.deliver()).containsExactly(DELIVERED);
        }
        outbox.pass(Duration.ofSeconds(60));
        assertThat(outbox.deliver()).isEmpty();
    }

    @Test
    void anErrorOfOursIsATryInVainAndHarmsNoOther() {
        outbox.plan(MIA);
        outbox.plan(MAIL);
        outbox.slack = _ -> Mono.error(new IllegalStateException("boom"));

        assertThat(outbox.deliver()).containsExactly(RETRYING, DELIVERED);
        outbox.slack = _ -> Mono.empty();
        outbox.pass(Duration.ofSeconds(1));
        assertThat(outbox.deliver()).containsExactly(RETRYING);
    }

    @Test
    void whatADeadNodeHeldIsSentAgainWithTheSameIdWhenItsHoldLapses() {
        outbox.plan(MIA);
        outbox.deliverDue.handle(new DeliverDue.Command(Outbox.ROOM)).block();

        assertThat(outbox.deliver()).isEmpty();
        outbox.pass(DeliverDue.HOLD);
        assertThat(outbox.deliver()).containsExactly(DELIVERED);
    }

    @Test
    void anOutcomeThatComesTooLateChangesNothing() {
        DeliveryId id = outbox.plan(MIA);
        outbox.slack =
                _ ->
                        Mono.fromCallable(() -> {
                            outbox.pass(DeliverDue.HOLD);
                            outbox.slack = _ -> Mono.just(new Attempt.Delivered("second"));
                            assertThat(outbox.deliver()).containsExactly(DELIVERED);
                            return new Attempt.Delivered("first");
                        });

        assertThat(outbox.deliver()).containsExactly(LEFT);
        assertThat(outbox.deliveries.get(id).reference()).isEqualTo("second");
        assertThat(outbox.told()).containsExactly("DISPATCHED slack");
    }

    @Test
    void theSandboxTakesOverOnlyWhenNothingIsConnected() {
        outbox.plan(MIA, MAIL);
        outbox.slackConnected = false;
        assertThat(outbox.deliver()).containsExactly(RETRYING);
        assertThat(outbox.deliver()).containsExactly(DELIVERED);
        assertThat(outbox.sandbox).isEmpty();

        outbox.mailConnected = false;
        outbox.plan(MIA);
        outbox.plan(MAIL);
        assertThat(outbox.deliver()).containsExactly(DELIVERED, DELIVERED);
        assertThat(outbox.sandbox)
                .extracting(message -> message.document())
                .isEqualTo(List.of(Map.of("channel", "U1"), Map.of("to", "mia@x.test")));
        assertThat(outbox.log).containsExactly("mail mia@x.test");
    }

    @Test
    void theMailAboutADayIsWrittenWhenItIsSentAndCanBeTurnedOff() {
        WorkspaceNotice digest = WorkspaceNotice.digest(new RepKey("mia"));
        outbox.planNotice("rep:mia", digest);
        assertThat(outbox.deliver()).containsExactly(DELIVERED);
        assertThat(outbox.log).as("nothing is to be told").isEmpty();

        outbox.digests.put(
                "mia",
                new WorkspaceNotice(
                        "Your day: 2 leads", "…", "Open", URI.create("https://x.test/"), "mia"));
        outbox.planNotice("rep:mia", digest);
        assertThat(outbox.deliver()).containsExactly(DELIVERED);
        assertThat(outbox.log).containsExactly("notice mia@x.test: Your day: 2 leads off");
    }

    @Test
    void aNoticeAboutTheWorkspaceGoesByMailAndToNoSandbox() {
        outbox.planNotice();
        assertThat(outbox.deliver()).containsExactly(DELIVERED);
        assertThat(outbox.log).containsExactly("notice mia@x.test: Off");
        assertThat(outbox.told()).as("it is no part of a lead's story").isEmpty();

        outbox.slackConnected = false;
        outbox.mailConnected = false;
        outbox.planNotice();
        assertThat(outbox.deliver()).containsExactly(DEAD);
        assertThat(outbox.sandbox).isEmpty();
    }

    @Test
    void aChannelNobodySendsOverIsDead() {
        DeliveryId id = outbox.plan(new Address(Address.Kind.CRM_CONNECTION, "hubspot-main"));

        assertThat(outbox.deliver()).containsExactly(DEAD);
        assertThat(outbox.deliveries.get(id).state()).isEqualTo(DeliveryState.DEAD);
    }
}
