package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.policy.Offer;
import io.leaddispatcher.domain.policy.Ring;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.SkillRequirement;
import io.leaddispatcher.domain.policy.Target;
import io.leaddispatcher.domain.pool.Candidate;
import io.leaddispatcher.domain.pool.Ledger;
import io.leaddispatcher.domain.pool.LedgerChange;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.Performance;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolDealer;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.pool.PoolTurn;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.routing.Decision.Result;
import io.leaddispatcher.domain.routing.Lineup.Standby;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives the lead to the target of a ring, if that has anybody for it. */
final class Assigning {

    private final RoutingConfiguration configuration;
    private final Offer offer;
    private final LeadContext context;
    private final RoutingState state;
    private final Instant at;
    private final Rule rule;
    private final String tier;

    Assigning(
            RoutingConfiguration configuration,
            Offer offer,
            LeadContext context,
            RoutingState state,
            Instant at,
            Rule rule,
            String tier) {
        this.configuration = configuration;
        this.offer = offer;
        this.context = context;
        this.state = state;
        this.at = at;
        this.rule = rule;
        this.tier = tier;
    }

    Yield to(Ring ring, Candidacy among) {
        return to(ring.assign(), among.requiring(skillsOf(ring)));
    }

    private List<SkillRequirement> skillsOf(Ring ring) {
        if (ring.skills().isEmpty()) {
            return rule.skills();
        }
        List<SkillRequirement> skills = new ArrayList<>(rule.skills());
        skills.addAll(ring.skills());
        return skills;
    }

    private Yield to(Target target, Candidacy candidates) {
        return switch (target) {
            case Target.AccountOwner(var parents) ->
                    wanted(
                            candidates,
                            Wanted.accountOwner(
                                    context, parents, candidates, telling().accountsTell()));
            case Target.PreviousOwner _ -> wanted(candidates, Wanted.previousOwner(context));
            case Target.SameCompany(var within) ->
                    wanted(
                            candidates,
                            Wanted.sameCompany(context, within, at, telling().accountsTell()));
            case Target.MeetingHost _ ->
                    wanted(candidates, Wanted.meetingHost(context, configuration.roster()));
            case Target.Rep(var rep) -> named(candidates, rep.value(), "named by the rule");
            case Target.Pool(var key) -> dealt(candidates, key);
            case Target.Queue(var queue) ->
                    queued(queue, null, "rule '%s' sends it to this queue".formatted(rule.name()));
            case Target.Handoff(var type, var queue) ->
                    queued(
                            queue,
                            type,
                            "rule '%s' hands it off to %s".formatted(rule.name(), type));
            case Target.Reject(var reason) -> Yield.won(new Result.Rejected(rule, tier, reason));
        };
    }

    private TellingFields telling() {
        return configuration.telling();
    }

    /** To the next of a pool who has the skills that its ring of the rule asks for. */
    Yield next(Candidacy candidates, PoolKey key) {
        Target pool = new Target.Pool(key);
        List<SkillRequirement> skills =
                rule.rings().stream()
                        .filter(ring -> ring.assign().equals(pool))
                        .findFirst()
                        .map(this::skillsOf)
                        .orElseGet(rule::skills);
        return dealt(candidates.requiring(skills), key);
    }

    /** To the next of a pool. */
    private Yield dealt(Candidacy candidates, PoolKey key) {
        return configuration
                .pool(key)
                .map(pool -> pool(candidates.in(pool), pool))
                .orElseGet(() -> noPool(key));
    }

    /** To this rep and to nobody in the rep's place. */
    Yield byHand(Candidacy candidates, Rep rep, String why) {
        CandidateTrace trace = candidates.trace(rep);
        return trace.reasons().isEmpty()
                ? assigned(candidates, rep, List.of(), trace.chosenBecause(why))
                : Yield.nobody(List.of(trace), null);
    }

    /** To somebody who has it already, whatever speaks against it. */
    Yield owned(Candidacy candidates, Rep rep, String why) {
        return assigned(candidates, rep, List.of(), candidates.trace(rep).chosenBecause(why));
    }

    private Yield queued(QueueKey queue, Target.@Nullable HandoffType handoff, String why) {
        return Yield.won(new Result.Queued(queue, rule, tier, rule.priority(), handoff, why, null));
    }

    private static Yield noPool(PoolKey key) {
        return Yield.nobody(List.of(), "there is no pool '%s'".formatted(key));
    }

    private Yield wanted(Candidacy candidates, Wanted wanted) {
        return wanted.rep() == null
                ? Yield.nobody(wanted.gone(), wanted.gone().isEmpty() ? wanted.words() : null)
                : named(candidates, wanted.rep(), wanted.words()).after(wanted.gone());
    }

    /** To this rep, or to who stands in for one who is out of office. */
    private Yield named(Candidacy candidates, String key, String because) {
        List<CandidateTrace> passedOver = new ArrayList<>();
        Set<RepKey> asked = new HashSet<>();
        Optional<Rep> next = candidates.rep(key);
        if (next.isEmpty()) {
            return Yield.nobody(List.of(CandidateTrace.unknown(key)), null);
        }
        String why = because;
        while (next.isPresent() && asked.add(next.get().key())) {
            Rep rep = next.get();
            CandidateTrace trace = candidates.trace(rep);
            if (trace.reasons().isEmpty()) {
                return assigned(candidates, rep, passedOver, trace.chosenBecause(why));
            }
            passedOver.add(trace);
            why = "stands in for %s, who is out of office".formatted(rep.name());
            next = candidates.delegateOf(rep);
        }
        return Yield.nobody(passedOver, null);
    }

    /** To somebody past the pools; a pool counts it only when it says so. */
    private Yield assigned(
            Candidacy candidates, Rep rep, List<CandidateTrace> passedOver, CandidateTrace chosen) {
        RoutingState next = state.withOneMore(rep.key(), context.lead().kind());
        List<LedgerRow> rows = new ArrayList<>();
        for (Pool pool : configuration.pools()) {
            if (pool.countsOwnerAssignments() && pool.member(rep.key()).isPresent()) {
                LedgerChange settled = settled(pool, candidates);
                LedgerChange counted = settled.ledger().count(rep.key(), context.lead().id(), at);
                next = next.withLedger(pool.key(), counted.ledger());
                rows.addAll(settled.rows());
                rows.addAll(counted.rows());
            }
        }
        List<CandidateTrace> seen = new ArrayList<>(passedOver);
        seen.add(chosen);
        return Yield.won(
                new Result.Assigned(
                        List.of(rep.key()),
                        false,
                        null,
                        rule,
                        tier,
                        rule.priority(),
                        String.valueOf(chosen.because())),
                seen,
                next,
                rows);
    }

    /** A pool's ledger, as who is there now finds it; while nobody is, nobody leaves the others. */
    private LedgerChange settled(Pool pool, Candidacy candidates) {
        List<Candidate> there = candidates.availableOf(pool);
        return there.isEmpty()
                // Only a ledger that follows the pool knows all of its members.
                ? ledger(pool).following(pool, at)
                : PoolDealer.attended(pool, ledger(pool), there, at);
    }

    private Yield pool(Candidacy candidates, Pool pool) {
        List<Standby> members = candidates.membersOf(pool);
        List<CandidateTrace> traces = new ArrayList<>(members.size());
        List<Candidate> eligible = new ArrayList<>(members.size());
        for (Standby member : members) {
            Workload workload = candidates.workload(member);
            CandidateTrace trace = candidates.trace(member, workload);
            traces.add(trace);
            if (trace.eligible()) {
                eligible.add(candidates.candidate(member.rep(), workload));
            }
        }
        if (eligible.isEmpty()) {
            return Yield.nobody(
                    traces,
                    traces.isEmpty() ? "pool '%s' has no members".formatted(pool.name()) : null);
        }
        return offer.mode() == Offer.Mode.BROADCAST
                ? broadcast(pool, eligible, traces)
                : dealt(pool, eligible, candidates.performance(pool), traces);
    }

    private Yield dealt(
            Pool pool,
            List<Candidate> eligible,
            Performance performance,
            List<CandidateTrace> traces) {
        PoolTurn turn =
                PoolDealer.pick(pool, ledger(pool), eligible, performance, context.lead().id(), at);
        RepKey taker = turn.taker();
        // How many were left to choose from tells what the lead says, and the words go into
        // messages.
        String because = telling().tells(pool) ? "next of the pool" : turn.because();
        return Yield.won(
                new Result.Assigned(
                        List.of(taker), false, pool.key(), rule, tier, rule.priority(), because),
                chosen(traces, taker, because),
                state.withLedger(pool.key(), turn.ledger())
                        .withOneMore(taker, context.lead().kind()),
                turn.rows());
    }

    private static List<CandidateTrace> chosen(
            List<CandidateTrace> traces, RepKey taker, String because) {
        List<CandidateTrace> marked = new ArrayList<>(traces);
        for (int place = 0; place < marked.size(); place++) {
            if (marked.get(place).rep().equals(taker.value())) {
                marked.set(place, marked.get(place).chosenBecause(because));
                break;
            }
        }
        return marked;
    }

    /**
     * Asks everybody at once; the turn is counted when somebody accepts. Who is not asked loses it
     * already, as when it is dealt.
     */
    private Yield broadcast(Pool pool, List<Candidate> eligible, List<CandidateTrace> traces) {
        String because = CandidateTrace.ASKED;
        LedgerChange attended = PoolDealer.attended(pool, ledger(pool), eligible, at);
        return Yield.won(
                new Result.Assigned(
                        eligible.stream().map(Candidate::rep).toList(),
                        true,
                        pool.key(),
                        rule,
                        tier,
                        rule.priority(),
                        because),
                traces.stream()
                        .map(trace ->
                                trace.reasons().isEmpty() ? trace.chosenBecause(because) : trace)
                        .toList(),
                state.withLedger(pool.key(), attended.ledger()),
                attended.rows());
    }

    private Ledger ledger(Pool pool) {
        return state.ledger(pool.key()).forCycle(pool.cycle(), at, configuration.zone());
    }
}
