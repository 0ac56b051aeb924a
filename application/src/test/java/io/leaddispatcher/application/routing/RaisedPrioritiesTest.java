package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static io.leaddispatcher.application.routing.RoutingDesk.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.domain.policy.Priority;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A lead becomes more urgent while its clock runs. */
class RaisedPrioritiesTest extends EscalationScenes {

    @Test
    void itBecomesMoreUrgentStepByStep() {
        hot(
                step("ACCEPTED", "PT1M", "RAISE_PRIORITY"),
                step("ACCEPTED", "PT2M", "RAISE_PRIORITY"),
                step("ACCEPTED", "PT3M", "RAISE_PRIORITY"));

        desk.later(Duration.ofMinutes(1));
        assertThat(file().placement().priority()).isEqualTo(Priority.HIGH);
        assertThat(desk.assignments.raised).containsEntry(ANA, Priority.HIGH);

        desk.later(Duration.ofMinutes(1));
        desk.later(Duration.ofMinutes(1));
        assertThat(file().placement().priority()).isEqualTo(Priority.URGENT);
        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(entries("ESCALATED").getLast().detail())
                .containsEntry("why", "it is as urgent as can be");
    }

    @Test
    void whoeverGetsItNextGetsItAsUrgentAsItWasRaised() {
        hot(step("ACCEPTED", "PT1M", "RAISE_PRIORITY"), step("ACCEPTED", "100%", "REASSIGN"));

        desk.later(Duration.ofMinutes(1));
        desk.later(TEN_MINUTES);

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(file().placement().priority()).isEqualTo(Priority.HIGH);
        assertThat(offers().getLast().priority()).isEqualTo(Priority.HIGH);
        assertThat(entries("LEAD_ROUTED").getFirst().detail()).doesNotContainKey("raisedTo");
        assertThat(entries("LEAD_ROUTED").getLast().detail())
                .containsEntry("priority", "HIGH")
                .containsEntry("raisedTo", "HIGH");
    }

    @Test
    void aRuleThatSaysMoreThanItWasRaisedToIsHeard() {
        desk.sla("hot", object("ACCEPTED", "PT10M"), step("ACCEPTED", "PT1M", "RAISE_PRIORITY"));
        desk.rule("one", "assign", object("rep", "mia"), "sla", "hot", "priority", "LOW");
        desk.rule("two", "assign", object("rep", "ben"), "priority", "URGENT");
        desk.event(ANA);
        desk.turn();
        desk.later(Duration.ofMinutes(1));
        assertThat(file().placement().priority()).isEqualTo(Priority.STANDARD);

        desk.decline(AS_MIA, "reason", "no time");

        assertThat(file().placement().rep()).isEqualTo(BEN);
        assertThat(file().placement().priority()).isEqualTo(Priority.URGENT);
    }

    @Test
    void aLeadThatComesBackIsAsUrgentAsItsRuleSays() {
        hot(step("ACCEPTED", "PT1M", "RAISE_PRIORITY"));
        desk.later(Duration.ofMinutes(1));
        desk.complete(ANA);
        assertThat(file().placement().raisedTo()).isNull();

        desk.event(ANA);
        desk.turn();

        assertThat(file().status()).isEqualTo(LeadStatus.ASSIGNED);
        assertThat(file().placement().priority()).isEqualTo(Priority.STANDARD);
    }
}
