package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.policy.Offer;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.Ring;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.SkillRequirement;
import io.leaddispatcher.domain.policy.Target;
import io.leaddispatcher.domain.policy.WhenUnavailable;
import io.leaddispatcher.domain.pool.Candidate;
import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.LedgerChange;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolDealer;
import io.leaddispatcher.domain.pool.PoolMember;
import io.leaddispatcher.domain.pool.PoolTurn;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.routing.Decision.Result;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a rule that matched does with the lead: its rings in order, each with its target. */
final class Targeting {

    private final RoutingConfiguration configuration;
    private final Policy policy;
    private final LeadContext context;
    private final RoutingState state;
    private final Candidacy candidacy;
    private final LeadFacts facts;
    private final Instant at;

    Targeting(
            RoutingConfiguration configuration,
            Policy policy,
            LeadContext context,
            LeadFacts facts,
            RoutingState state,
            Instant at) {
        this.configuration = configuration;
        this.policy = policy;
        this.context = context;
        this.facts = facts;
        this.state = state;
        this.at = at;
        this.candidacy = new Candidacy(configuration, context, facts, state, at);
    }

    /**
     * What a rule yields.
     *
     * @param result null when nobody could take the lead
     * @param state null when nothing changed
     * @param note what the trace says besides
     */
    record Yield(
            @Nullable Result result,
            List<CandidateTrace> candidates,
            @Nullable RoutingState state,
            List<LedgerRow> ledgerRows,
            @Nullable String note) {

        static Yield none() {
            return new Yield(null, List.of(), null, List.of(), null);
        }

        static Yield nobody(List<CandidateTrace> candidates, @Nullable String note) {
            return new Yield(null, candidates, null, List.of(), note);
        }

        static Yield settled(Result result) {
            return new Yield(result, List.of(), null, List.of(), null);
        }
    }

    /**
     * Tries the rings that have joined by now, then what the rule does when nobody is available.
     */
    Yield tryRule(Rule rule, String tier) {
        Joined joined = joined(rule);
        List<CandidateTrace> seen = new ArrayList<>();
        String note = null;
        for (Ring ring : joined.rings()) {
            Yield yield = ring(rule, ring, tier, candidacy);
            seen.addAll(yield.candidates());
            if (yield.result() != null) {
                return new Yield(
                        yield.result(), seen, yield.state(), yield.ledgerRows(), yield.note());
            }
            note = yield.note();
        }
        if (joined.nextAt() != null) {
            return waiting(rule, tier, seen, joined.nextAt());
        }
        return switch (rule.whenUnavailable()) {
            case WhenUnavailable.NextRule _, WhenUnavailable.NextTier _ -> Yield.nobody(seen, note);
            case WhenUnavailable.AssignAnyway _ -> assignAnyway(rule, joined, tier, seen, note);
            case WhenUnavailable.ToQueue(var queue) ->
                    new Yield(
                            new Result.Queued(
                                    queue,
                                    rule,
                                    tier,
                                    rule.priority(),
                                    null,
                                    "rule '%s' found nobody available".formatted(rule.name()),
                                    null),
                            seen,
                            null,
                            List.of(),
                            note);
        };
    }

    private Yield waiting(Rule rule, String tier, List<CandidateTrace> seen, Instant nextAt) {
        return new Yield(
                new Result.Queued(
                        rule.queue().orElse(policy.fallback()),
                        rule,
                        tier,
                        rule.priority(),
                        null,
                        "the next ring of rule '%s' joins at %s".formatted(rule.name(), nextAt),
                        nextAt),
                seen,
                null,
                List.of(),
                "waits for the next ring");
    }

    private Yield assignAnyway(
            Rule rule,
            Joined joined,
            String tier,
            List<CandidateTrace> seen,
            @Nullable String note) {
        Candidacy anyway = candidacy.overlookingAbsence();
        for (Ring ring : joined.rings()) {
            Yield yield = ring(rule, ring, tier, anyway);
            if (yield.result() != null) {
                return new Yield(
                        yield.result(),
                        yield.candidates(),
                        yield.state(),
                        yield.ledgerRows(),
                        "nobody was available: assigned anyway");
            }
        }
        return Yield.nobody(seen, note);
    }

    /**
     * The rings to be tried now, and when the next one joins.
     *
     * @param nextAt null when all have joined
     */
    private record Joined(List<Ring> rings, @Nullable Instant nextAt) {}

    /** The waits add up from the lead's arrival; a ring that is skipped is not waited for. */
    private Joined joined(Rule rule) {
        List<Ring> rings = new ArrayList<>();
        Instant joinsAt = context.lead().receivedAt();
        Duration waited = Duration.ZERO;
        for (Ring ring : rule.rings()) {
            if (ring.skip().filter(skip -> skip.holds(facts, configuration)).isPresent()) {
                continue;
            }
            if (at.isBefore(joinsAt.plus(waited))) {
                return new Joined(rings, joinsAt.plus(waited));
            }
            rings.add(ring);
            waited = waited.plus(ring.waits());
        }
        return new Joined(rings, null);
    }

    private Yield ring(Rule rule, Ring ring, String tier, Candidacy among) {
        List<SkillRequirement> skills = new ArrayList<>(rule.skills());
        skills.addAll(ring.skills());
        Candidacy candidates = among.requiring(skills);
        return switch (ring.assign()) {
            case Target.AccountOwner _ -> accountOwner(rule, tier, candidates);
            case Target.PreviousOwner _ ->
                    context.history().previousOwner() == null
                            ? Yield.nobody(List.of(), "nobody had this lead before")
                            : named(
                                    rule,
                                    tier,
                                    candidates,
                                    context.history().previousOwner().value(),
                                    "had this lead before");
            case Target.Rep(var rep) ->
                    named(rule, tier, candidates, rep.value(), "named by the rule");
            case Target.Pool(var key) ->
                    configuration
                            .pool(key)
                            .map(pool -> pool(rule, tier, candidates, pool))
                            .orElseGet(() ->
                                    Yield.nobody(
                                            List.of(), "there is no pool '%s'".formatted(key)));
            case Target.Queue(var queue) ->
                    Yield.settled(
                            new Result.Queued(
                                    queue,
                                    rule,
                                    tier,
                                    rule.priority(),
                                    null,
                                    "rule '%s' sends it to this queue".formatted(rule.name()),
                                    null));
            case Target.Handoff(var type, var queue) ->
                    Yield.settled(
                            new Result.Queued(
                                    queue,
                                    rule,
                                    tier,
                                    rule.priority(),
                                    type,
                                    "rule '%s' hands it off to %s".formatted(rule.name(), type),
                                    null));
            case Target.Reject(var reason) ->
                    Yield.settled(new Result.Rejected(rule, tier, reason));
        };
    }

    private Yield accountOwner(Rule rule, String tier, Candidacy candidates) {
        if (context.account() == null) {
            return Yield.nobody(List.of(), "the lead matches no account");
        }
        String owner = context.account().owner();
        return owner == null
                ? Yield.nobody(
                        List.of(), "account '%s' has no owner".formatted(context.account().name()))
                : named(
                        rule,
                        tier,
                        candidates,
                        owner,
                        "owns the account %s".formatted(context.account().name()));
    }

    private Yield named(Rule rule, String tier, Candidacy candidates, String key, String because) {
        Optional<Rep> rep = candidates.rep(key);
        if (rep.isEmpty()) {
            return Yield.nobody(
                    List.of(
                            new CandidateTrace(
                                    key, List.of(UnavailabilityReason.OWNER_UNKNOWN), false, null)),
                    null);
        }
        CandidateTrace trace = candidates.trace(rep.get());
        if (trace.reasons().isEmpty()) {
            return assigned(rule, tier, rep.get(), List.of(), trace.chosenBecause(because));
        }
        Optional<Rep> delegate = candidates.delegateOf(rep.get());
        if (delegate.isEmpty()) {
            return Yield.nobody(List.of(trace), null);
        }
        CandidateTrace standsIn = candidates.trace(delegate.get());
        return standsIn.reasons().isEmpty()
                ? assigned(
                        rule,
                        tier,
                        delegate.get(),
                        List.of(trace),
                        standsIn.chosenBecause(
                                "stands in for %s, who is out of office"
                                        .formatted(rep.get().name())))
                : Yield.nobody(List.of(trace, standsIn), null);
    }

    /** To somebody past the pools; a pool counts it only when it says so. */
    private Yield assigned(
            Rule rule, String tier, Rep rep, List<CandidateTrace> before, CandidateTrace chosen) {
        RoutingState next = state.withOneMore(rep.key());
        List<LedgerRow> rows = new ArrayList<>();
        for (Pool pool : configuration.pools()) {
            if (pool.countsOwnerAssignments() && pool.member(rep.key()).isPresent()) {
                LedgerChange counted = ledger(pool).count(rep.key(), context.lead().id(), at);
                next = next.withLedger(pool.key(), counted.ledger());
                rows.addAll(counted.rows());
            }
        }
        List<CandidateTrace> candidates = new ArrayList<>(before);
        candidates.add(chosen);
        String because = Optional.ofNullable(chosen.because()).orElse("");
        return new Yield(
                new Result.Assigned(
                        List.of(rep.key()), false, null, rule, tier, rule.priority(), because),
                candidates,
                next,
                rows,
                null);
    }

    private Yield pool(Rule rule, String tier, Candidacy candidates, Pool pool) {
        List<CandidateTrace> traces = new ArrayList<>();
        List<Candidate> eligible = new ArrayList<>();
        for (PoolMember member : pool.members()) {
            Optional<Rep> rep = configuration.roster().rep(member.rep());
            if (rep.isPresent()) {
                CandidateTrace trace = candidates.trace(rep.get(), pool);
                traces.add(trace);
                if (trace.reasons().isEmpty()) {
                    eligible.add(candidates.candidate(rep.get(), pool));
                }
            }
        }
        if (eligible.isEmpty()) {
            return Yield.nobody(
                    traces,
                    traces.isEmpty() ? "pool '%s' has no members".formatted(pool.name()) : null);
        }
        return policy.offerOf(rule).mode() == Offer.Mode.BROADCAST
                ? broadcast(rule, tier, pool, eligible, traces)
                : dealt(rule, tier, pool, eligible, traces);
    }

    private Yield dealt(
            Rule rule,
            String tier,
            Pool pool,
            List<Candidate> eligible,
            List<CandidateTrace> traces) {
        PoolTurn turn = PoolDealer.pick(pool, ledger(pool), eligible, context.lead().id(), at);
        return new Yield(
                new Result.Assigned(
                        List.of(turn.taker()),
                        false,
                        pool.key(),
                        rule,
                        tier,
                        rule.priority(),
                        turn.because()),
                traces.stream()
                        .map(trace ->
                                trace.rep().equals(turn.taker().value())
                                        ? trace.chosenBecause(turn.because())
                                        : trace)
                        .toList(),
                state.withLedger(pool.key(), turn.ledger()).withOneMore(turn.taker()),
                turn.rows(),
                null);
    }

    /** Asks everybody at once; the turn is counted when somebody accepts. */
    private Yield broadcast(
            Rule rule,
            String tier,
            Pool pool,
            List<Candidate> eligible,
            List<CandidateTrace> traces) {
        String because = "asked with everybody of the pool: the first to accept gets it";
        List<RepKey> reps = eligible.stream().map(Candidate::rep).toList();
        return new Yield(
                new Result.Assigned(reps, true, pool.key(), rule, tier, rule.priority(), because),
                traces.stream()
                        .map(trace ->
                                trace.reasons().isEmpty() ? trace.chosenBecause(because) : trace)
                        .toList(),
                state,
                List.of(),
                null);
    }

    private Ledger ledger(Pool pool) {
        return state.ledger(pool.key()).forCycle(pool.cycle(), at, configuration.zone());
    }
}
