package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static io.leaddispatcher.application.routing.RoutingDesk.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.application.live.port.OtherNodes;
import io.leaddispatcher.application.task.CompleteTask;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.sla.ClockState;
import io.leaddispatcher.domain.sla.SlaTarget;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

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
    void whoFinishesOneHasDoneSomethingAboutTheLead() {
        desk.sla("hot", object("FIRST_ACTION", "PT15M"), step("FIRST_ACTION", "100%", "REASSIGN"));
        desk.rule(
                "all",
                "assign",
                object("pool", "sales"),
                "sla",
                "hot",
                "nextAction",
                object("task", "CALL", "dueIn", "PT15M"));
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
        desk.accept(AS_MIA);

        assertThat(finish()).isInstanceOf(CompleteTask.Outcome.Done.class);
        assertThat(finish()).isInstanceOf(CompleteTask.Outcome.Done.class);
        desk.later(Duration.ofMinutes(15));

        assertThat(desk.file(ANA).placement().rep()).isEqualTo(new RepKey("mia"));
        assertThat(desk.clocks.of(ANA))
                .filteredOn(one -> one.clock().target() == SlaTarget.FIRST_ACTION)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.acts()).isOne();
                    assertThat(one.clock().state()).isEqualTo(ClockState.MET);
                });
    }

    /** Mia ticks her only task off. */
    private CompleteTask.Outcome finish() {
        UUID task = desk.tasks.all.keySet().iterator().next();
        return Objects.requireNonNull(
                new CompleteTask(
                                new ImmediateUnitOfWork(),
                                desk.configurations,
                                desk.sla,
                                desk.tasks,
                                (_, _) -> Mono.empty(),
                                desk.timeline,
                                desk.trail,
                                new LiveSignal(OtherNodes.none()),
                                () -> new UUID(4, 1),
                                () -> desk.now)
                        .handle(
                                new CompleteTask.Command(
                                        new Caller(RoutingDesk.TENANT, AS_MIA), task, "web"))
                        .block());
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
