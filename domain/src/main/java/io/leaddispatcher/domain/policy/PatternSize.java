package io.leaddispatcher.domain.policy;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large a pattern is once its counted repetitions are written out. RE2/J bounds each count but
 * not their product, so {@code ((x{1000}){1000}){1000}} would fill the memory while it is compiled.
 */
final class PatternSize {

    static final long MOST = 10_000;

    private final String pattern;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long sum;
    private long last;
    private int at;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    /** An estimate from above; whether the pattern is well formed is for the compiler to say. */
    static boolean isBearable(String pattern) {
        return new PatternSize(pattern).estimate() <= MOST;
    }

    private long estimate() {
        while (at < pattern.length() && sum <= MOST) {
            char c = pattern.charAt(at);
            at++;
            switch (c) {
                case '(' -> open();
                case ')' -> close();
                case '[' -> {
                    skipClass();
                    atom(1);
                }
                case '{' -> repeat();
                case '\\' -> {
                    at++;
                    atom(1);
                }
                default -> atom(1);
            }
        }
        return sum;
    }

    private void atom(long size) {
        last = size;
        sum += size;
    }

    private void open() {
        outer.push(sum);
        sum = 0;
    }

    private void close() {
        long inner = sum + 1;
        sum = outer.isEmpty() ? 0 : outer.pop();
        atom(inner);
    }

    /** A bracket right after the opening one, or its negation, stands for itself. */
    private void skipClass() {
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            at++;
        }
        at++;
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            at += pattern.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    /** The larger of the two counts; braces that hold none are plain characters. */
    private void repeat() {
        int end = pattern.indexOf('}', at);
        String counts = end < 0 ? "" : pattern.substring(at, end);
        if (!counts.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
            atom(1);
            return;
        }
        long times = 1;
        for (String count : counts.split(",", -1)) {
            times = Math.max(times, count.isEmpty() ? 1 : Long.parseLong(count));
        }
        sum += last * (times - 1);
        last *= times;
        at = end + 1;
    }
}
