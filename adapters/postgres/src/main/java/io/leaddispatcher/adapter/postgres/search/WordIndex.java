package io.leaddispatcher.adapter.postgres.search;

import io.leaddispatcher.application.lead.WordSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words as {@code tsvector} and {@code tsquery}, written out. The four weights that PostgreSQL has
 * tell where a word comes from.
 */
public final class WordIndex {

    private WordIndex() {}

    /**
     * A {@code tsvector} of the words that come from one of the sources: each has a place for each
     * of them, which has the weight.
     */
    public static String vector(Map<String, Set<WordSource>> words, Set<WordSource> among) {
        return words.entrySet().stream()
                .filter(word -> !Collections.disjoint(word.getValue(), among))
                .map(word -> quoted(word.getKey()) + ":" + places(word.getValue(), among))
                .collect(Collectors.joining(" "));
    }

    private static String places(Set<WordSource> sources, Set<WordSource> among) {
        return sources.stream()
                .filter(among::contains)
                .map(WordIndex::weight)
                .map(weight -> "ABCD".indexOf(weight) + 1 + weight)
                .collect(Collectors.joining(","));
    }

    /** A {@code tsquery}: each word the beginning of one that comes from one of the sources. */
    public static String query(Collection<String> words, Set<WordSource> among) {
        String weights =
                among.size() == WordSource.values().length
                        ? ""
                        : among.stream().map(WordIndex::weight).collect(Collectors.joining());
        return words.stream()
                .map(word -> quoted(word) + ":*" + weights)
                .collect(Collectors.joining(" & "));
    }

    /** A {@code tsquery} of a word, and not of its beginning, wherever it comes from. */
    public static String whole(String word) {
        return quoted(word);
    }

    /** Nothing in it is an operator. */
    private static String quoted(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** The weights of words from these sources. */
    public static String[] weights(Set<WordSource> sources) {
        return sources.stream().map(WordIndex::weight).toArray(String[]::new);
    }

    private static String weight(WordSource source) {
        return switch (source) {
            case PERSON -> "A";
            case EMAIL -> "B";
            case PHONE -> "C";
            case COMPANY -> "D";
        };
    }
}
