package io.leaddispatcher.domain.analysis;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.leaddispatcher.domain.analysis.ValueTest.Containing;
import io.leaddispatcher.domain.analysis.ValueTest.EndingWith;
import io.leaddispatcher.domain.analysis.ValueTest.Matching;
import io.leaddispatcher.domain.analysis.ValueTest.OneOf;
import io.leaddispatcher.domain.analysis.ValueTest.StartingWith;
import io.leaddispatcher.domain.analysis.ValueTest.Written;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Texts that are left, folded.
 *
 * @param form how texts of this field are written
 * @param only null when it may be any text
 * @param but none of these
 * @param with what holds of them
 * @param without what does not
 */
record Texts(
        TextForm form,
        @Nullable ImmutableSet<Object> only,
        ImmutableSet<Object> but,
        List<Written> with,
        List<Written> without)
        implements Demand {

    static Texts all(TextForm form) {
        return new Texts(form, null, ImmutableSet.of(), List.of(), List.of());
    }

    @Override
    public @Nullable Demand and(ValueTest test, boolean holds) {
        return switch (test) {
            case OneOf(var values) -> holds ? only(values) : but(values);
            case Written written ->
                    holds
                            ? written(added(with, written), without)
                            : written(with, added(without, written));
            default -> holds ? this : null;
        };
    }

    private @Nullable Demand only(ImmutableSet<Object> values) {
        Set<Object> both = only == null ? values : Sets.intersection(only, values);
        return left(
                both.stream()
                        .filter(value -> !but.contains(value) && mayBe(value.toString()))
                        .collect(ImmutableSet.toImmutableSet()));
    }

    private @Nullable Demand left(ImmutableSet<Object> values) {
        return values.isEmpty() ? null : new Texts(form, values, ImmutableSet.of(), with, without);
    }

    private @Nullable Demand but(ImmutableSet<Object> values) {
        if (only != null) {
            return left(Sets.difference(only, values).immutableCopy());
        }
        ImmutableSet<Object> more =
                ImmutableSet.<Object>builderWithExpectedSize(but.size() + values.size())
                        .addAll(but)
                        .addAll(values)
                        .build();
        return new Texts(form, null, more, with, without);
    }

    private @Nullable Demand written(List<Written> nextWith, List<Written> nextWithout) {
        Texts next = new Texts(form, only, but, nextWith, nextWithout);
        if (only != null) {
            return next.only(only);
        }
        boolean impossible =
                nextWith.stream()
                        .anyMatch(one ->
                                nextWithout.stream().anyMatch(other -> implies(one, other))
                                        || nextWith.stream().anyMatch(other -> bars(one, other)));
        return impossible ? null : next;
    }

    private static List<Written> added(List<Written> tests, Written test) {
        return tests.contains(test)
                ? tests
                : Stream.concat(tests.stream(), Stream.of(test)).toList();
    }

    /** Whether some text that folds so can have what is asked. */
    private boolean mayBe(String folded) {
        return with.stream().allMatch(test -> !isDecided(test, folded) || holds(test, folded))
                && without.stream()
                        .noneMatch(test -> isDecided(test, folded) && holds(test, folded));
    }

    private static boolean holds(Written test, String folded) {
        return test.holds(folded, folded);
    }

    /**
     * Whether a pattern, which looks at the text as it is written, sees in every text that folds so
     * what it sees in the folded one: it does where only the case of letters can differ.
     */
    private static boolean isDecided(Written test, String folded) {
        return !(test instanceof Matching(var pattern))
                || (CharMatcher.ascii().matchesAllOf(folded)
                        && !folded.contains("ss")
                        && !pattern.pattern().contains("(?"));
    }

    private static boolean implies(Written one, Written other) {
        return one.equals(other)
                || switch (other) {
                    case Containing(var part) -> partOf(one).contains(part);
                    case StartingWith(var part) ->
                            one instanceof StartingWith(var start) && start.startsWith(part);
                    case EndingWith(var part) ->
                            one instanceof EndingWith(var end) && end.endsWith(part);
                    case Matching _ -> false;
                };
    }

    /** What is in every text of which a test holds. */
    static String partOf(Written test) {
        return switch (test) {
            case Containing(var part) -> part;
            case StartingWith(var part) -> part;
            case EndingWith(var part) -> part;
            case Matching _ -> "";
        };
    }

    private static boolean bars(Written one, Written other) {
        return switch (one) {
            case StartingWith(var start) when other instanceof StartingWith(var second) ->
                    !start.startsWith(second) && !second.startsWith(start);
            case EndingWith(var end) when other instanceof EndingWith(var second) ->
                    !end.endsWith(second) && !second.endsWith(end);
            default -> false;
        };
    }

    @Override
    public List<Object> examples() {
        Stream<String> candidates =
                only == null ? form.candidates(with) : only.stream().map(Object::toString);
        return candidates
                .filter(text -> !but.contains(text))
                .filter(text -> with.stream().allMatch(test -> holds(test, text)))
                .filter(text -> without.stream().noneMatch(test -> holds(test, text)))
                .filter(form.accepts())
                .<Object>map(text -> text)
                .toList();
    }

    @Override
    public boolean excludes(Demand other) {
        return only != null
                && other instanceof Texts texts
                && texts.only != null
                && Collections.disjoint(only, texts.only);
    }
}
