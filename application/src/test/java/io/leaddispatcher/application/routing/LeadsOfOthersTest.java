package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody acts on a lead that is not theirs. */
class LeadsOfOthersTest extends ActScenes {

    @Test
    void anotherRepIsToldWhoHasIt() {
        toMia();

        assertThat(desk.accept(AS_BEN)).isEqualTo(new ActOutcome.HeldByAnother(MIA));
        assertThat(desk.decline(AS_BEN, "reason", "no"))
                .isEqualTo(new ActOutcome.HeldByAnother(MIA));

        assertThat(desk.assignments.accepted).isEmpty();
        assertThat(desk.assignments.ended).isEmpty();
    }

    @Test
    void aRepWhoIsLoggedInKnowsNothingOfTheLeadsOfOthers() {
        toMia();
        Actor ben = new Actor.Member(new UUID(5, 3), Role.REP, "ben");

        assertThat(desk.accept(ben)).isEqualTo(new ActOutcome.Unknown());
        assertThat(desk.reassign(ben, "to", object("rep", "ben"), "reason", "mine"))
                .isEqualTo(new ActOutcome.Unknown());
        assertThat(desk.record(ben, "type", "CALL")).isEqualTo(new ActOutcome.Unknown());
    }
}
