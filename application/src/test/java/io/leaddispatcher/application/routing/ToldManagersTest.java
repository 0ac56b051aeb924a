package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static io.leaddispatcher.application.routing.RoutingDesk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is told of a lead whose clock runs out, and how often. */
class ToldManagersTest extends EscalationScenes {

    private static final Actor ADMIN = new Actor.Member(new UUID(5, 2), Role.ADMIN, null);

    @Test
    void whenNobodyIsLeftTheManagerIsToldOnceAndTheLeadStays() {
        hot(step("ACCEPTED", "100%", "REASSIGN"));

        desk.later(TEN_MINUTES);
        int before = desk.deliveries.size();
        desk.later(TEN_MINUTES);
        desk.later(TEN_MINUTES);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.assignments.ended).doesNotContainKey(offers().getLast().id());
        assertThat(entries("ESCALATED").getLast().detail())
                .containsEntry("why", "nobody is left")
                .containsEntry("told", List.of("rep:zoe"));
        assertThat(desk.deliveries.subList(before, desk.deliveries.size()))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.draft().recipient()).isEqualTo("rep:zoe");
                    assertThat(told.draft().document().get("reminder"))
                            .asString()
                            .endsWith("Nobody is left to whom it could be passed on.");
                });
    }

    @Test
    void howeverManyClocksFindNobodyTheManagerIsToldOnceOfAnAssignment() {
        desk.sla(
                "hot",
                object("ACCEPTED", "PT10M", "FIRST_ACTION", "PT20M", "FOLLOW_UP", "PT20M"),
                step("ACCEPTED", "100%", "REASSIGN"),
                step("FIRST_ACTION", "100%", "REASSIGN"),
                step("FIRST_ACTION", "PT30M", "REASSIGN"),
                step("FOLLOW_UP", "100%", "REASSIGN"));
        desk.rule("hot", "assign", object("pool", "sales"), "sla", "hot");
        desk.team("zoe");
        desk.leave("ben");
        desk.event(ANA);
        desk.turn();

        for (int i = 0; i < 4; i++) {
            desk.later(TEN_MINUTES);
        }

        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(entries("ESCALATED"))
                .extracting(
                        entry -> entry.detail().get("target"), entry -> entry.detail().get("told"))
                .containsExactlyInAnyOrder(
                        tuple("ACCEPTED", List.of("rep:zoe")),
                        tuple("FIRST_ACTION", List.of()),
                        tuple("FIRST_ACTION", List.of()),
                        tuple("FOLLOW_UP", List.of()));
        assertThat(entries("ESCALATED").getLast().detail())
                .containsEntry("why", "nobody is left")
                .containsEntry("skipped", "TOLD_BEFORE");
        assertThat(toldToZoe()).isEqualTo(1);
    }

    @Test
    void ofClocksThatFindNobodyAtOnceTheManagerIsToldOnce() {
        desk.sla(
                "hot",
                object("ACCEPTED", "PT10M", "FIRST_ACTION", "PT10M"),
                step("ACCEPTED", "100%", "REASSIGN"),
                step("FIRST_ACTION", "100%", "REASSIGN"));
        desk.rule("hot", "assign", object("pool", "sales"), "sla", "hot");
        desk.team("zoe");
        desk.leave("ben");
        desk.event(ANA);
        desk.turn();

        desk.later(TEN_MINUTES);

        assertThat(entries("ESCALATED")).hasSize(2);
        assertThat(toldToZoe()).isEqualTo(1);
    }

    @Test
    void ofTheNextAssignmentTheManagerIsToldAgain() {
        hot(step("ACCEPTED", "100%", "REASSIGN"));
        desk.pause("ben", true);
        desk.later(TEN_MINUTES);
        assertThat(toldToZoe()).isEqualTo(1);
        desk.pause("ben", false);
        desk.reassign(ADMIN, "to", object("rep", "ben"), "reason", "back");
        desk.pause("mia", true);

        desk.later(TEN_MINUTES);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(toldToZoe()).isEqualTo(2);
    }

    @Test
    void whereNobodyCanBeToldTheTimelineSaysSoAndWhy() {
        hot(step("ACCEPTED", "50%", "NOTIFY_MANAGER"), step("ACCEPTED", "100%", "REASSIGN"));
        desk.leave("zoe");

        desk.later(TEN_MINUTES);
        desk.later(TEN_MINUTES);
        desk.later(TEN_MINUTES);

        assertThat(entries("ESCALATED").getFirst().detail())
                .containsEntry("action", "NOTIFY_MANAGER")
                .containsEntry("told", List.of())
                .containsEntry("skipped", "NO_MANAGER_NOR_CHANNEL");
        assertThat(entries("ESCALATED").getLast().detail())
                .containsEntry("why", "nobody is left")
                .containsEntry("told", List.of())
                .containsEntry("skipped", "NO_MANAGER_NOR_CHANNEL");
    }

    @Test
    void aLeadThatNobodyHasIsNotSaidToBeSomebodysWhoWantsNoReminders() {
        desk.sla("hot", object("DISPATCHED", "PT10M"), step("DISPATCHED", "50%", "REMIND"));
        desk.rule("waits", "assign", object("queue", "partners"), "sla", "hot");
        desk.event(ANA);
        desk.turn();

        desk.later(TEN_MINUTES);

        assertThat(entries("SLA_REMINDED").getFirst().detail())
                .containsEntry("skipped", "NOBODY_HAS_IT");
    }

    @Test
    void aLeadThatWaitsIsLookedAfterByTheManagerOfItsQueue() {
        desk.team("zoe");
        desk.keep(ConfigurationKind.QUEUE, "partners", "name", "Partners", "team", "emea");
        desk.sla(
                "hot",
                object("DISPATCHED", "PT10M"),
                step("DISPATCHED", "50%", "NOTIFY_MANAGER"),
                step("DISPATCHED", "60%", "REMIND"),
                step("DISPATCHED", "70%", "QUEUE"));
        desk.rule("waits", "assign", object("queue", "partners"), "sla", "hot");
        desk.event(ANA);
        desk.turn();

        desk.later(TEN_MINUTES);

        assertThat(entries("ESCALATED"))
                .extracting(entry -> entry.detail().getOrDefault("told", entry.detail().get("why")))
                .containsExactly(List.of("rep:zoe"), "it waits in a queue");
        assertThat(desk.deliveries.getFirst().draft().document().get("reminder"))
                .asString()
                .startsWith("Nobody has been told of this lead.");
        assertThat(desk.told(ANA)).contains("SLA_REMINDED", "SLA_BREACHED");
    }

    private long toldToZoe() {
        return desk.deliveries.stream()
                .filter(told -> told.draft().recipient().equals("rep:zoe"))
                .count();
    }
}
