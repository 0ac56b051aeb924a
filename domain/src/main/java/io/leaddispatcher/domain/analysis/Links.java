package io.leaddispatcher.domain.analysis;

import static io.leaddispatcher.domain.analysis.FieldDomains.COUNTRY;
import static io.leaddispatcher.domain.analysis.FieldDomains.TERRITORY;

import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.analysis.Formula.Answer;
import io.leaddispatcher.domain.analysis.ValueTest.OneOf;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.territory.TerritoryReach;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What fields have to do with each other: a territory with its places, an account with itself. */
final class Links {

    private static final int MOST_TERRITORIES = 8;
    private static final int MOST_PLACES = 3;
    private static final Answer ACCOUNT =
            new Answer("account.exists", new OneOf(ImmutableSet.of(true)), true);
    private static final List<String> OF_ACCOUNT =
            List.of("account.owner", "account.segment", "account.lists");

    private Links() {}

    /**
     * The same with places where a territory is asked for, in some ways. None when it is certain
     * that no lead can be so.
     */
    static List<State> placed(State state, FieldDomains domains) {
        if (OF_ACCOUNT.stream().anyMatch(field -> state.of(field).isThere())
                && !state.allows(ACCOUNT)) {
            return List.of();
        }
        if (!state.isAsked(TERRITORY)) {
            return List.of(state);
        }
        FieldDemand territory = state.of(TERRITORY);
        return territory.isThere()
                ? inside(state, reaches(territory))
                : outside(
                        state,
                        territory.isMissing() ? List.of() : reaches(territory),
                        reaches(domains.of(TERRITORY)));
    }

    private static List<TerritoryReach> reaches(FieldDemand territory) {
        return territory.examples().stream()
                .filter(TerritoryReach.class::isInstance)
                .map(TerritoryReach.class::cast)
                .toList();
    }

    private static List<State> inside(State state, List<TerritoryReach> left) {
        List<State> found = new ArrayList<>();
        left.stream()
                .limit(MOST_TERRITORIES)
                .flatMap(reach -> reach.places().stream().limit(MOST_PLACES))
                .forEach(place -> at(place, state).ifPresent(found::add));
        // Where no place fits, an account may bring a lead there: the samples will show it.
        return found.isEmpty() && isReachable(left, state) ? List.of(state) : found;
    }

    private static boolean isReachable(List<TerritoryReach> left, State state) {
        return left.stream()
                .anyMatch(reach -> reach.byAccount() || state.allows(in(reach.countries(), true)));
    }

    private static Optional<State> at(Map<String, String> place, State state) {
        State next = state.copy();
        return place.entrySet().stream()
                        .allMatch(each ->
                                next.assume(
                                        new Answer(
                                                each.getKey(),
                                                oneOf(List.of(each.getValue())),
                                                true)))
                ? Optional.of(next)
                : Optional.empty();
    }

    /** In none, or in one of those that are left. */
    private static List<State> outside(
            State state, List<TerritoryReach> left, List<TerritoryReach> territories) {
        Answer nowhereWhole =
                in(
                        territories.stream()
                                .flatMap(reach -> reach.wholeCountries().stream())
                                .toList(),
                        false);
        if (!state.allows(nowhereWhole) && !isReachable(left, state)) {
            return List.of();
        }
        State unclaimed = state.copy();
        Answer nowhere =
                in(
                        territories.stream().flatMap(reach -> reach.countries().stream()).toList(),
                        false);
        return unclaimed.assume(nowhere) ? List.of(unclaimed, state) : List.of(state);
    }

    private static Answer in(Collection<String> countries, boolean holds) {
        return new Answer(COUNTRY, oneOf(countries), holds);
    }

    private static OneOf oneOf(Collection<String> texts) {
        return new OneOf(
                texts.stream().map(TextFolding::fold).collect(ImmutableSet.toImmutableSet()));
    }
}
