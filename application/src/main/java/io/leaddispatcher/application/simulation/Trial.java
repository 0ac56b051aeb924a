package io.leaddispatcher.application.simulation;

import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.application.routing.Arrivals;
import io.leaddispatcher.application.simulation.SimulationWish.RosterTime;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.Decision.Result;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.PublishedPolicy;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.simulation.Landing;
import io.leaddispatcher.domain.simulation.Move;
import io.leaddispatcher.domain.simulation.SimulatedLead;
import io.leaddispatcher.domain.simulation.SimulationStart;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One simulation under way: decides lead after lead, and counts. Not thread-safe. */
final class Trial {

    private final Simulation simulation;
    private final SimulationTally tally;
    private final DecisionTimes times = new DecisionTimes();
    private final Earnings earnings;
    private final SensitiveMask mask;
    private final LeadKind kind;
    private final RosterTime rosterTime;
    private final Instant now;
    private final int rules;
    private int traceRules;
    private int index;

    /**
     * @param poolsChanged when each pool was last changed
     * @param traceRules how many rules traces may show together; those of later leads are left out
     */
    Trial(
            RoutingConfiguration configuration,
            LeadKind kind,
            SimulationStart start,
            Map<PoolKey, Instant> poolsChanged,
            RosterTime rosterTime,
            int traceRules) {
        this.kind = kind;
        this.simulation = new Simulation(configuration, start);
        this.tally = new SimulationTally(configuration.zone());
        this.earnings = new Earnings(configuration, poolsChanged);
        // Reads are told in the audit log, and a simulation writes nothing: it shows nothing.
        this.mask = SensitiveMask.closed(configuration);
        this.rosterTime = rosterTime;
        this.now = start.at();
        this.rules =
                configuration
                        .policy(kind)
                        .map(PublishedPolicy::compiled)
                        .map(policy -> Math.max(1, policy.size()))
                        .orElse(1);
        this.traceRules = traceRules;
    }

    SimulatedRow decide(TrialLead next, Arrivals.Known known) {
        int place = index++;
        return switch (next) {
            case TrialLead.Unreadable(var why) -> {
                tally.unreadable();
                yield new SimulatedRow.Unreadable(place, why);
            }
            case TrialLead.Readable(var lead, var past) ->
                    decided(place, known, known.context(lead), past);
        };
    }

    private SimulatedRow decided(
            int place, Arrivals.Known known, LeadContext context, @Nullable PastTrial past) {
        Instant receivedAt = context.lead().receivedAt();
        Instant at = rosterTime == RosterTime.NOW ? now : receivedAt;
        long begun = System.nanoTime();
        Decision decision =
                simulation.decide(
                        new SimulatedLead(
                                context, at, past == null ? null : past.lead().workedFor()));
        times.add(System.nanoTime() - begun);
        known.decided(context, decision, at);
        Landing landing = Landing.of(decision);
        Landing actual = past == null ? null : past.lead().landing();
        Move move = actual == null ? null : Move.between(actual, landing).orElse(null);
        tally.count(landing, receivedAt, move);
        if (past != null) {
            earnings.add(context, past, decision);
        }
        return new SimulatedRow.Decided(
                place,
                past == null ? null : context.lead().id(),
                landing,
                decision.result() instanceof Result.Assigned assigned ? assigned.priority() : null,
                because(decision.result()),
                actual,
                move,
                past == null ? context.lead().issues() : List.of(),
                trace(decision, past != null));
    }

    private static String because(Result result) {
        return switch (result) {
            case Result.Assigned assigned -> assigned.because();
            case Result.Queued queued -> queued.why();
            case Result.Rejected rejected -> rejected.reason();
        };
    }

    /** Traces are large, so there is an end to them. */
    private @Nullable Map<String, @Nullable Object> trace(Decision decision, boolean real) {
        if (traceRules < rules) {
            traceRules = 0;
            return null;
        }
        traceRules -= rules;
        Map<String, @Nullable Object> trace = decision.trace().toDocument();
        return real ? mask.trace(kind, trace) : trace;
    }

    /**
     * What it came to. Takes a moment where there are many leads.
     *
     * @param real whether its leads are real ones, of which one may ask what they would have earned
     */
    SimulationReport report(boolean real) {
        return new SimulationReport(
                tally.summary(),
                real ? earnings.estimates() : null,
                times.within(0.5),
                times.within(0.99));
    }
}
