package io.leaddispatcher.domain.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Texts in which a pattern may be found: a guess, not a proof. It takes each branch of the first
 * alternatives, of every other choice the first, and as few repetitions as may be.
 */
final class PatternSampler {

    private static final int MOST = 8;

    private final String pattern;
    private final AtomicInteger place = new AtomicInteger();

    private PatternSampler(String pattern) {
        this.pattern = pattern;
    }

    static List<String> samples(String pattern) {
        List<String> found = new PatternSampler(pattern).alternatives();
        return found.subList(0, Math.min(MOST, found.size()));
    }

    /** Up to the end or to the bracket that closes. */
    private List<String> alternatives() {
        List<String> all = new ArrayList<>(sequence());
        while (isNext('|')) {
            place.incrementAndGet();
            all.addAll(sequence());
        }
        return all;
    }

    private List<String> sequence() {
        List<String> texts = List.of("");
        while (at() < pattern.length() && !isNext('|') && !isNext(')')) {
            List<String> next = repeated(atom());
            List<String> longer = new ArrayList<>();
            for (String text : texts) {
                for (String more : next.subList(0, Math.min(MOST, next.size()))) {
                    longer.add(text + more);
                }
            }
            texts = longer.subList(0, Math.min(MOST, longer.size()));
        }
        return texts;
    }

    private List<String> atom() {
        char next = pattern.charAt(place.getAndIncrement());
        return switch (next) {
            case '^', '$' -> List.of("");
            case '.' -> List.of("a");
            case '(' -> group();
            case '[' -> List.of(oneOfClass());
            case '\\' -> List.of(escaped());
            default -> List.of(String.valueOf(next));
        };
    }

    private List<String> group() {
        if (isNext('?')) {
            while (at() < pattern.length() && !isNext(':') && !isNext('>') && !isNext(')')) {
                place.incrementAndGet();
            }
            place.addAndGet(isNext(')') ? 0 : 1);
        }
        List<String> inner = alternatives();
        place.incrementAndGet();
        return inner;
    }

    private String escaped() {
        char next = at() < pattern.length() ? pattern.charAt(place.getAndIncrement()) : '\\';
        return switch (next) {
            case 'd' -> "1";
            case 'w' -> "a";
            case 's' -> " ";
            case 'b', 'B', 'A', 'z', 'Q', 'E' -> "";
            case 'D', 'S', 'W' -> "-";
            default -> String.valueOf(next);
        };
    }

    private String oneOfClass() {
        boolean negated = isNext('^');
        int begin = negated ? at() + 1 : at();
        int end = pattern.indexOf(']', begin + 1);
        if (end < 0) {
            place.set(pattern.length());
            return "";
        }
        place.set(end + 1);
        String members = pattern.substring(begin, end);
        if (!negated) {
            return members.startsWith("\\")
                    ? new PatternSampler(members).atom().getFirst()
                    : members.substring(0, 1);
        }
        Set<Character> refused = new TreeSet<>();
        members.chars().forEach(member -> refused.add((char) member));
        return "a1-x"
                .chars()
                .mapToObj(member -> (char) member)
                .filter(member -> !refused.contains(member))
                .map(String::valueOf)
                .findFirst()
                .orElse("#");
    }

    private List<String> repeated(List<String> once) {
        if (at() >= pattern.length() || (isNext('{') && pattern.indexOf('}', at()) < 0)) {
            return once;
        }
        int least =
                switch (pattern.charAt(at())) {
                    case '*', '?' -> 0;
                    case '{' -> leastOfBraces();
                    default -> 1;
                };
        if ("*?+{".indexOf(pattern.charAt(at())) >= 0) {
            place.set(pattern.charAt(at()) == '{' ? pattern.indexOf('}', at()) + 1 : at() + 1);
            place.addAndGet(isNext('?') ? 1 : 0);
        }
        int times = least;
        return times == 1 ? once : once.stream().map(text -> text.repeat(times)).toList();
    }

    private int leastOfBraces() {
        int end = at() + 1;
        while (end < pattern.length() && Character.isDigit(pattern.charAt(end))) {
            end++;
        }
        return end > at() + 1 ? Integer.parseInt(pattern.substring(at() + 1, end)) : 1;
    }

    private int at() {
        return place.get();
    }

    private boolean isNext(char expected) {
        return at() < pattern.length() && pattern.charAt(at()) == expected;
    }
}
