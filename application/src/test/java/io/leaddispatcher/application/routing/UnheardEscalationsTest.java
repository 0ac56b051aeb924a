package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.BOB;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.step;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.application.dispatch.port.SettledEscalations;
import io.leaddispatcher.application.escalation.Unheard;
import io.leaddispatcher.application.escalation.Unheard.Cause;
import io.leaddispatcher.application.escalation.Untold;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Who hears of escalations that reach nobody. */
class UnheardEscalationsTest extends EscalationScenes {

    private static final Cause NOBODY = new Cause(Untold.NO_MANAGER_NOR_CHANNEL, "team:emea");

    private void late() {
        hot(step("ACCEPTED", "50%", "NOTIFY_MANAGER"));
        desk.leave("zoe");
        desk.later(TEN_MINUTES);
    }

    private long repeat() {
        Long told =
                desk.repeatEscalations
                        .handle(
                                TENANT,
                                desk.unheard.unheard.values().stream()
                                        .collect(toMap(Unheard::clock, Unheard::lead)))
                        .block();
        return told == null ? -1 : told;
    }

    @Test
    void thoseWhoLookAfterTheWorkspaceAreWrittenTo() {
        late();

        assertThat(desk.unheard.unheard.values())
                .extracting(Unheard::lead, Unheard::cause)
                .containsExactly(tuple(ANA, NOBODY));
        assertThat(desk.letters).isNotEmpty();
        assertThat(desk.letters.getFirst().lead()).isNull();
        assertThat(desk.letters.getFirst().draft().document().get("text"))
                .asString()
                .contains("Team EMEA: there is no active manager")
                .contains("Team EMEA: Es gibt keine aktive Leitung")
                .doesNotContain(ANA.toString());
        assertThat(desk.letters.getFirst().draft().document())
                .containsEntry("link", "https://leads.test/monitoring#check-ESCALATION_UNHEARD");
    }

    @Test
    void ofHoweverManyLeadsTheyAreWrittenToOnceADayAboutACause() {
        late();
        int written = desk.letters.size();
        desk.event(BOB);
        desk.turn();

        desk.later(TEN_MINUTES);

        assertThat(desk.unheard.unheard).hasSize(2);
        assertThat(desk.letters).hasSize(written);
        desk.watch
                .note(
                        TENANT,
                        List.copyOf(desk.unheard.unheard.values()),
                        List.of(),
                        desk.now.plus(Duration.ofDays(1)))
                .block();
        assertThat(desk.letters).hasSize(2 * written);
    }

    @Test
    void withoutAMailServerNothingCountsAsWritten() {
        desk.mailServer = false;
        late();
        assertThat(desk.letters).isEmpty();
        desk.mailServer = true;

        desk.watch
                .note(TENANT, List.copyOf(desk.unheard.unheard.values()), List.of(), desk.now)
                .block();

        assertThat(desk.letters).isNotEmpty();
    }

    @Test
    void aLeadThatCannotBePassedOnAndOfWhichNobodyIsToldIsOneOfThem() {
        hot(step("ACCEPTED", "100%", "REASSIGN"));
        desk.leave("zoe");
        desk.pause("ben", true);

        desk.later(TEN_MINUTES);

        assertThat(desk.unheard.unheard.values())
                .extracting(Unheard::cause)
                .containsExactly(NOBODY);
    }

    @Test
    void onceThereIsAManagerTheLeadIsToldOfAgain() {
        late();
        desk.team("zoe");

        assertThat(repeat()).isEqualTo(1);

        assertThat(desk.unheard.unheard).isEmpty();
        assertThat(entries("ESCALATED").getLast().detail())
                .containsEntry("told", List.of("rep:zoe"))
                .containsEntry("again", true)
                .containsEntry("at", "50%");
        assertThat(desk.deliveries.getLast().draft().recipient()).isEqualTo("rep:zoe");
    }

    @Test
    void whatStillReachesNobodyStays() {
        late();
        int entries = entries("ESCALATED").size();

        assertThat(repeat()).isZero();

        assertThat(desk.unheard.unheard).hasSize(1);
        assertThat(entries("ESCALATED")).hasSize(entries);
    }

    @Test
    void aMessageToTheManagerThatIsGivenUpHasReachedNobody() {
        hot(step("ACCEPTED", "50%", "NOTIFY_MANAGER"));
        desk.later(TEN_MINUTES);
        Delivery sent = desk.deliveries.getLast();
        assertThat(sent.draft().document()).containsKey(SettledEscalations.CLOCK);
        assertThat(desk.unheard.unheard).isEmpty();

        settle(sent, new Attempt.Dead(new io.leaddispatcher.domain.dispatch.Cause("gone", "gone")));

        assertThat(desk.unheard.unheard.values())
                .extracting(Unheard::cause)
                .containsExactly(new Cause(Untold.GIVEN_UP, "rep:zoe"));
        assertThat(desk.letters.getFirst().draft().document().get("text"))
                .asString()
                .contains("zoe: the message was given up");
        settle(sent, new Attempt.Delivered("1.0"));
        assertThat(desk.unheard.unheard).isEmpty();
    }

    /** Tried the same way until nothing is left to be tried. */
    private void settle(Delivery sent, Attempt attempt) {
        Delivery after = sent;
        while (!after.state().isFinal()) {
            after = after.after(attempt, desk.now, new SplittableRandom(1));
        }
        desk.watch.settled(TENANT, List.of(after), desk.now).block();
    }
}
