package io.leaddispatcher.domain.analysis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import com.google.re2j.Pattern;
import io.leaddispatcher.domain.analysis.FieldDemand.Presence;
import io.leaddispatcher.domain.analysis.ValueTest.Containing;
import io.leaddispatcher.domain.analysis.ValueTest.EndingWith;
import io.leaddispatcher.domain.analysis.ValueTest.Matching;
import io.leaddispatcher.domain.analysis.ValueTest.Near;
import io.leaddispatcher.domain.analysis.ValueTest.OneOf;
import io.leaddispatcher.domain.analysis.ValueTest.Present;
import io.leaddispatcher.domain.analysis.ValueTest.StartingWith;
import io.leaddispatcher.domain.analysis.ValueTest.Within;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of a field after some answers. */
class DemandTest {

    private static final Demand TEXT = Texts.all(TextForm.of("custom.any"));
    private static final Demand NUMBER = Amounts.all(number(50), BigDecimal.ONE);
    private static final Matching STREET = new Matching(Pattern.compile("ß"));

    @Test
    void oneOfSomeTextsButNotOfOthers() {
        Demand two = and(TEXT, oneOf("a", "b"), true);

        assertThat(two.examples()).containsExactly("a", "b");
        assertThat(and(two, oneOf("b", "c"), true).examples()).containsExactly("b");
        assertThat(and(two, oneOf("a"), false).examples()).containsExactly("b");
        assertThat(two.and(oneOf("a", "b"), false)).isNull();
        assertThat(two.and(oneOf("c"), true)).isNull();
        assertThat(and(TEXT, oneOf("a"), false).and(oneOf("a"), true)).isNull();
        assertThat(two.and(new Containing("c"), true)).isNull();
        assertThat(two.and(new Present(), true)).isSameAs(two);
        assertThat(two.and(new Present(), false)).isNull();
    }

    @Test
    void writtenTestsImplyOrBarEachOther() {
        assertThat(and(TEXT, new StartingWith("engine"), true).and(new Containing("gin"), false))
                .isNull();
        assertThat(and(TEXT, new EndingWith("engine"), true).and(new Containing("gin"), false))
                .isNull();
        assertThat(and(TEXT, new Containing("engine"), true).and(new Containing("gin"), false))
                .isNull();
        assertThat(and(TEXT, new Containing("gin"), true).and(new StartingWith("gin"), false))
                .isNotNull();
        assertThat(and(TEXT, new Containing("gin"), true).and(new EndingWith("gin"), false))
                .isNotNull();
        assertThat(and(TEXT, new StartingWith("ab"), true).and(new StartingWith("b"), true))
                .isNull();
        assertThat(and(TEXT, new StartingWith("ab"), true).and(new StartingWith("abc"), true))
                .isNotNull();
        assertThat(and(TEXT, new EndingWith("ab"), true).and(new EndingWith("a"), true)).isNull();
        assertThat(and(TEXT, STREET, true).and(STREET, false)).isNull();
        assertThat(and(TEXT, STREET, true).and(new Matching(Pattern.compile("x")), false))
                .isNotNull();
    }

    @Test
    void aPatternRulesOutOnlyTextsWhoseFoldedFormHasBeenSeenAsItIs() {
        Demand street = and(TEXT, oneOf("strasse"), true);

        assertThat(street.and(STREET, true)).isNotNull();
        assertThat(and(TEXT, oneOf("weg"), true).and(STREET, true)).isNull();
        assertThat(
                        and(TEXT, oneOf("straße 1é"), true)
                                .and(new Matching(Pattern.compile("x")), true))
                .isNotNull();
        assertThat(
                        and(TEXT, oneOf("weg"), true)
                                .and(new Matching(Pattern.compile("(?-i)WEG")), true))
                .isNotNull();
    }

    @Test
    void numbersAreRangesWithHoles() {
        Demand some = and(NUMBER, within(10, 20), true);

        assertThat(some.examples()).contains(number(10), number(20));
        assertThat(and(some, oneOf(number(15)), false).examples()).doesNotContain(number(15));
        assertThat(some.and(within(5, 30), false)).isNull();
        assertThat(some.and(oneOf(number(21)), true)).isNull();
        assertThat(and(NUMBER, within(0, 98), false).examples()).contains(number(-1), number(99));
        assertThat(some.excludes(and(NUMBER, within(21, 30), true))).isTrue();
        assertThat(some.excludes(and(NUMBER, within(20, 30), true))).isFalse();
        assertThat(
                        and(NUMBER, new Within(Range.lessThan(number(10))), true)
                                .excludes(and(NUMBER, new Within(Range.atLeast(number(10))), true)))
                .isTrue();
        assertThat(some.excludes(TEXT)).isFalse();
    }

    @Test
    void listsHaveAnElementOfEachSetAndNoneOfTheRefused() {
        Demand both = and(and(Elements.ALL, oneOf("a", "b"), true), oneOf("c"), true);

        assertThat(both.examples()).containsExactly(List.of("a", "c"));
        assertThat(and(both, oneOf("a"), false).examples()).containsExactly(List.of("b", "c"));
        assertThat(both.and(oneOf("a", "b"), false)).isNull();
        assertThat(and(both, oneOf("c", "d"), true).examples()).containsExactly(List.of("a", "c"));
        assertThat(and(Elements.ALL, oneOf("example"), false).examples())
                .containsExactly(List.of("examples"));
        assertThat(Elements.ALL.and(new Present(), true)).isNotNull();
        assertThat(Elements.ALL.and(new Present(), false)).isNull();
    }

    @Test
    void circlesLieInEachOtherOrApart() {
        Demand city = and(Places.ALL, new Near(52, 13, 30), true);

        assertThat(city.and(new Near(52, 13, 30), false)).isNull();
        assertThat(city.and(new Near(52, 13, 100), false)).isNull();
        assertThat(and(city, new Near(52, 13, 10), false).examples()).isNotEmpty();
        assertThat(city.and(new Near(-33, 151, 30), true)).isNull();
        assertThat(and(city, new Near(52, 13.5, 30), true).examples()).isNotEmpty();
        assertThat(and(Places.ALL, new Near(90, 0, 10), true).examples()).isNotEmpty();
        assertThat(and(Places.ALL, new Near(0, 180, 10), true).examples()).isNotEmpty();
        assertThat(Places.ALL.and(new Present(), true)).isNotNull();
        assertThat(Places.ALL.and(new Present(), false)).isNull();
        assertThat(city.excludes(city)).isFalse();
    }

    @Test
    void aFieldMayBeMissingUnlessItIsAskedFor() {
        FieldDemand any = new FieldDemand(Presence.EITHER, TEXT);
        FieldDemand there = requireNonNull(any.and(oneOf("a"), true));
        FieldDemand missing = requireNonNull(any.and(new Present(), false));

        assertThat(there.isThere()).isTrue();
        assertThat(there.and(new Present(), false)).isNull();
        assertThat(missing.isMissing()).isTrue();
        assertThat(missing.and(oneOf("a"), true)).isNull();
        assertThat(missing.and(oneOf("a"), false)).isSameAs(missing);
        assertThat(missing.excludes(there)).isTrue();
        assertThat(there.excludes(missing)).isTrue();
        assertThat(missing.excludes(any)).isFalse();
        assertThat(any.excludes(missing)).isFalse();
        assertThat(there.excludes(any)).isFalse();
        assertThat(there.excludes(requireNonNull(any.and(oneOf("b"), true)))).isTrue();
        assertThat(there.excludes(requireNonNull(any.and(oneOf("b"), false)))).isFalse();
    }

    private static Demand and(Demand demand, ValueTest test, boolean holds) {
        return requireNonNull(demand.and(test, holds));
    }

    private static OneOf oneOf(Object... values) {
        return new OneOf(ImmutableSet.copyOf(values));
    }

    private static Within within(int low, int high) {
        return new Within(Range.closed(number(low), number(high)));
    }

    private static BigDecimal number(int number) {
        return BigDecimal.valueOf(number).stripTrailingZeros();
    }
}
