package io.leaddispatcher.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BackgroundSimulationsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final TenantId ONE = new TenantId(new UUID(0, 1));
    private static final TenantId OTHER = new TenantId(new UUID(0, 2));
    private static final int HALF = BackgroundSimulations.MOST_LEADS_OF_ONE;

    private final BackgroundSimulations simulations = new BackgroundSimulations();
    private long ids;

    @Test
    void oneWorkspaceLeavesRoomToAnother() {
        assertThat(admitted(ONE, HALF - 10)).isTrue();
        assertThat(admitted(ONE, 11)).isFalse();
        assertThat(admitted(ONE, 10)).isTrue();
        assertThat(admitted(ONE, 1)).as("a third at once").isFalse();

        assertThat(admitted(OTHER, HALF)).isTrue();
    }

    @Test
    void whoeverNeedsRoomForgetsTheirOwnFirst() {
        BackgroundSimulation others = ended(OTHER, HALF, NOW);
        BackgroundSimulation own = ended(ONE, HALF, NOW.plusSeconds(1));

        assertThat(admitted(ONE, HALF)).isTrue();
        assertThat(simulations.find(OTHER, others.id())).isPresent();
        assertThat(simulations.find(ONE, own.id())).isEmpty();
    }

    private boolean admitted(TenantId tenant, int leads) {
        return simulations.admit(simulation(tenant, leads), NOW);
    }

    private BackgroundSimulation ended(TenantId tenant, int leads, Instant at) {
        BackgroundSimulation simulation = simulation(tenant, leads);
        assertThat(simulations.admit(simulation, NOW)).isTrue();
        simulation.cancel(at);
        return simulation;
    }

    private BackgroundSimulation simulation(TenantId tenant, int leads) {
        return new BackgroundSimulation(new UUID(1, ++ids), tenant, PolicyKind.LEAD, leads);
    }
}
