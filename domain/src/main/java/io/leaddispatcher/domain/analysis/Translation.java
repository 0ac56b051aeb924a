package io.leaddispatcher.domain.analysis;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import com.google.re2j.Pattern;
import io.leaddispatcher.domain.analysis.ValueTest.OneOf;
import io.leaddispatcher.domain.analysis.ValueTest.Present;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.named.ListKey;
import io.leaddispatcher.domain.named.NamedList;
import io.leaddispatcher.domain.policy.Condition;
import io.leaddispatcher.domain.policy.Condition.Leaf;
import io.leaddispatcher.domain.policy.Operator;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.segment.Segment;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the conditions of one workspace into formulas. */
final class Translation {

    private static final String SEGMENT = "segment";

    private final RoutingConfiguration configuration;

    Translation(RoutingConfiguration configuration) {
        this.configuration = configuration;
    }

    /** What a condition says, or the opposite of it. */
    Formula of(Condition condition, boolean holds) {
        return of(condition, holds, false);
    }

    private Formula of(Condition condition, boolean holds, boolean inSegment) {
        return switch (condition) {
            case Condition.All(var parts) -> group(parts, holds, holds, inSegment);
            case Condition.Any(var parts) -> group(parts, !holds, holds, inSegment);
            case Condition.Not(var part) -> of(part, !holds, inSegment);
            case Leaf leaf -> leaf(leaf, holds != leaf.op().isNegated(), inSegment);
        };
    }

    private Formula group(List<Condition> parts, boolean all, boolean holds, boolean inSegment) {
        List<Formula> formulas = parts.stream().map(part -> of(part, holds, inSegment)).toList();
        return all ? Formula.and(formulas) : Formula.or(formulas);
    }

    private Formula leaf(Leaf leaf, boolean holds, boolean inSegment) {
        if (leaf.field().equals(SEGMENT)) {
            return segment(leaf, holds, inSegment);
        }
        return leaf.op() == Operator.IN_LIST
                ? onList(leaf, holds)
                : answer(leaf, test(leaf), holds);
    }

    private static Formula answer(Leaf leaf, ValueTest test, boolean holds) {
        return new Formula.Answer(leaf.field(), test, holds);
    }

    /** A segment is what its condition says; within a condition of one there are no segments. */
    private Formula segment(Leaf leaf, boolean holds, boolean inSegment) {
        ValueTest test = leaf.op() == Operator.IN_LIST ? new OneOf(listed(leaf)) : test(leaf);
        List<Formula> meant = new ArrayList<>();
        for (Segment<Condition> segment : inSegment ? List.<Segment<Condition>>of() : segments()) {
            String key = TextFolding.fold(segment.key().value());
            if (!(test instanceof OneOf(var keys)) || keys.contains(key)) {
                meant.add(of(segment.when(), holds, true));
            }
        }
        return holds ? Formula.or(meant) : Formula.and(meant);
    }

    private List<Segment<Condition>> segments() {
        return configuration.segments();
    }

    /** A company is on a list by any of its fields, but only where the one asked for is there. */
    private Formula onList(Leaf leaf, boolean holds) {
        OneOf listed = new OneOf(listed(leaf));
        Formula itself = answer(leaf, listed, holds);
        if (!leaf.field().startsWith("company.")) {
            return itself;
        }
        List<Formula> any =
                Stream.concat(
                                Stream.of(itself),
                                Stream.of("company.domain", "company.name")
                                        .map(path -> new Formula.Answer(path, listed, holds)))
                        .distinct()
                        .toList();
        Formula there = answer(leaf, new Present(), holds);
        return holds
                ? Formula.and(List.of(there, Formula.or(any)))
                : Formula.or(List.of(there, Formula.and(any)));
    }

    private ImmutableSet<Object> listed(Leaf leaf) {
        Set<String> values =
                configuration
                        .list(new ListKey(text(leaf)))
                        .map(NamedList::foldedValues)
                        .orElse(Set.of());
        return ImmutableSet.copyOf(values);
    }

    /** What a leaf asks of a value that is there, without its negation. */
    static ValueTest test(Leaf leaf) {
        return switch (leaf.op()) {
            case EXISTS, MISSING -> new Present();
            case EQ, NE, IN, NOT_IN -> new OneOf(values(leaf));
            case CONTAINS, NOT_CONTAINS ->
                    leaf.type() == FieldType.LIST
                            ? new OneOf(values(leaf))
                            : new ValueTest.Containing(TextFolding.fold(text(leaf)));
            case STARTS_WITH -> new ValueTest.StartingWith(TextFolding.fold(text(leaf)));
            case ENDS_WITH -> new ValueTest.EndingWith(TextFolding.fold(text(leaf)));
            case MATCHES ->
                    new ValueTest.Matching(Pattern.compile(text(leaf), Pattern.CASE_INSENSITIVE));
            case GT, AFTER -> new ValueTest.Within(Range.greaterThan(amount(leaf, sent(leaf))));
            case GTE -> new ValueTest.Within(Range.atLeast(amount(leaf, sent(leaf))));
            case LT, BEFORE -> new ValueTest.Within(Range.lessThan(amount(leaf, sent(leaf))));
            case LTE -> new ValueTest.Within(Range.atMost(amount(leaf, sent(leaf))));
            case BETWEEN -> {
                List<?> ends = (List<?>) sent(leaf);
                yield new ValueTest.Within(
                        Range.closed(amount(leaf, ends.getFirst()), amount(leaf, ends.getLast())));
            }
            case WITHIN_KM -> near((Map<?, ?>) sent(leaf));
            case IN_LIST -> throw new IllegalArgumentException("%s names a list".formatted(leaf));
        };
    }

    private static ValueTest near(Map<?, ?> circle) {
        return new ValueTest.Near(
                degrees(circle.get("lat")), degrees(circle.get("lon")), degrees(circle.get("km")));
    }

    private static double degrees(@Nullable Object number) {
        return ((BigDecimal) Objects.requireNonNull(number)).doubleValue();
    }

    private static ImmutableSet<Object> values(Leaf leaf) {
        List<?> sent = sent(leaf) instanceof List<?> list ? list : List.of(sent(leaf));
        return sent.stream()
                .map(value ->
                        switch (value) {
                            case Boolean flag -> flag;
                            case String text
                                    when leaf.type() != FieldType.DATE
                                            && leaf.type() != FieldType.DATETIME ->
                                    TextFolding.fold(text);
                            default -> amount(leaf, value);
                        })
                .collect(ImmutableSet.toImmutableSet());
    }

    private static BigDecimal amount(Leaf leaf, Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        String text = value.toString().strip();
        return leaf.type() == FieldType.TEXT
                ? minutes(text)
                : seconds(FieldType.parseInstant(text));
    }

    /** Of a time of the day, {@code HH:mm}. */
    static BigDecimal minutes(String time) {
        int hours = Integer.parseInt(time.substring(0, 2));
        return new BigDecimal(hours * 60 + Integer.parseInt(time.substring(3)))
                .stripTrailingZeros();
    }

    static BigDecimal seconds(Instant at) {
        return BigDecimal.valueOf(at.getEpochSecond())
                .add(BigDecimal.valueOf(at.getNano(), 9))
                .stripTrailingZeros();
    }

    private static Object sent(Leaf leaf) {
        return leaf.value().orElseThrow();
    }

    private static String text(Leaf leaf) {
        return sent(leaf).toString().strip();
    }
}
