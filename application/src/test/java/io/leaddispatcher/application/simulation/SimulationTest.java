package io.leaddispatcher.application.simulation;

import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.RoutingState;
import io.leaddispatcher.domain.routing.Workspaces;
import io.leaddispatcher.domain.simulation.Landing;
import io.leaddispatcher.domain.simulation.Landing.Status;
import io.leaddispatcher.domain.simulation.SimulatedLead;
import io.leaddispatcher.domain.simulation.SimulationStart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final PoolKey EMEA = new PoolKey("emea");

    private static Workspaces emea() {
        return workspace()
                .pool("emea", "ROUND_ROBIN", List.of("mia", "ben"))
                .rule("all", "assign", object("pool", "emea"));
    }

    private static Simulation fresh(Workspaces workspace) {
        return new Simulation(workspace.configuration(), SimulationStart.fresh(NOON, Map.of()));
    }

    private static SimulatedLead lead(
            Workspaces workspace, int number, Instant at, @Nullable Duration workedFor) {
        Lead lead = workspace.lead(new LeadId(new UUID(0, number)), at);
        return new SimulatedLead(LeadContext.of(lead), at, workedFor);
    }

    private static List<String> takers(Workspaces workspace, List<SimulatedLead> leads) {
        Simulation simulation = fresh(workspace);
        return leads.stream()
                .map(simulation::decide)
                .map(Landing::of)
                .map(landing ->
                        landing.rep() == null
                                ? String.valueOf(landing.queue())
                                : landing.rep().value())
                .toList();
    }

    @Test
    void theLedgerGoesOnFromLeadToLead() {
        var workspace = emea().reps("mia", "ben");

        assertThat(
                        takers(
                                workspace,
                                List.of(
                                        lead(workspace, 1, NOON, null),
                                        lead(workspace, 2, NOON, null),
                                        lead(workspace, 3, NOON, null))))
                .containsExactly("mia", "ben", "mia");
    }

    @Test
    void openWorkFillsARepUntilItEnds() {
        var workspace =
                emea().rep("mia", "capacity", object("open", 1))
                        .rep("ben", "capacity", object("open", 1));
        Duration hour = Duration.ofHours(1);

        assertThat(
                        takers(
                                workspace,
                                List.of(
                                        lead(workspace, 1, NOON, hour),
                                        lead(workspace, 2, NOON, null),
                                        lead(workspace, 3, NOON.plusSeconds(3599), null),
                                        lead(workspace, 4, NOON.plusSeconds(3600), null),
                                        lead(workspace, 5, NOON.plusSeconds(9000), null))))
                .containsExactly("mia", "ben", "fallback", "mia", "fallback");
    }

    @Test
    void whatSeveralAreAskedIsWorkAndATurnOfOneOfThem() {
        var workspace =
                workspace()
                        .rep("mia", "capacity", object("open", 2))
                        .rep("ben", "capacity", object("open", 2))
                        .rep("zoe", "capacity", object("open", 2))
                        .pool("emea", "ROUND_ROBIN", List.of("mia", "ben", "zoe"))
                        .rule(
                                "all",
                                "assign",
                                object("pool", "emea"),
                                "offer",
                                object("mode", "BROADCAST"));
        Simulation simulation = fresh(workspace);
        int assigned = 0;
        Decision decision = simulation.decide(lead(workspace, 0, NOON, null));
        for (int number = 1; number <= 100; number++) {
            assigned += Landing.of(decision).status() == Status.ASSIGNED ? 1 : 0;
            decision = simulation.decide(lead(workspace, number, NOON, null));
        }

        assertThat(assigned).isEqualTo(6);
        assertThat(decision.state().ledger(EMEA).standings())
                .extracting(standing -> standing.assigned())
                .containsExactly(2L, 2L, 2L);
    }

    @Test
    void aDayAndAnHourAreThoseOfEachLead() {
        var daily = workspace().rep("mia", "capacity", object("perDay", 2));
        daily.pool("emea", "ROUND_ROBIN", List.of("mia"))
                .rule("all", "assign", object("pool", "emea"));
        Instant midnight = Instant.parse("2026-11-25T23:00:00Z");
        Duration moment = Duration.ofSeconds(1);
        assertThat(
                        takers(
                                daily,
                                List.of(
                                        lead(daily, 1, NOON, moment),
                                        lead(daily, 2, midnight.minusSeconds(9), moment),
                                        lead(daily, 3, midnight.minusSeconds(5), moment),
                                        lead(daily, 4, midnight, moment))))
                .containsExactly("mia", "mia", "fallback", "mia");

        var hourly = workspace().rep("mia", "capacity", object("perHour", 1));
        hourly.pool("emea", "ROUND_ROBIN", List.of("mia"))
                .rule("all", "assign", object("pool", "emea"));
        assertThat(
                        takers(
                                hourly,
                                List.of(
                                        lead(hourly, 1, NOON, moment),
                                        lead(hourly, 2, NOON.plusSeconds(3599), moment),
                                        lead(hourly, 3, NOON.plusSeconds(3600), moment))))
                .containsExactly("mia", "fallback", "mia");
    }

    @Test
    void whatRepsHadBeforeCountsWhereItStillDoes() {
        var workspace =
                workspace()
                        .rep("mia", "capacity", object("open", 3, "perDay", 3, "perHour", 3))
                        .pool("emea", "ROUND_ROBIN", List.of("mia"))
                        .rule("all", "assign", object("pool", "emea"));
        var simulation =
                new Simulation(
                        workspace.configuration(),
                        new SimulationStart(NOON, Map.of(), _ -> new Workload(0, 3, 2), Map.of()));

        assertThat(Landing.of(simulation.decide(lead(workspace, 1, NOON, null))).status())
                .as("three of this day")
                .isEqualTo(Status.QUEUED);
        Instant tomorrow = NOON.plus(Duration.ofDays(1));
        assertThat(Landing.of(simulation.decide(lead(workspace, 2, tomorrow, null))).rep())
                .as("another day")
                .isEqualTo(new RepKey("mia"));
    }

    @Test
    void limitsOfAKindAreFreeAgainWhenTheWorkIsOver() {
        var workspace =
                workspace()
                        .rep("mia", "capacity", object("perKind", object("lead", 2)))
                        .pool("emea", "ROUND_ROBIN", List.of("mia"))
                        .rule("all", "assign", object("pool", "emea"));
        Workload had = new Workload(1, 0, 0).of(ImmutableMap.of(LeadKind.LEAD, 1));
        var simulation =
                new Simulation(
                        workspace.configuration(),
                        new SimulationStart(NOON, Map.of(), _ -> had, Map.of()));
        Duration hour = Duration.ofHours(1);

        assertThat(Landing.of(simulation.decide(lead(workspace, 1, NOON, hour))).rep())
                .isEqualTo(new RepKey("mia"));
        assertThat(
                        Landing.of(simulation.decide(lead(workspace, 2, NOON.plusSeconds(1), hour)))
                                .status())
                .isEqualTo(Status.QUEUED);
        assertThat(Landing.of(simulation.decide(lead(workspace, 3, NOON.plus(hour), hour))).rep())
                .isEqualTo(new RepKey("mia"));
    }

    @Test
    void itBeginsWithTheLedgersAsTheyStand() {
        var workspace = emea().reps("mia", "ben");
        Decision before = workspace.decide();
        var simulation =
                new Simulation(
                        workspace.configuration(),
                        new SimulationStart(
                                NOON,
                                Map.of(EMEA, before.state().ledger(EMEA)),
                                _ -> Workload.NONE,
                                Map.of()));

        assertThat(Landing.of(simulation.decide(lead(workspace, 1, NOON, null))).rep())
                .isEqualTo(new RepKey("ben"));
        assertThat(before.state().ledger(EMEA).turns()).as("nothing outside changes").isEqualTo(1);
    }

    /** What is simulated is what would have happened. */
    @Test
    void leadsThatStayOpenLandWhereTheRouterPutsThem() {
        Random random = new Random(20261126);
        for (int round = 0; round < 60; round++) {
            var workspace = workspace();
            List<String> members = new ArrayList<>();
            for (int rep = 0; rep < 1 + random.nextInt(5); rep++) {
                String key = "r" + rep;
                workspace.rep(key, "capacity", object("open", 1 + random.nextInt(6)));
                members.add(key);
            }
            workspace
                    .pool("emea", random.nextBoolean() ? "ROUND_ROBIN" : "LEAST_LOADED", members)
                    .rule("all", "assign", object("pool", "emea"));
            var router = workspace.router();
            RoutingState state = workspace.state();
            Simulation simulation = fresh(workspace);
            for (int number = 0; number < 20; number++) {
                SimulatedLead next =
                        lead(workspace, number, NOON.plusSeconds(random.nextInt(2)), null);
                Decision real = router.decide(next.context(), state, next.at());
                state = real.state();
                assertThat(Landing.of(simulation.decide(next))).isEqualTo(Landing.of(real));
            }
        }
    }
}
