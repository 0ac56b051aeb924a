package io.leaddispatcher.web.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hours of a day as people type them: {@code 9-17}, {@code 9:00-12:30, 13.30–18 Uhr}, {@code
 * 9am-5pm}, {@code von 9 bis 17}, {@code 24h}. What can be understood is spelled as documents spell
 * it; the rest stays as it was typed, for the application to refuse.
 */
public final class TypedHours {

    private static final String TIME =
            "([0-9]{1,2})(?:[:.]?([0-9]{2}))?\\s*(?:([ap])\\.?m?\\.?)?(?:\\s*(?:uhr|h)\\b)?";
    private static final Pattern INTERVAL =
            Pattern.compile(TIME + "\\s*(?:-|\\bto\\b|\\bbis\\b)\\s*" + TIME + "(?![^\\s,;&])");
    private static final Pattern BETWEEN =
            Pattern.compile("(?:[\\s,;&]|\\b(?:and|und|from|von)\\b)+");
    private static final Pattern ALL_DAY =
            Pattern.compile("24(?:/7\\b|\\s*(?:h|std|stunden|hours)\\b\\.?)(?!\\s*-)");
    private static final Pattern WORD = Pattern.compile("[^,;\\s]+");
    private static final Pattern SPELLED = Pattern.compile("[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}");

    private static final int HALF = 12 * 60;
    private static final int DAY = 24 * 60;

    private TypedHours() {}

    /**
     * Its intervals, in their order. Those that overlap are one that cannot be understood: nobody
     * means both.
     */
    public static List<String> intervals(String text) {
        List<String> parts = parts(text);
        return overlap(parts).isPresent() ? List.of(String.join(", ", parts)) : parts;
    }

    private static List<String> parts(String text) {
        String typed =
                text.toLowerCase(Locale.ROOT)
                        .replaceAll("[\u00a0\u2000-\u200a\u202f]", " ")
                        .replaceAll("[\u2010-\u2015\u2212]", "-")
                        .replaceAll("([0-9apm.])\\s*-\\s*", "$1-");
        List<String> found = new ArrayList<>();
        int at = 0;
        while (at < typed.length()) {
            Matcher between = BETWEEN.matcher(typed).region(at, typed.length());
            Matcher interval = INTERVAL.matcher(typed).region(at, typed.length());
            Matcher allDay = ALL_DAY.matcher(typed).region(at, typed.length());
            Matcher word = WORD.matcher(typed).region(at, typed.length());
            if (between.lookingAt()) {
                at = between.end();
            } else if (interval.lookingAt()) {
                found.add(spelled(interval).orElseGet(interval::group));
                at = interval.end();
            } else if (allDay.lookingAt()) {
                found.add(clock(0) + "-" + clock(DAY));
                at = allDay.end();
            } else if (word.lookingAt()) {
                found.add(word.group());
                at = word.end();
            } else {
                at++;
            }
        }
        return List.copyOf(found);
    }

    /** What cannot be meant by the hours of a day, in a sentence. Empty when all can be. */
    public static Optional<String> problem(String text, Words words) {
        List<String> intervals = parts(text);
        return intervals.stream()
                .filter(each -> !SPELLED.matcher(each).matches())
                .findFirst()
                .map(each -> words.say(isGuess(each) ? "hours.ambiguous" : "hours.unclear", each))
                .or(() ->
                        intervals.stream()
                                .filter(each -> start(each) == end(each))
                                .findFirst()
                                .map(each -> words.say("hours.empty", each)))
                .or(() -> overlap(intervals).map(both -> words.say("hours.overlap", both)));
    }

    /** Two of them that share a minute. Empty when no two do, or not all are understood. */
    private static Optional<String> overlap(List<String> intervals) {
        if (!intervals.stream().allMatch(each -> SPELLED.matcher(each).matches())) {
            return Optional.empty();
        }
        List<String> sorted = new ArrayList<>(intervals);
        sorted.sort(Comparator.comparingInt(TypedHours::start));
        for (int each = 1; each < sorted.size(); each++) {
            if (start(sorted.get(each)) < ending(sorted.get(each - 1))) {
                return Optional.of(sorted.get(each - 1) + ", " + sorted.get(each));
            }
        }
        return Optional.empty();
    }

    /** What begins in the evening and ends in the morning ends the next day. */
    private static int ending(String spelled) {
        return end(spelled) < start(spelled) ? end(spelled) + DAY : end(spelled);
    }

    private static int start(String spelled) {
        return minutes(spelled.substring(0, 5));
    }

    private static int end(String spelled) {
        return minutes(spelled.substring(6));
    }

    private static int minutes(String clock) {
        return Integer.parseInt(clock.substring(0, 2)) * 60 + Integer.parseInt(clock.substring(3));
    }

    private static boolean isGuess(String text) {
        Matcher interval = INTERVAL.matcher(text);
        if (!interval.matches()) {
            return false;
        }
        OptionalInt from = minute(interval.group(1), null, null);
        OptionalInt until = minute(interval.group(4), null, null);
        return from.isPresent()
                && until.isPresent()
                && isGuess(interval, from.getAsInt(), until.getAsInt());
    }

    private static Optional<String> spelled(Matcher interval) {
        String opens = interval.group(3);
        String closes = interval.group(6);
        OptionalInt from = minute(interval.group(1), interval.group(2), opens);
        OptionalInt until = minute(interval.group(4), interval.group(5), closes);
        if (from.isEmpty() || until.isEmpty()) {
            return Optional.empty();
        }
        int start = from.getAsInt();
        int end = until.getAsInt();
        if (opens == null && closes != null && start <= HALF) {
            // 9-5pm, and 1-5pm: whichever is before the end.
            int later = start % HALF + HALF;
            start = end > HALF && later < end ? later : start % HALF;
        } else if (opens != null && closes == null && end <= HALF) {
            // 9am-5: the next five that a clock shows.
            int early = end % HALF;
            end = early > start ? early : early + HALF > start ? early + HALF : early;
        } else if (isGuess(interval, start, end)) {
            return Optional.empty();
        }
        // Midnight at an end is the end of the day.
        int closing = end == 0 && start > 0 ? DAY : end;
        return Optional.of(clock(start) + "-" + clock(closing));
    }

    /** Nobody works from nine to five in the morning, and {@code 9-5} may mean it all the same. */
    private static boolean isGuess(Matcher interval, int start, int end) {
        return interval.group(2) == null
                && interval.group(5) == null
                && interval.group(3) == null
                && interval.group(6) == null
                && end <= start
                && start <= HALF
                && end > 0;
    }

    /** Minutes since midnight. Empty when no clock shows this. */
    private static OptionalInt minute(
            String hours, @Nullable String minutes, @Nullable String half) {
        int hour = Integer.parseInt(hours);
        int minute = minutes == null ? 0 : Integer.parseInt(minutes);
        if (half != null) {
            if (hour < 1 || hour > 12 || minute > 59) {
                return OptionalInt.empty();
            }
            return OptionalInt.of(hour % 12 * 60 + minute + (half.equals("p") ? HALF : 0));
        }
        int all = hour * 60 + minute;
        return minute > 59 || all > DAY ? OptionalInt.empty() : OptionalInt.of(all);
    }

    private static String clock(int minutes) {
        return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
    }
}
