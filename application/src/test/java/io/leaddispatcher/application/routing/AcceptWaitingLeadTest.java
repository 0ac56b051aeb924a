package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody takes a lead that waits in a queue. */
class AcceptWaitingLeadTest extends ActScenes {

    @Test
    void aLeadThatWaitsIsTakenByWhoIsInTheTeamOfTheQueue() {
        desk.keep(ConfigurationKind.TEAM, "emea", "name", "EMEA", "members", List.of("mia"));
        desk.keep(ConfigurationKind.QUEUE, "partners", "name", "Partners", "team", "emea");
        toQueue();

        assertThat(desk.accept(AS_BEN)).isEqualTo(new ActOutcome.Unknown());
        assertThat(desk.accept(AS_MIA)).isEqualTo(DONE);

        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(desk.assignments.accepted).hasSize(1);
        assertThat(desk.open(MIA)).isEqualTo(1);
        assertThat(desk.deliveries).as("who takes a lead need not be told").isEmpty();
        assertThat(desk.runs).extracting(Run::cause).containsExactly(Cause.INTAKE, Cause.MANUAL);
    }

    @Test
    void whoAnswersAnOfferThatIsOverTakesNothing() {
        desk.keep(ConfigurationKind.TEAM, "emea", "name", "EMEA", "members", List.of("mia"));
        desk.keep(ConfigurationKind.QUEUE, "partners", "name", "Partners", "team", "emea");
        toMia();
        UUID shown = desk.assignments.offers.getFirst().id();
        desk.giveBack(AS_MIA, "reason", "no budget", "queue", "partners");

        assertThat(desk.acceptShown(shown, AS_MIA)).isEqualTo(new ActOutcome.HeldByAnother(null));
        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
    }

    @Test
    void aProgramSaysWhoTakesALeadThatWaits() {
        toQueue();

        assertThatThrownBy(() -> desk.accept(PROGRAM))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations().getFirst().pointer()).isEqualTo("/rep"));
        assertThat(desk.accept(PROGRAM, "rep", "ben")).isEqualTo(DONE);
        assertThat(desk.open(BEN)).isEqualTo(1);
    }

    @Test
    void whoMayActOnAllLeadsHasAnyActiveRepTakeWhatWaits() {
        desk.keep(ConfigurationKind.TEAM, "emea", "name", "EMEA", "members", List.of("mia"));
        desk.keep(ConfigurationKind.QUEUE, "partners", "name", "Partners", "team", "emea");
        desk.rule("all", "assign", object("queue", "partners"));
        comes();

        assertThatThrownBy(() -> desk.accept(ADMIN, "rep", "nobody"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations().getFirst().pointer()).isEqualTo("/rep"));
        assertThat(desk.accept(ADMIN, "rep", "ben")).isEqualTo(DONE);
        assertThat(desk.file(ANA).placement().rep()).isEqualTo(BEN);
    }

    private void toQueue() {
        desk.rule("all", "assign", object("queue", "partners"));
        comes();
        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
    }
}
