package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.domain.pool.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which turns of pools an act takes and gives back. */
class TurnsOfActsTest extends ActScenes {

    @Test
    void aRepWhoIsNamedIsATurnOfThosePoolsAloneThatCountIt() {
        desk.change(
                ConfigurationKind.POOL,
                "zeta",
                "name",
                "Zeta",
                "strategy",
                "ROUND_ROBIN",
                "countsOwnerAssignments",
                true,
                "members",
                List.of(object("rep", "mia"), object("rep", "ben")));
        desk.change(
                ConfigurationKind.POOL,
                "alpha",
                "name",
                "Alpha",
                "strategy",
                "ROUND_ROBIN",
                "countsOwnerAssignments",
                true,
                "members",
                List.of(object("rep", "mia")));
        desk.rule("named", "assign", object("rep", "mia"));
        comes();

        assertThat(desk.assignments.offers.getFirst().turns())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("alpha", "zeta");
        assertThat(desk.states.rows)
                .extracting(row -> row.pool() + " " + row.row().cause() + " " + row.row().rep())
                .containsExactlyInAnyOrder(
                        "alpha JOIN mia",
                        "alpha ASSIGNED mia",
                        "zeta JOIN mia",
                        "zeta JOIN ben",
                        "zeta ASSIGNED mia");

        assertThat(desk.giveBack(AS_MIA, "reason", "SPAM")).isEqualTo(DONE);
        assertThat(desk.states.rows)
                .filteredOn(row -> row.row().cause() == Cause.CREDIT)
                .extracting(row -> row.pool().value())
                .containsExactlyInAnyOrder("alpha", "zeta");
    }
}
