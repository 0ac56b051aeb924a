package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A lead is passed on to others. */
class HandOffLeadTest {

    private static final RepKey MIA = new RepKey("mia");
    private static final RepKey BEN = new RepKey("ben");
    private static final Actor AS_MIA = new Actor.Rep("mia");
    private static final Actor PROGRAM =
            new Actor.Token(new UUID(5, 1), Set.of(Scope.WRITE), Role.OWNER);
    private static final ActOutcome DONE = new ActOutcome.Done();

    private final RoutingDesk desk = new RoutingDesk();

    private LeadFile file() {
        return desk.leads.get(TENANT, ANA);
    }

    /** Mia has accepted Ana's lead. */
    private void withMia() {
        desk.keep(ConfigurationKind.QUEUE, "help", "name", "Help", "type", "SUPPORT");
        desk.rule("all", "assign", object("pool", "sales"));
        desk.event(ANA, "lead.product", "payments", "lead.intent", "demo");
        desk.turn();
        desk.accept(AS_MIA);
        assertThat(file().placement().rep()).isEqualTo(MIA);
    }

    @Test
    void itWaitsForThemWithWhatTheyNeedToKnow() {
        withMia();

        assertThat(
                        desk.handOff(
                                AS_MIA,
                                "type",
                                "SUPPORT",
                                "summary",
                                object("notes", "cannot log in"),
                                "reason",
                                "a customer already"))
                .isEqualTo(DONE);

        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(file().placement().queue()).hasToString("help");
        assertThat(desk.open(MIA)).isZero();
        assertThat(desk.assignments.ended.values()).containsExactly(AssignmentState.REASSIGNED);
        TimelineEntry entry =
                desk.entries(ANA).stream()
                        .filter(each -> each.type().equals("HANDED_OFF"))
                        .findFirst()
                        .orElseThrow();
        assertThat(entry.actor()).isEqualTo("rep:mia");
        assertThat(entry.detail())
                .containsEntry("type", "SUPPORT")
                .containsEntry("queue", "help")
                .containsEntry("reason", "a customer already")
                .containsEntry(
                        "summary", object("notes", "cannot log in", "productInterest", "payments"));
        assertThat(desk.trail.told()).contains("lead.handed-off lead:" + ANA);
    }

    @Test
    void whatIsMissingIsSaidAndNothingChanges() {
        withMia();

        assertThatThrownBy(() -> desk.handOff(AS_MIA, "type", "SUPPORT"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e ->
                                assertThat(e.violations().getFirst().pointer())
                                        .isEqualTo("/summary/notes"));
        assertThatThrownBy(() -> desk.handOff(AS_MIA, "type", "PARTNER", "reason", "x"))
                .as("there is no queue of this type")
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations().getFirst().pointer()).isEqualTo("/queue"));
        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(desk.assignments.ended).isEmpty();
    }

    @Test
    void aProgramThatSaysNothingOfTheLeadPassesItOnAllTheSame() {
        withMia();

        assertThat(desk.handOff(PROGRAM, "type", "SUPPORT", "summary", Map.of())).isEqualTo(DONE);

        assertThat(file().placement().queue()).hasToString("help");
    }

    @Test
    void whatGoesBackToSalesIsRoutedByThePolicyToSomebodyElse() {
        withMia();

        assertThat(desk.handOff(AS_MIA, "type", "SALES", "reason", "wants to buy more"))
                .isEqualTo(DONE);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(desk.told(ANA)).contains("HANDED_OFF", "ASSIGNMENT_REASSIGNED");
    }

    @Test
    void aSensitiveFieldIsNotCopiedIntoTheSummary() {
        desk.keep(
                ConfigurationKind.FIELD,
                "lead.product",
                "name",
                "Product",
                "type",
                "TEXT",
                "sensitive",
                true);
        withMia();

        assertThat(desk.handOff(AS_MIA, "type", "SUPPORT", "reason", "x")).isEqualTo(DONE);
        assertThat(
                        desk.entries(ANA).stream()
                                .filter(each -> each.type().equals("HANDED_OFF"))
                                .findFirst()
                                .orElseThrow()
                                .detail())
                .containsEntry("summary", object("notes", "x"));
    }

    @Test
    void anotherRepPassesNothingOn() {
        withMia();

        assertThat(desk.handOff(new Actor.Rep("ben"), "type", "SUPPORT", "reason", "x"))
                .isEqualTo(new ActOutcome.HeldByAnother(MIA));
    }
}
