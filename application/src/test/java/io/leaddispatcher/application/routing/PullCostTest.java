package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What it costs that leads wait. */
class PullCostTest extends MiasRoom {

    @Test
    void whereNobodyIsThereThousandsCostNothing() {
        onlyMia();
        desk.change(
                ConfigurationKind.REP, "ben", "name", "Ben", "email", "ben@x.test", "paused", true);
        for (int number = 1; number <= 400; number++) {
            comes(number);
        }
        room.pull();
        int runs = desk.runs.size();
        int turns = desk.states.turns;
        room.read = 0;

        for (int later = 0; later < 20; later++) {
            desk.states.takeTurn(TENANT).block();
            assertThat(room.pull()).isEqualTo(1);
        }

        assertThat(room.read).isZero();
        assertThat(desk.runs).hasSize(runs);
        assertThat(desk.states.turns).isEqualTo(turns + 20);
    }

    @Test
    void thoseWhoWaitForSomebodyElseAreDecidedOnce() {
        onlyMia();
        for (int number = 1; number <= 250; number++) {
            comes(number);
        }
        // Ben is there all the time, and none of these are his.
        room.pull();
        int questions = desk.questionsForAncestors;
        int turns = desk.states.turns;

        desk.states.takeTurn(TENANT).block();
        room.pull();

        assertThat(desk.states.turns).isEqualTo(turns + 1);
        assertThat(desk.questionsForAncestors).isEqualTo(questions);
        assertThat(pulls()).isZero();
    }

    @Test
    void aBreakOrOtherHoursOfAnybodyHaveNothingDecidedAgain() {
        onlyMia();
        for (int number = 1; number <= 450; number++) {
            comes(number);
        }
        room.pull();
        int turns = desk.states.turns;

        desk.pause("ben", true);
        room.pull();
        desk.pause("ben", false);
        room.pull();
        desk.change(
                ConfigurationKind.REP,
                "ben",
                "name",
                "Benjamin",
                "email",
                "ben@x.test",
                "capacity",
                object("open", 3));
        room.pull();
        assertThat(desk.states.turns).as("none of the 449 is decided again").isEqualTo(turns);

        mia("capacity", object("open", 2));
        room.pull();
        assertThat(with(MIA, 450)).containsExactly(1, 2);
        assertThat(desk.states.turns).as("one takes the place").isEqualTo(turns + 1);
    }

    @Test
    void otherSkillsAndOtherPoolsHaveItDecidedAgain() {
        onlyMia();
        for (int number = 1; number <= 250; number++) {
            comes(number);
        }
        room.pull();
        int turns = desk.states.turns;

        desk.change(
                ConfigurationKind.REP,
                "ben",
                "name",
                "Ben",
                "email",
                "ben@x.test",
                "skills",
                object("language", List.of("de")));
        room.pull();
        assertThat(desk.states.turns).isEqualTo(turns + 2);

        desk.change(
                ConfigurationKind.POOL,
                "sales",
                "name",
                "Sales",
                "strategy",
                "ROUND_ROBIN",
                "members",
                List.of(object("rep", "ben")));
        room.pull();
        assertThat(desk.states.turns).isEqualTo(turns + 4);

        desk.rule("ben", "assign", object("rep", "ben"));
        room.pull();
        assertThat(desk.states.turns).isEqualTo(turns + 6);
    }
}
