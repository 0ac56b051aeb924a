package io.leaddispatcher.web.setup;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.roster.WorkingHours;
import io.leaddispatcher.web.layout.TypedHours;
import io.leaddispatcher.web.layout.Words;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hours of a week as they are drawn.
 *
 * @param days from Monday
 */
record Week(List<Day> days) {

    private static final String HOURS = "workingHours";
    private static final Pattern INTERVAL =
            Pattern.compile("([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})");
    private static final Pattern ITEM = Pattern.compile("/" + HOURS + "/([^/]+)/[0-9]+");
    private static final double DAY = 24 * 60;

    /**
     * @param input the name of its input
     * @param blocks what is drawn of it, those of the night before first
     */
    record Day(String input, String name, List<Block> blocks) {}

    /** Both in percent of a day. */
    record Block(String from, String width) {}

    Week {
        days = List.copyOf(days);
    }

    /** As the form holds the hours of a document. */
    static Week of(Map<String, ?> document, Words words) {
        var locale = Locale.of(words.language());
        var blocks = new ArrayList<List<Block>>();
        Shapes.DAYS.forEach(_ -> blocks.add(new ArrayList<>()));
        for (int day = 0; day < Shapes.DAYS.size(); day++) {
            if (Paths.get(document, input(day)) instanceof List<?> intervals) {
                for (Object interval : intervals) {
                    draw(String.valueOf(interval), day, blocks);
                }
            }
        }
        var days = new ArrayList<Day>();
        for (int day = 0; day < Shapes.DAYS.size(); day++) {
            days.add(
                    new Day(
                            input(day),
                            DayOfWeek.of(day + 1).getDisplayName(TextStyle.FULL, locale),
                            blocks.get(day)));
        }
        return new Week(days);
    }

    /** The same document with every day by its own name: {@code MON-FRI} stands for five. */
    static Map<String, Object> spread(Map<String, ?> document) {
        var spread = new LinkedHashMap<String, Object>(document);
        var violations = new Violations();
        if (document.get(HOURS) instanceof Map<?, ?> hours) {
            WorkingHours.read(Part.root(hours, violations))
                    .filter(_ -> violations.isEmpty())
                    .ifPresent(read -> {
                        var days = new LinkedHashMap<String, Object>();
                        read.spelled()
                                .forEach((day, intervals) -> {
                                    if (!intervals.isEmpty()) {
                                        days.put(day.name().substring(0, 3), intervals);
                                    }
                                });
                        spread.put(HOURS, days);
                    });
        }
        return spread;
    }

    /** Hours that are the same as before stay as they were spelled. */
    static void keep(Map<String, Object> filled, Map<String, ?> spread, Map<String, ?> stored) {
        var spelled = stored.get(HOURS);
        if (spelled != null && Objects.equals(filled.get(HOURS), spread.get(HOURS))) {
            filled.put(HOURS, spelled);
        }
    }

    /** What cannot be understood of hours, when that is what is wrong. */
    static Optional<String> unclear(Violation wrong, Map<String, ?> document, Words words) {
        var item = ITEM.matcher(wrong.pointer());
        return item.matches()
                        && Paths.get(document, HOURS + "." + item.group(1)) instanceof List<?> day
                ? day.stream()
                        .flatMap(each -> TypedHours.problem(String.valueOf(each), words).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static String input(int day) {
        return HOURS + "." + Shapes.DAYS.get(day);
    }

    private static void draw(String interval, int day, List<List<Block>> blocks) {
        var matcher = INTERVAL.matcher(interval);
        if (!matcher.matches()) {
            return;
        }
        int from = minutes(matcher.group(1), matcher.group(2));
        int until = minutes(matcher.group(3), matcher.group(4));
        if (from >= DAY || until > DAY) {
            return;
        }
        if (from < until) {
            blocks.get(day).add(block(from, until));
        } else {
            blocks.get(day).add(block(from, (int) DAY));
            blocks.get((day + 1) % blocks.size()).addFirst(block(0, until));
        }
    }

    private static Block block(int from, int until) {
        return new Block(percent(from), percent(until - from));
    }

    private static String percent(int minutes) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * minutes / DAY);
    }

    private static int minutes(String hour, String minute) {
        return Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
    }
}
