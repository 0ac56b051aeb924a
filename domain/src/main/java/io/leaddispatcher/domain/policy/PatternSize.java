package io.leaddispatcher.domain.policy;

import java.text.CharacterIterator;
import java.text.StringCharacterIterator;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large a pattern is once its counted repetitions are written out. RE2/J bounds each count but
 * not their product, so {@code ((x{1000}){1000}){1000}} would fill the memory while it is compiled.
 *
 * @param sum of what was read so far of the group
 * @param last what a repetition would repeat
 */
record PatternSize(long sum, long last) {

    static final long MOST = 10_000;

    private static final PatternSize NOTHING = new PatternSize(0, 0);

    static boolean isBearable(String pattern) {
        return of(pattern) <= MOST;
    }

    /**
     * An estimate from above, which ends where it is more than is bearable; whether the pattern is
     * well formed is for the compiler to say.
     */
    static long of(String pattern) {
        CharacterIterator rest = new StringCharacterIterator(pattern);
        Deque<PatternSize> outer = new ArrayDeque<>();
        PatternSize size = NOTHING;
        while (isLeft(rest) && size.sum <= MOST) {
            char c = rest.current();
            rest.next();
            switch (c) {
                case '(' -> {
                    outer.push(size);
                    size = NOTHING;
                }
                case ')' -> size = (outer.isEmpty() ? NOTHING : outer.pop()).and(size.sum + 1);
                case '{' -> size = size.repeated(rest, pattern);
                default -> {
                    skip(c, rest);
                    size = size.and(1);
                }
            }
        }
        return size.sum;
    }

    private PatternSize and(long atom) {
        return new PatternSize(sum + atom, atom);
    }

    /** The larger of the two counts; braces that hold none are plain characters. */
    private PatternSize repeated(CharacterIterator rest, String pattern) {
        int start = rest.getIndex();
        int end = pattern.indexOf('}', start);
        String counts = end < 0 ? "" : pattern.substring(start, end);
        if (!counts.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
            return and(1);
        }
        rest.setIndex(end + 1);
        long times = 1;
        for (String count : counts.split(",", -1)) {
            times = Math.max(times, count.isEmpty() ? 1 : Long.parseLong(count));
        }
        return new PatternSize(sum + last * (times - 1), last * times);
    }

    /** The rest of an escape or a class. */
    private static void skip(char first, CharacterIterator rest) {
        if (first == '\\') {
            rest.next();
        } else if (first == '[') {
            skipClass(rest);
        }
    }

    /** A bracket right after the opening one, or its negation, stands for itself. */
    private static void skipClass(CharacterIterator rest) {
        if (rest.current() == '^') {
            rest.next();
        }
        rest.next();
        while (isLeft(rest) && rest.current() != ']') {
            if (rest.current() == '\\') {
                rest.next();
            }
            rest.next();
        }
        rest.next();
    }

    private static boolean isLeft(CharacterIterator rest) {
        return rest.getIndex() < rest.getEndIndex();
    }
}
