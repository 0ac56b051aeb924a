package io.leaddispatcher.domain.account;

import com.google.common.base.Splitter;
import java.util.List;

/**
 * How alike two normalised names are: 1 when they are equal, less where they differ in blanks or by
 * slips alone. A slip is one letter more, less, other or changed with its neighbour, in a long word
 * behind its first letter: short words that differ in a letter are mostly other words, "Core" and
 * "Care", "Health" and "Wealth", and so are numbers.
 */
final class NameLikeness {

    /** One slip in fifteen characters. */
    static final double LEAST = 0.93;

    /** Of "coca cola" and "cocacola". */
    static final double BUT_FOR_BLANKS = 0.97;

    private static final int SHORTEST_WITHOUT_BLANKS = 6;
    private static final int SHORTEST_WITH_A_SLIP = 8;
    private static final Splitter BLANK = Splitter.on(' ');

    private NameLikeness() {}

    /** 1 when equal, 0 when not alike enough. */
    static double of(String one, String other) {
        if (one.equals(other)) {
            return 1;
        }
        String solid = one.replace(" ", "");
        if (solid.length() >= SHORTEST_WITHOUT_BLANKS && solid.equals(other.replace(" ", ""))) {
            return BUT_FOR_BLANKS;
        }
        List<String> ones = BLANK.splitToList(one);
        List<String> others = BLANK.splitToList(other);
        if (ones.size() != others.size()) {
            return 0;
        }
        int slips = 0;
        for (int place = 0; place < ones.size(); place++) {
            if (!ones.get(place).equals(others.get(place))) {
                if (!isSlip(ones.get(place), others.get(place))) {
                    return 0;
                }
                slips++;
            }
        }
        double likeness = 1 - (double) slips / Math.max(one.length(), other.length());
        return likeness >= LEAST ? likeness : 0;
    }

    private static boolean isSlip(String one, String other) {
        String longer = one.length() >= other.length() ? one : other;
        String shorter = one.length() >= other.length() ? other : one;
        if (shorter.length() < SHORTEST_WITH_A_SLIP
                || longer.chars().anyMatch(Character::isDigit)
                || shorter.chars().anyMatch(Character::isDigit)) {
            return false;
        }
        int at = firstDifference(longer, shorter);
        String after = longer.substring(at + 1);
        String rest = shorter.substring(at);
        return at > 0
                && (after.equals(rest)
                        || after.equals(tail(rest, 1))
                        || isSwapped(longer.substring(at), rest));
    }

    private static int firstDifference(String longer, String shorter) {
        int at = 0;
        while (at < shorter.length() && longer.charAt(at) == shorter.charAt(at)) {
            at++;
        }
        return at;
    }

    private static boolean isSwapped(String one, String other) {
        return one.length() > 1
                && other.length() > 1
                && one.charAt(0) == other.charAt(1)
                && one.charAt(1) == other.charAt(0)
                && one.substring(2).equals(other.substring(2));
    }

    private static String tail(String text, int from) {
        return text.length() < from ? text : text.substring(from);
    }
}
