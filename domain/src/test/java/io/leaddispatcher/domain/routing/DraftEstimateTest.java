package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.estimate.Chances;
import io.leaddispatcher.domain.estimate.Estimate.Estimated;
import io.leaddispatcher.domain.estimate.Estimate.TooLittleData;
import io.leaddispatcher.domain.estimate.Interval;
import io.leaddispatcher.domain.estimate.Observation;
import io.leaddispatcher.domain.estimate.OffPolicyEstimate;
import io.leaddispatcher.domain.estimate.Reward;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a draft would earn of leads that a pool has dealt: as good as by chance. */
class DraftEstimateTest extends RouterScenes {

    private static final List<String> ALL = List.of("mia", "ben", "zoe", "kai");
    private static final int WORLDS = 100;
    private static final int LEADS = 800;

    private static Workspaces drafting(List<String> members) {
        return workspace()
                .reps("mia", "ben", "zoe", "kai", "new")
                .pool("west", "ROUND_ROBIN", ALL)
                .pool("emea", "ROUND_ROBIN", members)
                .rule("high", "when", leaf("lead.score", "gte", 50), "assign", POOL)
                .rule("low", "assign", Workspaces.object("pool", "west"));
    }

    /** A lead that was dealt by the policy that ran, and by the draft for a trial. */
    private record Dealt(boolean high, RepKey rep, Chances ran, Chances draft) {

        Observation with(Reward reward) {
            return new Observation(high ? "high" : "low", rep, ran, draft, reward);
        }
    }

    private static List<Dealt> dealt(Workspaces draft, SplittableRandom random) {
        RoutingConfiguration running =
                emea("mia", "ben", "zoe", "kai").rule("all", "assign", POOL).configuration();
        RoutingConfiguration trying = draft.configuration();
        RoutingState state = draft.state();
        RoutingState trialState = draft.state();
        List<Dealt> dealt = new ArrayList<>();
        for (int number = 0; number < LEADS; number++) {
            boolean high = random.nextBoolean();
            Instant at = NOON.plusSeconds(number);
            var id = new LeadId(new UUID(5, number));
            var lead = LeadContext.of(draft.lead(id, at, "lead.score", high ? 80 : 20));
            Decision ran = new Router(running).decide(lead, state, at);
            Decision tried = new Router(trying).decide(lead, trialState, at);
            state = ran.state();
            trialState = tried.state();
            dealt.add(
                    new Dealt(
                            high,
                            new RepKey(Decided.where(ran)),
                            RoutingChances.of(ran, running).orElseThrow(),
                            RoutingChances.of(tried, trying).orElseThrow()));
        }
        return dealt;
    }

    private static Map<String, Double> rates(SplittableRandom random, double most) {
        Map<String, Double> rates = new HashMap<>();
        ALL.forEach(rep -> rates.put(rep, random.nextDouble(0.1, most)));
        return rates;
    }

    private static double mean(Map<String, Double> rates, List<String> reps) {
        return reps.stream().mapToDouble(rep -> rates.getOrDefault(rep, 0.0)).average().orElse(0);
    }

    @Test
    void theIntervalHoldsWhatTheDraftWouldEarn() {
        var random = new SplittableRandom(5);
        List<String> members = List.of("ben", "kai");
        List<Dealt> dealt = dealt(drafting(members), random);
        double highs = (double) dealt.stream().filter(Dealt::high).count() / LEADS;
        int held = 0;
        for (int number = 0; number < WORLDS; number++) {
            Map<String, Double> high = rates(random, 0.9);
            Map<String, Double> low = rates(random, 0.5);
            List<Observation> happened = new ArrayList<>();
            for (Dealt one : dealt) {
                double rate = (one.high() ? high : low).getOrDefault(one.rep().value(), 0.0);
                happened.add(one.with(random.nextDouble() < rate ? Reward.EARNED : Reward.MISSED));
            }
            Interval rate = ((Estimated) OffPolicyEstimate.of(happened)).rate();
            double truth = highs * mean(high, members) + (1 - highs) * mean(low, ALL);
            held += rate.low() <= truth && truth <= rate.high() ? 1 : 0;
            assertThat(rate.high() - rate.low()).isLessThan(0.13);
        }

        assertThat(held).as("held, of %d", WORLDS).isGreaterThanOrEqualTo(WORLDS * 92 / 100);
    }

    @Test
    void ofSomebodyWhoNeverHadALeadNothingIsSaid() {
        List<Observation> happened =
                dealt(drafting(List.of("new")), new SplittableRandom(6)).stream()
                        .map(one -> one.with(one.high() ? Reward.EARNED : Reward.MISSED))
                        .toList();

        assertThat(OffPolicyEstimate.of(happened))
                .isInstanceOfSatisfying(
                        TooLittleData.class,
                        why -> assertThat(why.why()).contains("was never tried"));
    }
}
