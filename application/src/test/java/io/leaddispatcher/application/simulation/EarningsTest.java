package io.leaddispatcher.application.simulation;

import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.simulation.port.PastLeads.PastLead;
import io.leaddispatcher.application.simulation.port.PastLeads.Place;
import io.leaddispatcher.application.simulation.port.PastOutcome;
import io.leaddispatcher.domain.estimate.Estimate;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.Router;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.RoutingState;
import io.leaddispatcher.domain.routing.Workspaces;
import io.leaddispatcher.domain.simulation.Landing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Ann wins six of ten leads and Bob one; what ran gave each of them every other lead. */
class EarningsTest {

    private static final RepKey ANN = new RepKey("ann");
    private static final PoolKey BOTH = new PoolKey("both");

    private final Workspaces ran =
            workspace()
                    .reps("ann", "bob")
                    .pool("both", "ROUND_ROBIN", List.of("ann", "bob"))
                    .rule("all", "assign", object("pool", "both"));

    private static RoutingConfiguration draft(String target, String key) {
        return workspace()
                .reps("ann", "bob", "cid")
                .pool("both", "ROUND_ROBIN", List.of("ann", "bob"))
                .rule("all", "assign", object(target, key))
                .configuration();
    }

    private DraftEstimates estimates(RoutingConfiguration draft, int leads, boolean known) {
        return estimates(draft, leads, known, Map.of(BOTH, NOON));
    }

    private DraftEstimates estimates(
            RoutingConfiguration draft,
            int leads,
            boolean known,
            Map<PoolKey, Instant> poolsChanged) {
        Random random = new Random(20261126);
        var router = ran.router();
        var tried = new Router(draft);
        RoutingState state = ran.state();
        var earnings = new Earnings(draft, poolsChanged);
        for (int number = 0; number < leads; number++) {
            LeadContext lead = LeadContext.of(ran.lead(new LeadId(new UUID(1, number)), NOON));
            Decision happened = router.decide(lead, state, NOON);
            state = happened.state();
            earnings.add(
                    lead,
                    new PastTrial(
                            past(lead.lead(), happened),
                            known ? happened.explanation() : null,
                            outcome(lead.lead(), happened, random)),
                    tried.decide(lead, RoutingState.empty(), NOON));
        }
        return earnings.estimates();
    }

    private static PastLead past(Lead lead, Decision happened) {
        return new PastLead(lead, new Place(NOON, lead.id()), Landing.of(happened), null);
    }

    private static PastOutcome outcome(Lead lead, Decision happened, Random random) {
        double chance = ANN.equals(Landing.of(happened).rep()) ? 0.6 : 0.1;
        return new PastOutcome(lead.id(), false, false, random.nextDouble() < chance, true);
    }

    @Test
    void allToWhomWinsMoreEarnsMore() {
        DraftEstimates all = estimates(draft("rep", "ann"), 1_000, true);

        assertThat(all.wins())
                .isInstanceOfSatisfying(
                        Estimate.Estimated.class,
                        wins -> {
                            assertThat(wins.rate().value()).isCloseTo(0.6, Offset.offset(0.06));
                            assertThat(wins.ran().value()).isCloseTo(0.35, Offset.offset(0.04));
                            assertThat(wins.change().low()).isPositive();
                            assertThat(wins.leads()).isEqualTo(1_000);
                        });
        assertThat(all.opportunities())
                .as("no meeting was held")
                .isInstanceOf(Estimate.TooLittleData.class);
    }

    @Test
    void theSameAgainEarnsTheSame() {
        assertThat(estimates(draft("pool", "both"), 1_000, true).wins())
                .isInstanceOfSatisfying(
                        Estimate.Estimated.class,
                        wins ->
                                assertThat(wins.change().value())
                                        .isCloseTo(0, Offset.offset(0.001)));
    }

    @Test
    void nothingIsSaidOfWhatNobodyTried() {
        assertThat(estimates(draft("rep", "cid"), 1_000, true).wins())
                .isInstanceOf(Estimate.TooLittleData.class);
        assertThat(estimates(draft("rep", "ann"), 20, true).wins())
                .isInstanceOf(Estimate.TooLittleData.class);
        assertThat(estimates(draft("rep", "ann"), 1_000, false).wins())
                .as("it is not known how the leads came to their reps")
                .isInstanceOf(Estimate.TooLittleData.class);
    }

    @Test
    void recordsAreNotJudgedByTheLeadsThatTheyAreMadeOf() {
        RoutingConfiguration draft =
                workspace()
                        .reps("ann", "bob")
                        .pool("both", "ROUND_ROBIN", List.of("ann", "bob"))
                        .pool("best", "PERFORMANCE", List.of("ann", "bob"))
                        .rule("all", "assign", object("pool", "best"))
                        .configuration();

        DraftEstimates estimates = estimates(draft, 1_000, true);

        assertThat(List.of(estimates.wins(), estimates.opportunities()))
                .allSatisfy(estimate ->
                        assertThat(estimate)
                                .isInstanceOfSatisfying(
                                        Estimate.TooLittleData.class,
                                        none ->
                                                assertThat(none.why())
                                                        .startsWith("the draft deals 100 %")));
    }

    @Test
    void whatAPoolDealtBeforeItWasChangedSaysNothing() {
        assertThat(
                        estimates(
                                        draft("rep", "ann"),
                                        1_000,
                                        true,
                                        Map.of(BOTH, NOON.plusSeconds(1)))
                                .wins())
                .isInstanceOf(Estimate.TooLittleData.class);
        assertThat(estimates(draft("rep", "ann"), 1_000, true, Map.of()).wins())
                .as("the pool is gone")
                .isInstanceOf(Estimate.TooLittleData.class);
    }
}
