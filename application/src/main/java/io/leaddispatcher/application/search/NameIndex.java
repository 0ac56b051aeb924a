package io.leaddispatcher.application.search;

import io.leaddispatcher.domain.field.TextFolding;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names, ready to be looked through. Case and accents do not count; each word that is asked for has
 * to stand somewhere in the name, the key or the detail.
 */
final class NameIndex {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    /** How well something fits, the best first. */
    private enum Fit {
        SAME,
        BEGINS_SO,
        WORDS_BEGIN_SO,
        HOLDS_IT,
        NOT
    }

    /** Folded, so that it is folded once and not with every search. */
    private record Entry(Found found, String name, String key, String detail) {

        static Entry of(Found found) {
            return new Entry(
                    found, folded(found.name()), folded(found.key()), folded(found.detail()));
        }

        Fit fit(String asked, List<String> words) {
            if (name.equals(asked) || key.equals(asked)) {
                return Fit.SAME;
            }
            if (name.startsWith(asked) || key.startsWith(asked)) {
                return Fit.BEGINS_SO;
            }
            if (words.stream().allMatch(word -> beginsWordOf(name, word))) {
                return Fit.WORDS_BEGIN_SO;
            }
            boolean holds =
                    words.stream()
                            .allMatch(word ->
                                    name.contains(word)
                                            || key.contains(word)
                                            || detail.contains(word));
            return holds ? Fit.HOLDS_IT : Fit.NOT;
        }

        private static boolean beginsWordOf(String text, String word) {
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                if (at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at))) {
                    return true;
                }
            }
            return false;
        }
    }

    private record Hit(Found found, Fit fit) {}

    private static final Comparator<Hit> BEST_FIRST =
            Comparator.comparing(Hit::fit)
                    .thenComparing(hit -> hit.found().name())
                    .thenComparing(hit -> hit.found().key());

    private final List<Entry> entries;

    NameIndex(Stream<Found> names) {
        this.entries = names.map(Entry::of).toList();
    }

    /**
     * By kind in the order of kinds, then the best first.
     *
     * @param most of each kind
     */
    List<Found> find(String q, int most) {
        String asked = folded(q);
        if (asked.isEmpty()) {
            return List.of();
        }
        List<String> words = Arrays.asList(BLANKS.split(asked));
        List<Hit> hits =
                entries.stream()
                        .map(entry -> new Hit(entry.found(), entry.fit(asked, words)))
                        .filter(hit -> hit.fit() != Fit.NOT)
                        .sorted(BEST_FIRST)
                        .toList();
        return Arrays.stream(Thing.values())
                .flatMap(thing ->
                        hits.stream()
                                .map(Hit::found)
                                .filter(found -> found.thing() == thing)
                                .limit(most))
                .toList();
    }

    private static String folded(String text) {
        String decomposed = Normalizer.normalize(TextFolding.fold(text), Normalizer.Form.NFD);
        return MARKS.matcher(decomposed).replaceAll("");
    }
}
