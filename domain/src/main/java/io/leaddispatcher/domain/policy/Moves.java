package io.leaddispatcher.domain.policy;

import io.leaddispatcher.domain.phrase.Phrase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The fewest moves that bring things into another order. */
final class Moves {

    private Moves() {}

    /**
     * One thing that stands elsewhere.
     *
     * @param neighbour what comes after it now; where it is the last, what comes before it
     */
    record Move(String moved, boolean isLast, String neighbour) {

        /** In words, of things that are called so. */
        Phrase where(Function<String, Phrase> called) {
            return isLast
                    ? Phrase.of("diff.below", "below %s", called.apply(neighbour))
                    : Phrase.of("diff.above", "above %s", called.apply(neighbour));
        }
    }

    /** In the order of what is now; both have the same things, each once. */
    static List<Move> between(List<String> then, List<String> now) {
        Set<String> kept = kept(then, now);
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            if (!kept.contains(now.get(i))) {
                boolean isLast = i + 1 == now.size();
                moves.add(new Move(now.get(i), isLast, now.get(isLast ? i - 1 : i + 1)));
            }
        }
        return moves;
    }

    /** A longest row of things that stand among each other as they did, of several the last. */
    private static Set<String> kept(List<String> then, List<String> now) {
        int[] place = now.stream().mapToInt(then::indexOf).toArray();
        int[] length = new int[place.length];
        int[] before = new int[place.length];
        Arrays.fill(before, -1);
        int end = -1;
        for (int i = 0; i < place.length; i++) {
            length[i] = 1;
            for (int j = 0; j < i; j++) {
                if (place[j] < place[i] && length[j] + 1 > length[i]) {
                    length[i] = length[j] + 1;
                    before[i] = j;
                }
            }
            if (end < 0 || length[i] >= length[end]) {
                end = i;
            }
        }
        Set<String> kept = new HashSet<>();
        for (int i = end; i >= 0; i = before[i]) {
            kept.add(now.get(i));
        }
        return kept;
    }
}
