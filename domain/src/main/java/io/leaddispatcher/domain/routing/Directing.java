package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.policy.AskedFields;
import io.leaddispatcher.domain.policy.Offer;
import io.leaddispatcher.domain.routing.Direction.To;
import java.util.List;
import java.util.Optional;

/** Follows directions: the conditions are not asked, availability and the fair order are. */
record Directing(RoutingConfiguration configuration, Lineup lineup) {

    Directed direct(LeadContext context, RoutingState state, Direction direction) {
        LeadFacts facts = new LeadFacts(configuration, context, context.lead().receivedAt());
        // One at a time, also where the rule asks everybody at once.
        Assigning assigning =
                new Assigning(
                        configuration,
                        Offer.DEFAULT,
                        context,
                        state,
                        lineup.at(),
                        direction.terms(),
                        direction.tier());
        Candidacy candidacy = new Candidacy(configuration, context, facts, state, lineup);
        Yield yield =
                switch (direction.to()) {
                    case To.OneRep(var rep) ->
                            assigning.byHand(candidacy.overlookingAbsence(), rep, direction.why());
                    case To.Owner(var rep) -> assigning.owned(candidacy, rep, direction.why());
                    case To.NextOf(var pool) -> assigning.next(candidacy, pool);
                };
        return yield.result() == null
                ? new Directed(null, yield.candidates())
                : new Directed(
                        decision(context, state, direction, facts, yield, yield.result()),
                        yield.candidates());
    }

    private Decision decision(
            LeadContext context,
            RoutingState state,
            Direction direction,
            LeadFacts facts,
            Yield yield,
            Decision.Result result) {
        Optional<PublishedPolicy> published = configuration.policy(context.lead().kind());
        return new Decision(
                result,
                new Explanation(
                        published.map(PublishedPolicy::version).orElse(0),
                        published.map(PublishedPolicy::policy).orElse(null),
                        AskedFields.NONE,
                        facts,
                        configuration,
                        List.of(),
                        context.match(),
                        null,
                        null,
                        null,
                        new Explanation.Direct(direction.why(), yield.candidates())),
                Optional.ofNullable(yield.state()).orElse(state),
                yield.ledgerRows());
    }
}
