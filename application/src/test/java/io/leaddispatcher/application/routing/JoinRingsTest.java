package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.BOB;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leads that wait for somebody, and to whom another ring joins in time. */
class JoinRingsTest {

    private final RoutingDesk desk = new RoutingDesk();

    /** Mia, who is away, for two minutes; then Mia again for three; then Ben. */
    JoinRingsTest() {
        desk.pause("mia", true);
        desk.rule(
                "rings",
                "rings",
                List.of(
                        object("assign", object("rep", "mia"), "wait", "PT2M"),
                        object("assign", object("rep", "mia"), "wait", "PT3M"),
                        object("assign", object("rep", "ben"))),
                "whenUnavailable",
                object("queue", "partners"));
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
    }

    private LeadFile file() {
        return desk.leads.get(TENANT, ANA);
    }

    @Test
    void untilThenItWaitsInTheQueueOfTheRule() {
        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(file().placement().queue()).hasToString("partners");
        assertThat(file().placement().lookAgainAt()).isEqualTo(NOON.plusSeconds(120));
        desk.now = NOON.plusSeconds(119);

        assertThat(desk.joinRings()).isZero();
        assertThat(desk.runs).hasSize(1);
    }

    @Test
    void theWaitsAddUpAndEachRingIsOneRun() {
        desk.now = NOON.plusSeconds(120);
        assertThat(desk.joinRings()).isEqualTo(1);
        assertThat(desk.joinRings()).isZero();
        assertThat(file().placement().lookAgainAt()).isEqualTo(NOON.plusSeconds(300));

        desk.now = NOON.plusSeconds(300);
        assertThat(desk.joinRings()).isEqualTo(1);
        assertThat(desk.joinRings()).isZero();

        assertThat(file().placement().rep()).isEqualTo(new RepKey("ben"));
        assertThat(desk.runs)
                .extracting(Run::cause)
                .containsExactly(Cause.INTAKE, Cause.RING, Cause.RING);
        assertThat(desk.runs.getLast().event()).isNull();
        assertThat(desk.told(ANA))
                .containsExactly(
                        "LEAD_RECEIVED",
                        "LEAD_ROUTED",
                        "LEAD_QUEUED",
                        "LEAD_ROUTED",
                        "LEAD_QUEUED",
                        "LEAD_ROUTED",
                        "ASSIGNMENT_OFFERED");
        assertThat(desk.wakeUps).isGreaterThan(1);
    }

    @Test
    void aNodeThatWasAwayCatchesUpInOneRun() {
        desk.now = NOON.plus(Duration.ofHours(5));

        assertThat(desk.joinRings()).isEqualTo(1);

        assertThat(file().placement().rep()).isEqualTo(new RepKey("ben"));
        assertThat(desk.runs).hasSize(2);
    }

    @Test
    void theClockOfTheDatabaseCounts() {
        desk.now = NOON.plusSeconds(299);
        desk.databaseAhead = Duration.ofMinutes(-3);
        assertThat(desk.joinRings()).isZero();
        desk.joinRings();
        desk.databaseAhead = Duration.ZERO;
        desk.joinRings();
        desk.databaseAhead = Duration.ofSeconds(1);

        assertThat(desk.joinRings()).isEqualTo(1);

        assertThat(file().placement().rep()).isEqualTo(new RepKey("ben"));
        assertThat(desk.runs.getLast().decidedAt()).isEqualTo(NOON.plusSeconds(300));
    }

    @Test
    void whatHasGoneElsewhereMeanwhileIsLeftAlone() {
        desk.leads.save(TENANT, List.of(file().completed()), desk.now).block();
        desk.now = NOON.plusSeconds(120);

        assertThat(desk.joinRings()).isZero();
        assertThat(desk.runs).hasSize(1);
    }

    @Test
    void aLeadThatCannotBeDecidedIsPutOffAndKeepsNobodyWaitingForEver() {
        desk.event(BOB, "lead.intent", "demo");
        desk.turn();
        desk.now = NOON.plusSeconds(120);
        desk.broken = true;

        assertThat(desk.joinRings()).isEqualTo(desk.putOff.size());

        assertThat(desk.putOff).containsExactlyInAnyOrder(ANA, BOB);
    }
}
