package io.leaddispatcher.domain.policy;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import com.google.re2j.Pattern;
import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.field.Question;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.named.ListKey;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The question of a leaf, made ready, put to a value that is there. Negation and missing values are
 * the leaf's business.
 */
public sealed interface LeafTest {

    /** The value is of the field's type, see {@link FieldType#read}. */
    boolean holds(FieldValue seen, Facts facts, NamedLists lists);

    record Present() implements LeafTest {
        @Override
        public boolean holds(FieldValue seen, Facts facts, NamedLists lists) {
            return true;
        }
    }

    /** A text, or any element of a list, is one of these. */
    record OneOfTexts(ImmutableSet<String> folded) implements LeafTest {
        @Override
        public boolean holds(FieldValue seen, Facts facts, NamedLists lists) {
            return anyText(seen, folded::contains);
        }
    }

    record Containing(String folded) implements LeafTest {
        @Override
        public boolean holds(FieldValue seen, Facts facts, NamedLists lists) {
            return anyText(seen, text -> text.contains(folded));
        }
    }

    record StartingWith(String folded) implements LeafTest {
        @Override
        public boolean holds(FieldValue seen, Facts facts, NamedLists lists) {
            return anyText(seen, text -> text.startsWith(folded));
        }
    }

    record EndingWith(String folded) implements LeafTest {
        @Override
        public boolean holds(FieldValue seen, Facts facts, NamedLists lists) {
            return anyText(seen, text -> text.endsWith(folded));
        }
    }

    /**
     * Found anywhere in the text.
     *
     * @param question as it is told from others
     * @param size how many steps it takes for each character, at most
     */
    record Matching(Question question, Pattern pattern, long size) implements LeafTest {

        Matching(String field, Pattern pattern) {
            this(
                    new Question(field, pattern.pattern()),
                    pattern,
                    PatternSize.of(pattern.pattern()));
        }

        @Override
        public boolean holds(FieldValue seen, Facts facts, NamedLists lists) {
            String text = TextFolding.withCase(((FieldValue.Text) seen).text());
            return facts.answer(question, size * text.length(), () -> pattern.matcher(text).find())
                    .orElse(false);
        }
    }

    /** On a named list; a company also by its domain or its name. */
    record OnList(ListKey list, boolean company) implements LeafTest {
        @Override
        public boolean holds(FieldValue seen, Facts facts, NamedLists lists) {
            return anyText(seen, text -> lists.contains(list, text))
                    || alsoAsked().stream().anyMatch(path -> isListed(path, facts, lists));
        }

        /** The paths of what is looked for on the list besides. */
        List<String> alsoAsked() {
            return company ? List.of("company.domain", "company.name") : List.of();
        }

        private boolean isListed(String path, Facts facts, NamedLists lists) {
            return facts.value(path)
                    .flatMap(FieldType.TEXT::read)
                    .filter(value -> anyText(value, text -> lists.contains(list, text)))
                    .isPresent();
        }
    }

    record OneOf<C>(Function<FieldValue, C> measure, ImmutableSet<C> values) implements LeafTest {
        @Override
        public boolean holds(FieldValue seen, Facts facts, NamedLists lists) {
            return values.contains(measure.apply(seen));
        }
    }

    record Within<C extends Comparable<? super C>>(Function<FieldValue, C> measure, Range<C> range)
            implements LeafTest {
        @Override
        public boolean holds(FieldValue seen, Facts facts, NamedLists lists) {
            return range.contains(measure.apply(seen));
        }
    }

    /** Not farther than {@code km} along the surface of the earth. */
    record Near(double lat, double lon, double km) implements LeafTest {

        @Override
        public boolean holds(FieldValue seen, Facts facts, NamedLists lists) {
            return ((FieldValue.Geo) seen).distanceKm(lat, lon) <= km;
        }
    }

    private static boolean anyText(FieldValue seen, Predicate<String> test) {
        return switch (seen) {
            case FieldValue.Text(var text) -> test.test(TextFolding.fold(text));
            case FieldValue.Items(var items) ->
                    items.stream().anyMatch(item -> test.test(TextFolding.fold(item)));
            default -> throw new IllegalStateException("%s is no text".formatted(seen));
        };
    }
}
