package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.routing.Considered;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A lead is given to another rep by hand. */
class ReassignLeadTest extends ActScenes {

    @Test
    void aPersonGivesALeadToWhomTheyLike() {
        toMia();
        desk.accept(AS_MIA);
        desk.pause("ben", true);

        assertThat(desk.reassign(ADMIN, "to", object("rep", "ben"), "reason", "knows them"))
                .isEqualTo(DONE);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.open(MIA)).isZero();
        assertThat(desk.open(BEN)).isEqualTo(1);
        assertThat(turnsOf(BEN)).as("no turn of the pool").isZero();
        assertThat(told("ASSIGNMENT_REASSIGNED").actor()).isEqualTo(ADMIN.label());
        assertThat(told("ASSIGNMENT_OFFERED").detail()).containsEntry("because", "given by hand");
    }

    @Test
    void aProgramThatGivesALeadAwayDoesNotDoSoInTheNameOfItsRep() {
        Actor.Token program = new Actor.Token(new UUID(5, 1), Set.of(Scope.WRITE), Role.OWNER);
        toMia();
        desk.accept(AS_MIA);

        assertThat(desk.reassign(program, "to", object("rep", "ben"), "reason", "holiday"))
                .isEqualTo(DONE);

        assertThat(told("ASSIGNMENT_REASSIGNED").actor()).isEqualTo(program.label());
    }

    @Test
    void whoGaveAwayALeadThatNobodyHadStandsInItsStoryWithTheReason() {
        toMia();
        desk.accept(AS_MIA);
        desk.giveBack(AS_MIA, "reason", "not mine");

        assertThat(desk.reassign(ADMIN, "to", object("rep", "ben"), "reason", "knows them"))
                .isEqualTo(DONE);

        assertThat(told("REROUTED").actor()).isEqualTo(ADMIN.label());
        assertThat(told("REROUTED").detail())
                .containsEntry("to", "ben")
                .containsEntry("reason", "knows them")
                .containsEntry("cause", "MANUAL");
    }

    @Test
    void whoIsFullGetsNothingByHandEither() {
        desk.keep(
                ConfigurationKind.REP,
                "ben",
                "name",
                "Ben",
                "email",
                "ben@x.test",
                "capacity",
                object("open", 0));
        toMia();

        assertThat(desk.reassign(ADMIN, "to", object("rep", "ben"), "reason", "x"))
                .isEqualTo(new ActOutcome.Full(BEN));
        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(desk.assignments.ended).isEmpty();
    }

    @Test
    void theNextOfThePoolIsNobodyWhoHadItOrDeclinedIt() {
        toMia();

        assertThat(desk.reassign(AS_MIA, "to", object("next", true), "reason", "busy"))
                .isEqualTo(DONE);
        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(turnsOf(BEN)).isEqualTo(1);
        assertThat(saidOfMia()).as("she has not declined it").isEqualTo("HAD_IT_LAST");
        desk.decline(AS_BEN, "reason", "no");
        assertThat(file().placement().rep()).isEqualTo(MIA);

        assertThat(desk.reassign(AS_MIA, "to", object("next", true), "reason", "busy"))
                .isEqualTo(new ActOutcome.NobodyLeft());
        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

    private @Nullable String saidOfMia() {
        return Considered.in(desk.runs.getLast().explanation(), MIA).orElseThrow().passedOver();
    }

    @Test
    void whereThePoolIsGoneThePolicySaysWhoIsNext() {
        toMia();
        desk.noRules().rule("others", "assign", object("rep", "ben"));
        desk.delete(ConfigurationKind.POOL, "sales");

        assertThat(desk.reassign(AS_MIA, "to", object("next", true), "reason", "busy"))
                .isEqualTo(DONE);
        assertThat(file().placement().rep()).isEqualTo(BEN);
    }

    @Test
    void toWhomMustBeSaidOnceAndExist() {
        toMia();

        Map<Object[], String> wrong =
                Map.of(
                        new Object[] {"reason", "x"}, "/to",
                        new Object[] {"reason", "x", "to", object()}, "/to",
                        new Object[] {"reason", "x", "to", object("rep", "ben", "next", true)},
                                "/to",
                        new Object[] {"reason", "x", "to", object("rep", "kim")}, "/to/rep",
                        new Object[] {"reason", "x", "to", object("pool", "none")}, "/to/pool",
                        new Object[] {"to", object("next", true)}, "/reason");
        wrong.forEach((document, pointer) ->
                assertThatThrownBy(() -> desk.reassign(ADMIN, document))
                        .isInstanceOfSatisfying(
                                InvalidInputException.class,
                                e ->
                                        assertThat(e.violations().getFirst().pointer())
                                                .isEqualTo(pointer)));
        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

    @Test
    void whoeverHasItIsNotGivenItAgain() {
        desk.rule("all", "assign", object("pool", "sales"));
        comes();

        assertThat(desk.reassign(ADMIN, "to", object("rep", "mia"), "reason", "x"))
                .isEqualTo(new ActOutcome.HeldByAnother(MIA));
        assertThat(desk.assignments.offers).hasSize(1);
    }

    @Test
    void byHandItKeepsItsPriorityWhenThePolicyHasItsRuleNoMore() {
        desk.rule("all", "assign", object("pool", "sales"), "priority", "HIGH");
        comes();
        desk.policy(
                "tiers",
                List.of(
                        object(
                                "name",
                                "Other",
                                "rules",
                                List.of(object("id", "other", "assign", object("rep", "mia"))))));

        assertThat(desk.reassign(ADMIN, "to", object("rep", "ben"), "reason", "x")).isEqualTo(DONE);

        assertThat(desk.assignments.offers.getLast().rep()).isEqualTo(BEN);
        assertThat(desk.assignments.offers.getLast().priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void aRunNamesTheVersionInForceThoughNoRuleWasAsked() {
        desk.rule("all", "assign", object("pool", "sales"));
        comes();

        desk.reassign(ADMIN, "to", object("rep", "ben"), "reason", "x");

        assertThat(desk.runs).extracting(Run::policyVersion).containsExactly(7, 7);
    }
}
