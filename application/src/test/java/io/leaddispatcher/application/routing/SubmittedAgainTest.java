package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.intake.SubmitLead;
import io.leaddispatcher.application.intake.SubmitLead.Outcome.Accepted;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a program is told that puts in a lead which is known, or an event which is. */
class SubmittedAgainTest {

    private final RoutingDesk desk =
            new RoutingDesk().rule("all", "assign", object("pool", "sales"));

    @Test
    void aKnownLeadIsMergedAndNamesWhoHasIt() {
        Accepted first = accepted(desk.submit("1", "ana@acme.de"));
        Accepted early = accepted(desk.submit("2", "ana@acme.de"));
        desk.turn();
        Accepted later = accepted(desk.submit("3", "ana@acme.de"));

        assertThat(first.merged()).isFalse();
        assertThat(early).isEqualTo(new Accepted(first.lead(), early.event(), true, null));
        assertThat(later.merged()).isTrue();
        assertThat(later.lead()).isEqualTo(first.lead());
        assertThat(Objects.requireNonNull(later.assignment()).rep()).hasToString("mia");
    }

    @Test
    void aRepeatIsAnsweredLikeTheEventThatItRepeats() {
        Accepted first = accepted(desk.submit("1", "ana@acme.de"));
        assertThat(desk.submit("1", "ana@acme.de")).isEqualTo(first);
        desk.turn();

        assertThat(desk.submit("1", "ana@acme.de")).isEqualTo(first);
        assertThat(desk.submit("1", "bob@acme.de"))
                .isInstanceOf(SubmitLead.Outcome.KeyUsedBefore.class);
    }

    private static Accepted accepted(SubmitLead.Outcome outcome) {
        assertThat(outcome).isInstanceOf(Accepted.class);
        return (Accepted) outcome;
    }
}
