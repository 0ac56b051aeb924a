package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.access.Actor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a rule says is to be done next. */
class TasksTest {

    private static final Actor AS_MIA = new Actor.Rep("mia");
    private static final Actor AS_BEN = new Actor.Rep("ben");

    private final RoutingDesk desk = new RoutingDesk();

    private void toSales(String mode) {
        desk.rule(
                "all",
                "assign",
                object("pool", "sales"),
                "offer",
                object("mode", mode),
                "nextAction",
                object("task", "CALL", "dueIn", "PT15M"));
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
    }

    private List<String> tasks() {
        return desk.tasks.all.values().stream()
                .map(kept ->
                        "%s %s %s".formatted(kept.task().rep(), kept.task().type(), kept.state()))
                .toList();
    }

    @Test
    void whoGetsALeadIsToDoSomething() {
        toSales("EXCLUSIVE");

        assertThat(tasks()).containsExactly("mia CALL OPEN");
        assertThat(desk.tasks.all.values().iterator().next().task().dueAt())
                .isEqualTo(NOON.plus(Duration.ofMinutes(15)));
        assertThat(desk.told(ANA)).containsSubsequence("ASSIGNMENT_OFFERED", "TASK_CREATED");
    }

    @Test
    void ofThoseWhoAreAskedOnlyWhoTakesIt() {
        toSales("BROADCAST");
        assertThat(tasks()).isEmpty();

        desk.accept(AS_BEN);

        assertThat(tasks()).containsExactly("ben CALL OPEN");
    }

    @Test
    void whatWasDoneIsNoLongerToBeDone() {
        toSales("EXCLUSIVE");
        desk.record(AS_MIA, "type", "EMAIL");
        desk.record(AS_MIA, "type", "NOTE");
        assertThat(tasks()).containsExactly("mia CALL OPEN");

        desk.record(AS_MIA, "type", "CALL");

        assertThat(tasks()).containsExactly("mia CALL DONE");
        assertThat(desk.tasks.all.values().iterator().next().endedBy()).isEqualTo("rep:mia");
    }

    @Test
    void itIsForWhoeverHasTheLeadNow() {
        toSales("EXCLUSIVE");

        desk.decline(AS_MIA, "reason", "no time");

        assertThat(tasks()).containsExactly("mia CALL CANCELLED", "ben CALL OPEN");
        desk.giveBack(AS_BEN, "reason", "no budget");
        assertThat(tasks()).containsExactly("mia CALL CANCELLED", "ben CALL CANCELLED");
    }
}
