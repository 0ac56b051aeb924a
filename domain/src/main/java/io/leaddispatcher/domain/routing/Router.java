package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.Tier;
import io.leaddispatcher.domain.policy.WhenUnavailable;
import io.leaddispatcher.domain.queue.QueueKey;
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
        return configuration
                .policy(context.lead().kind())
                .map(published -> new Run(published, context, state, at).decide())
                .orElseGet(() -> unrouted(context, state));
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
                PublishedPolicy published, LeadContext context, RoutingState state, Instant at) {
            this.published = published;
            this.context = context;
            this.state = state;
            this.facts = new LeadFacts(configuration, context, context.lead().receivedAt());
            this.targeting =
                    new Targeting(configuration, published.policy(), context, facts, state, at);
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
                    continue;
                }
                if (!rule.when().holds(facts, configuration)) {
                    rules.add(traced(rule, false, Outcome.NO_MATCH, Targeting.Yield.none()));
                    continue;
                }
                Targeting.Yield yield = targeting.tryRule(rule, tier.name());
                if (yield.result() != null) {
                    rules.add(traced(rule, true, Outcome.WON, yield));
                    tiers.add(new TierTrace(tier.name(), rules));
                    return Optional.of(decision(yield, yield.result(), null));
                }
                rules.add(traced(rule, true, Outcome.NOBODY_AVAILABLE, yield));
                if (rule.whenUnavailable() instanceof WhenUnavailable.NextTier) {
                    break;
                }
            }
            tiers.add(new TierTrace(tier.name(), rules));
            return Optional.empty();
        }

        private RuleTrace traced(
                Rule rule, boolean matched, Outcome outcome, Targeting.Yield yield) {
            return new RuleTrace(
                    rule.id(),
                    rule.name(),
                    matched,
                    outcome,
                    rule.when().trace(facts, configuration),
                    yield.candidates(),
                    yield.note());
        }

        private Decision fallback() {
            Policy policy = published.policy();
            boolean matched =
                    tiers.stream()
                            .flatMap(tier -> tier.rules().stream())
                            .anyMatch(RuleTrace::matched);
            String why =
                    matched ? "every rule that matched found nobody available" : "no rule matched";
            return decision(
                    Targeting.Yield.none(),
                    new Decision.Result.Queued(
                            policy.fallback(), null, null, Priority.STANDARD, null, why, null),
                    why);
        }

        private Decision decision(
                Targeting.Yield yield, Decision.Result result, @Nullable String fallback) {
            return new Decision(
                    published.version(),
                    result,
                    new Trace(published.version(), tiers, context.match(), fallback),
                    yield.state() == null ? state : yield.state(),
                    yield.ledgerRows());
        }
    }
}
