package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.pool.Performances;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.pool.TrackRecord;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import io.leaddispatcher.domain.segment.SegmentKey;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A rule whose pool goes by what its members have made of leads. */
class PerformanceRoutingTest {

    private static final Map<PoolKey, Performances> KNOWN =
            Map.of(
                    new PoolKey("closers"),
                    Performances.of(
                            List.of(
                                    record("mia", null, 60, 200),
                                    record("ben", null, 60, 200),
                                    record("mia", "big", 50, 100),
                                    record("ben", "big", 10, 100),
                                    record("mia", "small", 10, 100),
                                    record("ben", "small", 50, 100))));

    private final Workspaces workspace =
            workspace()
                    .reps("mia", "ben")
                    .rep("noor", "paused", true)
                    .segment("big", object("field", "company.employees", "op", "gte", "value", 100))
                    .segment(
                            "small", object("field", "company.employees", "op", "lt", "value", 100))
                    .pool("closers", "PERFORMANCE", List.of("mia", "ben", "noor"))
                    .rule("all", "assign", object("pool", "closers"));

    private static Performances.Entry record(
            String rep, @Nullable String segment, long won, long concluded) {
        return new Performances.Entry(
                new RepKey(rep),
                segment == null ? null : new SegmentKey(segment),
                new TrackRecord(concluded, won));
    }

    private Map<String, Integer> counts(int employees) {
        Map<String, Integer> counts = new HashMap<>();
        for (int number = 0; number < 400; number++) {
            CandidateTrace chosen = chosen(decide(number, employees));
            counts.merge(chosen.rep(), 1, Integer::sum);
        }
        return counts;
    }

    private Decision decide(int number, int employees) {
        return workspace
                .router()
                .decide(
                        LeadContext.of(
                                workspace.lead(
                                        new LeadId(new UUID(9, number)),
                                        NOON,
                                        "company.employees",
                                        BigDecimal.valueOf(employees))),
                        workspace.state().knowing(KNOWN),
                        NOON);
    }

    private static CandidateTrace chosen(Decision decision) {
        return decision.trace().tiers().getFirst().rules().getFirst().candidates().stream()
                .filter(CandidateTrace::chosen)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSegmentOfTheLeadSaysWhoseRecordCounts() {
        assertThat(counts(500))
                .hasEntrySatisfying("mia", mia -> assertThat(mia).isGreaterThan(300));
        assertThat(counts(5)).hasEntrySatisfying("ben", ben -> assertThat(ben).isGreaterThan(300));
    }

    @Test
    void whoIsNotAvailableIsNotEvenExplored() {
        assertThat(counts(500)).doesNotContainKey("noor");
        assertThat(counts(500)).containsKey("ben");
    }

    @Test
    void theTraceSaysWhatItWentBy() {
        assertThat(chosen(decide(1, 500)).because())
                .contains("in segment 'big'")
                .containsAnyOf("50 of 100", "10 of 100");
    }

    @Test
    void aSegmentThatTellsOfSomethingSensitiveHasNoNameInTheWords() {
        workspace
                .sensitive("dx")
                .segment("ill", object("field", "custom.dx", "op", "eq", "value", "flu"));

        assertThat(chosen(decide(1, 500)).because())
                .doesNotContain("big")
                .containsAnyOf("50 of 100", "10 of 100");
    }

    @Test
    void aLeadThatIsInNoSegmentGoesByAllLeadsOfThePool() {
        Decision decision =
                workspace
                        .router()
                        .decide(
                                LeadContext.of(workspace.lead()),
                                workspace.state().knowing(KNOWN),
                                NOON);

        assertThat(chosen(decision).because())
                .as("both have won 60 of 200")
                .startsWith("no record tells them apart");
    }

    @Test
    void theSegmentsOfALeadCanBeAskedFor() {
        LeadContext big =
                LeadContext.of(workspace.lead("company.employees", BigDecimal.valueOf(500)));

        assertThat(LeadSegments.of(workspace.configuration(), big))
                .containsExactly(new SegmentKey("big"));
        assertThat(LeadSegments.of(workspace.configuration(), LeadContext.of(workspace.lead())))
                .isEmpty();
        assertThat(LeadSegments.of(workspace().reps("mia").configuration(), big)).isEmpty();
    }
}
