package io.leaddispatcher.web.layout;

import java.util.Arrays;
import java.util.Locale;

/** What stands for somebody in a small circle. */
public final class Initials {

    private Initials() {}

    /** Of the first and the last word of a name or an address; a question mark for none. */
    public static String of(String name) {
        var letters =
                Arrays.stream(name.strip().split("[\\s@._-]+", -1))
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)))
                        .toList();
        if (letters.isEmpty()) {
            return "?";
        }
        var last = letters.size() > 1 ? letters.getLast() : "";
        return (letters.getFirst() + last).toUpperCase(Locale.ROOT);
    }
}
