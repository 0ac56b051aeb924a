package io.leaddispatcher.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.simulation.SimulationWish.RosterTime;
import io.leaddispatcher.application.simulation.SimulationWish.Source;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadId;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SimulationWishTest {

    private static final LeadId LEAD = new LeadId(new UUID(1, 2));

    @Test
    void realLeadsAreNamedByTheirIds() {
        var wish =
                SimulationWish.read(Map.of("leadIds", List.of(LEAD.toString()), "roster", "NOW"));

        assertThat(wish)
                .isEqualTo(new SimulationWish(new Source.Chosen(List.of(LEAD)), RosterTime.NOW));
    }

    @Test
    void whatIsNoIdAndWhatIsTooManyIsRefused() {
        assertThatThrownBy(() -> SimulationWish.read(Map.of("leadIds", List.of("mia"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/leadIds/0");
        var many = Collections.nCopies(SimulationWish.MOST_CHOSEN + 1, LEAD.toString());
        assertThatThrownBy(() -> SimulationWish.read(Map.of("leadIds", many)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void exactlyOneWayIsTaken() {
        var ids = List.of(LEAD.toString());

        assertThatThrownBy(() -> SimulationWish.read(Map.of()))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(
                        () -> SimulationWish.read(Map.of("leadIds", ids, "lastN", BigDecimal.TEN)))
                .isInstanceOf(InvalidInputException.class);
    }
}
