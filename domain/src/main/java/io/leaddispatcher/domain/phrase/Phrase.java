package io.leaddispatcher.domain.phrase;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sentence or a part of one. It knows what it says in English, and of what it is made, so that
 * others can say the same in other languages.
 */
public sealed interface Phrase {

    /** What it says in English. */
    String english();

    /**
     * Words with parts in them.
     *
     * @param key which words they are, the same in all languages
     * @param parts in the order in which the words take them
     */
    record Said(String key, String english, List<Phrase> parts) implements Phrase {
        public Said {
            parts = List.copyOf(parts);
        }
    }

    /** What people have called something; stands in quotation marks. */
    record Name(String name) implements Phrase {
        @Override
        public String english() {
            return "'" + name + "'";
        }
    }

    /** A number, a key or the like: the same everywhere. */
    record Plain(String text) implements Phrase {
        @Override
        public String english() {
            return text;
        }
    }

    /** A field of a lead, by its path. */
    record Field(String path) implements Phrase {
        @Override
        public String english() {
            return path;
        }
    }

    /**
     * A part of a document, a condition for example.
     *
     * @param english how it is spelled
     */
    record Value(@Nullable Object value, String english) implements Phrase {}

    /** Several, one after the other. */
    record Listing(List<Phrase> items, Joint joint) implements Phrase {
        public Listing {
            items = List.copyOf(items);
        }

        @Override
        public String english() {
            return joint.join(items.stream().map(Phrase::english).toList(), joint.english);
        }
    }

    /** What stands between the things of a list. */
    enum Joint {
        /** {@code a, b and c}. */
        AND(true, " and "),
        /** {@code a and b and c}. */
        EACH(false, " and "),
        /** {@code a or b or c}. */
        OR(false, " or "),
        /** {@code a, then b, then c}. */
        THEN(false, ", then "),
        /** {@code a, b, c}. */
        COMMA(false, ", ");

        private final boolean lastOnly;
        private final String english;

        Joint(boolean lastOnly, String english) {
            this.lastOnly = lastOnly;
            this.english = english;
        }

        /**
         * The words joined.
         *
         * @param between what this joint is called in some language, with the blanks around it
         */
        public String join(List<String> words, String between) {
            if (!lastOnly || words.size() < 2) {
                return String.join(between, words);
            }
            return String.join(", ", words.subList(0, words.size() - 1))
                    + between
                    + words.getLast();
        }
    }

    /**
     * Words of a key.
     *
     * @param english the words, with {@code %s} for each part
     */
    static Phrase of(String key, String english, Phrase... parts) {
        Object[] said = Arrays.stream(parts).map(Phrase::english).toArray();
        return new Said(key, english.formatted(said), List.of(parts));
    }

    static Phrase name(@Nullable Object name) {
        return new Name(String.valueOf(name));
    }

    static Phrase plain(@Nullable Object text) {
        return new Plain(String.valueOf(text));
    }

    /** Nothing at all. */
    static Phrase nothing() {
        return new Plain("");
    }

    static Phrase list(Joint joint, List<Phrase> items) {
        return new Listing(items, joint);
    }
}
