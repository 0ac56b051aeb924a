package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.outcome.RecordOutcome;
import io.leaddispatcher.application.outcome.ReopenLead;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.pool.PoolKey;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A lead that was closed by mistake goes on. */
class ReopenLeadTest extends ActScenes {

    private static final PoolKey SALES = new PoolKey("sales");

    private final OutcomesDesk told = new OutcomesDesk(desk);
    private final RecordOutcome recordOutcome = told.recordOutcome();
    private final ReopenLead reopenLead = told.reopenLead();

    private ActOutcome close(String type, String reason) {
        return Objects.requireNonNull(
                recordOutcome
                        .handle(
                                new Act(
                                        new Caller(TENANT, ADMIN),
                                        ANA,
                                        object("type", type, "reason", reason),
                                        "web"))
                        .block());
    }

    private ActOutcome reopen(Actor actor, Object... document) {
        return Objects.requireNonNull(
                reopenLead
                        .handle(new Act(new Caller(TENANT, actor), ANA, object(document), "web"))
                        .block());
    }

    private void acceptedByMia() {
        toMia();
        assertThat(desk.accept(AS_MIA)).isEqualTo(DONE);
    }

    @Test
    void whoeverHadAcceptedItGoesOnByTheSameAssignment() {
        acceptedByMia();
        long turns = turnsOf(MIA);
        close("DISQUALIFIED", "SPAM");
        assertThat(turnsOf(MIA)).as("spam was no turn").isEqualTo(turns - 1);
        assertThat(desk.open(MIA)).isZero();

        assertThat(reopen(ADMIN, "reason", "it was no spam")).isEqualTo(DONE);

        assertThat(file().status()).isEqualTo(LeadStatus.ASSIGNED);
        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(desk.assignments.offers).hasSize(1);
        assertThat(desk.assignments.ended).isEmpty();
        assertThat(desk.assignments.givenBack.values()).containsOnly(Set.of());
        assertThat(turnsOf(MIA)).as("a turn after all").isEqualTo(turns);
        assertThat(desk.open(MIA)).isOne();
        assertThat(told.reported).as("counts no longer").isEmpty();
        assertThat(told("LEAD_REOPENED").detail())
                .containsEntry("outcomes", List.of("DISQUALIFIED"))
                .containsEntry("rep", "mia")
                .containsEntry("reason", "it was no spam");
        assertThat(desk.trail.told()).last().isEqualTo("lead.reopened lead:" + ANA);
        assertThat(desk.deliveries)
                .as("what a person wrote is told to nobody")
                .noneMatch(each -> each.draft().document().toString().contains("it was no spam"));
    }

    @Test
    void itCanBeClosedAgainAndCountsOnce() {
        acceptedByMia();
        close("LOST", "by mistake");
        reopen(ADMIN);
        close("WON", "for real");

        var record =
                Objects.requireNonNull(
                                desk.records
                                        .since(TENANT, Set.of(SALES), YearMonth.of(2026, 1))
                                        .block())
                        .get(SALES);
        assertThat(record).isNotNull();
        assertThat(told.reported).hasSize(1);
        assertThat(desk.open(MIA)).isZero();
        assertThat(turnsOf(MIA)).isOne();
        assertThat(desk.assignments.ended.values()).containsExactly(AssignmentState.COMPLETED);
    }

    @Test
    void whatEndedTheWorkBeforeItsPersonCameAgainStays() {
        acceptedByMia();
        close("WON", "the first time");
        desk.noRules().rule("waits", "assign", object("queue", "partners"));
        comes();
        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
        close("LOST", "by mistake");

        assertThat(reopen(ADMIN)).isEqualTo(DONE);

        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(told.reported)
                .singleElement()
                .satisfies(one -> assertThat(one.outcome().reason()).isEqualTo("the first time"));
    }

    @Test
    void whatNobodyHadAcceptedIsRoutedAgainAndWasNoTurn() {
        toMia();
        close("LOST", "by mistake");
        assertThat(turnsOf(MIA)).isOne();
        desk.pause("mia", true);

        assertThat(reopen(ADMIN)).isEqualTo(DONE);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.runs).hasSize(2);
        assertThat(turnsOf(MIA)).isZero();
        assertThat(turnsOf(BEN)).isOne();
        assertThat(desk.open(MIA)).isZero();
        assertThat(desk.open(BEN)).isOne();
    }

    @Test
    void whoHasLeftDoesNotGoOn() {
        acceptedByMia();
        close("LOST", "by mistake");
        desk.change(
                ConfigurationKind.REP,
                "mia",
                "name",
                "Mia",
                "email",
                "mia@x.test",
                "active",
                false);

        assertThat(reopen(ADMIN)).isEqualTo(DONE);

        assertThat(file().placement().rep()).isEqualTo(BEN);
    }

    @Test
    void nobodyGetsMoreThanThereIsRoomFor() {
        desk.change(
                ConfigurationKind.REP,
                "mia",
                "name",
                "Mia",
                "email",
                "mia@x.test",
                "capacity",
                object("open", 1));
        acceptedByMia();
        close("LOST", "by mistake");
        desk.pause("ben", true);
        desk.event(RoutingDesk.BOB, "lead.intent", "demo");
        desk.turn();
        desk.pause("ben", false);
        assertThat(desk.open(MIA)).isOne();

        reopen(ADMIN);

        assertThat(desk.open(MIA)).isOne();
        assertThat(file().placement().rep()).isEqualTo(BEN);
    }

    @Test
    void whatWaitedInAQueueIsRoutedAgain() {
        desk.rule("all", "assign", object("queue", "partners"));
        comes();
        close("DISQUALIFIED", "SPAM");

        assertThat(reopen(ADMIN)).isEqualTo(DONE);

        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
    }

    @Test
    void whatGoesOnIsNotReopened() {
        assertThat(reopen(ADMIN)).isEqualTo(new ActOutcome.Unknown());
        toMia();
        assertThat(reopen(ADMIN)).isEqualTo(new ActOutcome.GoesOn());
        assertThat(desk.told(ANA)).doesNotContain("LEAD_REOPENED");
    }

    @Test
    void whatItsCrmHasEndedIsOver() {
        toMia();
        desk.leads.save(TENANT, List.of(file().completed()), NOON).block();

        assertThat(reopen(ADMIN)).isEqualTo(new ActOutcome.Over());
    }

    @Test
    void aRepReopensTheOwnLeadsAndNobodyElses() {
        acceptedByMia();
        close("LOST", "by mistake");

        assertThat(reopen(AS_BEN)).isEqualTo(new ActOutcome.Unknown());
        assertThatThrownBy(() -> reopen(new Actor.Member(new UUID(5, 3), Role.VIEWER, null)))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(reopen(PROGRAM, "rep", "ben")).isEqualTo(new ActOutcome.HeldByAnother(MIA));
        assertThatThrownBy(() -> reopen(ADMIN, "colour", "red"))
                .isInstanceOf(InvalidInputException.class);
        assertThat(reopen(AS_MIA)).isEqualTo(DONE);
    }
}
