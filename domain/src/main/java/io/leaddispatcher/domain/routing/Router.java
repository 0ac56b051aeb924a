package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.policy.ConditionTrace;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.Tier;
import io.leaddispatcher.domain.policy.WhenUnavailable;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import io.leaddispatcher.domain.routing.Trace.Outcome;
import io.leaddispatcher.domain.routing.Trace.RuleTrace;
import io.leaddispatcher.domain.routing.Trace.TierTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who takes a lead: the first rule whose condition holds and whose target yields somebody
 * wins; the fallback takes what no rule does. A pure function, so the live run, a simulation and a
 * replay are the same.
 */
public final class Router {

    /** Where leads wait in a workspace without a policy. */
    private static final QueueKey FALLBACK = new QueueKey("fallback");

    private final RoutingConfiguration configuration;

    public Router(RoutingConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Decides one lead at an instant, by the policy of its kind. */
    public Decision decide(LeadContext context, RoutingState state, Instant at) {
        return at(at).decide(context, state);
    }

    /** To decide several leads at one instant, which then is looked at once. Not thread-safe. */
    public Sitting at(Instant at) {
        return new Sitting(new Lineup(configuration, at));
    }

    /** The leads of one instant. */
    public final class Sitting {

        private final Lineup lineup;

        private Sitting(Lineup lineup) {
            this.lineup = lineup;
        }

        /** Decides one lead, by the policy of its kind. */
        public Decision decide(LeadContext context, RoutingState state) {
            return configuration
                    .policy(context.lead().kind())
                    .map(published -> new Run(published, context, state, lineup).decide())
                    .orElseGet(() -> unrouted(context, state));
        }
    }

    private static Decision unrouted(LeadContext context, RoutingState state) {
        String why = "no %s policy has been published".formatted(context.lead().kind().word());
        return new Decision(
                0,
                new Decision.Result.Queued(
                        FALLBACK, null, null, Priority.STANDARD, null, why, null),
                new Trace(0, List.of(), context.match(), why),
                state,
                List.of());
    }

    /** One lead on its way through the policy. */
    private final class Run {

        private final PublishedPolicy published;
        private final LeadContext context;
        private final RoutingState state;
        private final LeadFacts facts;
        private final Targeting targeting;
        private final List<TierTrace> tiers = new ArrayList<>();

        private Run(
                PublishedPolicy published, LeadContext context, RoutingState state, Lineup lineup) {
            this.published = published;
            this.context = context;
            this.state = state;
            this.facts = new LeadFacts(configuration, context, context.lead().receivedAt());
            this.targeting =
                    new Targeting(configuration, published.policy(), context, facts, state, lineup);
        }

        private Decision decide() {
            for (Tier tier : published.policy().tiers()) {
                Optional<Decision> decided = tier(tier);
                if (decided.isPresent()) {
                    return decided.get();
                }
            }
            return fallback();
        }

        private Optional<Decision> tier(Tier tier) {
            List<RuleTrace> rules = new ArrayList<>();
            for (Rule rule : tier.rules()) {
                if (rule.disabled()) {
                    rules.add(traced(rule, null, null));
                    continue;
                }
                ConditionTrace condition = rule.when().trace(facts, configuration);
                if (!condition.result()) {
                    rules.add(traced(rule, condition, null));
                    continue;
                }
                Yield yield = targeting.tryRule(rule, tier.name());
                rules.add(traced(rule, condition, yield));
                if (yield.result() != null) {
                    tiers.add(new TierTrace(tier.name(), rules));
                    return Optional.of(
                            decision(
                                    yield.result(),
                                    null,
                                    Optional.ofNullable(yield.state()).orElse(state),
                                    yield.ledgerRows()));
                }
                if (rule.whenUnavailable() instanceof WhenUnavailable.NextTier) {
                    break;
                }
            }
            tiers.add(new TierTrace(tier.name(), rules));
            return Optional.empty();
        }

        /**
         * What became of a rule.
         *
         * @param condition null for a rule that is switched off
         * @param yield null for a rule that did not match
         */
        private static RuleTrace traced(
                Rule rule, @Nullable ConditionTrace condition, @Nullable Yield yield) {
            return yield == null
                    ? new RuleTrace(
                            rule.id(),
                            rule.name(),
                            false,
                            Outcome.NO_MATCH,
                            condition,
                            List.of(),
                            condition == null ? "switched off" : null)
                    : new RuleTrace(
                            rule.id(),
                            rule.name(),
                            true,
                            yield.outcome(),
                            condition,
                            yield.candidates(),
                            yield.note());
        }

        private Decision fallback() {
            String why = whyFallback();
            return decision(
                    new Decision.Result.Queued(
                            published.policy().fallback(),
                            null,
                            null,
                            Priority.STANDARD,
                            null,
                            why,
                            null),
                    why,
                    state,
                    List.of());
        }

        /** That nothing matched and that nobody was there are different states. */
        private String whyFallback() {
            List<RuleTrace> matched =
                    tiers.stream()
                            .flatMap(tier -> tier.rules().stream())
                            .filter(RuleTrace::matched)
                            .toList();
            if (matched.isEmpty()) {
                return "no rule matched";
            }
            boolean full =
                    CandidateTrace.allAtCapacity(
                            matched.stream().flatMap(rule -> rule.candidates().stream()).toList());
            return full
                    ? "every rule that matched found all at capacity"
                    : "every rule that matched found nobody available";
        }

        private Decision decision(
                Decision.Result result,
                @Nullable String fallback,
                RoutingState next,
                List<LedgerRow> ledgerRows) {
            return new Decision(
                    published.version(),
                    result,
                    new Trace(published.version(), tiers, context.match(), fallback),
                    next,
                    ledgerRows);
        }
    }
}
