package io.leaddispatcher.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.simulation.Landing;
import io.leaddispatcher.domain.simulation.Landing.Status;
import io.leaddispatcher.domain.simulation.Move;
import io.leaddispatcher.domain.simulation.SimulationSummary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulationTallyTest {

    private static final Instant LATE = Instant.parse("2026-11-25T23:30:00Z");
    private static final RepKey MIA = new RepKey("mia");
    private static final RepKey BEN = new RepKey("ben");
    private static final QueueKey FALLBACK = new QueueKey("fallback");

    @Test
    void leadsAreCountedByRepByDayAndByQueue() {
        var tally = new SimulationTally(ZoneId.of("Europe/Berlin"));
        tally.count(to(MIA), LATE.minusSeconds(3600 * 2), null);
        tally.count(to(MIA), LATE, new Move(Move.Kind.OTHER_TURN, "so"));
        tally.count(to(BEN), LATE, new Move(Move.Kind.OTHER_TURN, "so"));
        tally.count(
                new Landing(Status.QUEUED, null, null, FALLBACK, null, null),
                LATE,
                new Move(Move.Kind.NO_LONGER_ASSIGNED, "so"));
        tally.count(new Landing(Status.REJECTED, null, null, null, "spam", "Tier"), LATE, null);
        tally.count(new Landing(Status.ASSIGNED, null, null, null, "all", "Tier"), LATE, null);
        tally.unreadable();

        assertThat(tally.summary())
                .isEqualTo(
                        new SimulationSummary(
                                6,
                                1,
                                4,
                                1,
                                1,
                                3,
                                Map.of(MIA, 2, BEN, 1),
                                Map.of(
                                        LocalDate.parse("2026-11-25"),
                                        Map.of(MIA, 1),
                                        LocalDate.parse("2026-11-26"),
                                        Map.of(MIA, 1, BEN, 1)),
                                Map.of(FALLBACK, 1),
                                Map.of(Move.Kind.OTHER_TURN, 2, Move.Kind.NO_LONGER_ASSIGNED, 1)));
    }

    private static Landing to(RepKey rep) {
        return new Landing(Status.ASSIGNED, rep, null, null, "all", "Tier");
    }
}
