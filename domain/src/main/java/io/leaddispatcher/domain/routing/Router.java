package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.policy.AskedFields;
import io.leaddispatcher.domain.policy.ExperimentSide;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.policy.Review;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.compiled.CompiledPolicy;
import io.leaddispatcher.domain.policy.compiled.LeadReading;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.routing.Explanation.Tried;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
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

        /** Gives a lead away past the rules. */
        public Directed direct(LeadContext context, RoutingState state, Direction direction) {
            return new Directing(configuration, lineup).direct(context, state, direction);
        }
    }

    private Decision unrouted(LeadContext context, RoutingState state) {
        String why = "no %s policy has been published".formatted(context.lead().kind().word());
        return new Decision(
                new Decision.Result.Queued(
                        QueueKey.FALLBACK, null, null, Priority.STANDARD, null, why, null),
                new Explanation(
                        0,
                        null,
                        AskedFields.NONE,
                        context.lead(),
                        configuration,
                        List.of(),
                        context.match(),
                        why,
                        null,
                        null,
                        null),
                state,
                List.of());
    }

    /** One lead on its way through the policy. */
    private final class Run {

        private final PublishedPolicy published;
        private final @Nullable ExperimentSide side;
        private final CompiledPolicy policy;
        private final LeadContext context;
        private final RoutingState state;
        private final LeadFacts facts;
        private final Targeting targeting;
        private final List<Tried> tried = new ArrayList<>();

        private Run(
                PublishedPolicy published, LeadContext context, RoutingState state, Lineup lineup) {
            this.published = published;
            this.side = published.sideOf(context);
            this.policy = published.compiledOn(side);
            this.context = context;
            this.state = state;
            this.facts = new LeadFacts(configuration, context, context.lead().receivedAt());
            this.targeting =
                    new Targeting(configuration, policy.policy(), context, facts, state, lineup);
        }

        private Decision decide() {
            Review review = published.policy().review();
            Conflict conflict =
                    review == null
                            ? null
                            : Conflict.of(review, context, configuration).orElse(null);
            return review == null || conflict == null ? byRules() : reviewed(review, conflict);
        }

        /** Nobody gets it before a person has looked at it. */
        private Decision reviewed(Review review, Conflict conflict) {
            return decision(
                    waiting(review.queue(), conflict.why()), null, conflict, state, List.of());
        }

        private static Decision.Result waiting(QueueKey queue, String why) {
            return new Decision.Result.Queued(
                    queue, null, null, Priority.STANDARD, null, why, null);
        }

        private Decision byRules() {
            LeadReading lead = policy.read(facts, configuration);
            int next = 0;
            int found = policy.firstMatch(lead, next);
            while (found != CompiledPolicy.NONE) {
                Rule rule = policy.rule(found);
                Yield yield = targeting.tryRule(rule, policy.tierOf(found).name());
                tried.add(new Tried(rule, yield.outcome(), yield.candidates(), yield.note()));
                if (yield.result() != null) {
                    return decision(
                            yield.result(),
                            null,
                            null,
                            Optional.ofNullable(yield.state()).orElse(state),
                            yield.ledgerRows());
                }
                next = Explanation.leavesTier(rule) ? policy.endOfTier(found) : found + 1;
                found = policy.firstMatch(lead, next);
            }
            return fallback();
        }

        private Decision fallback() {
            String why = whyFallback();
            return decision(
                    waiting(published.policy().fallback(), why), why, null, state, List.of());
        }

        /** That nothing matched and that nobody was there are different states. */
        private String whyFallback() {
            if (tried.isEmpty()) {
                return "no rule matched";
            }
            boolean full =
                    CandidateTrace.allAtCapacity(
                            tried.stream().flatMap(rule -> rule.candidates().stream()).toList());
            return full
                    ? "every rule that matched found all at capacity"
                    : "every rule that matched found nobody available";
        }

        private Decision decision(
                Decision.Result result,
                @Nullable String fallback,
                @Nullable Conflict conflict,
                RoutingState next,
                List<LedgerRow> ledgerRows) {
            return new Decision(
                    result,
                    new Explanation(
                            published.version(),
                            policy.policy(),
                            published.asked(),
                            facts,
                            configuration,
                            tried,
                            context.match(),
                            fallback,
                            side,
                            conflict,
                            null),
                    next,
                    ledgerRows);
        }
    }
}
