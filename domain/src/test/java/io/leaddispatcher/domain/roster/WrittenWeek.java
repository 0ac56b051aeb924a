package io.leaddispatcher.domain.roster;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Working hours as somebody writes them down, for models that look at the clock on the wall. */
record WrittenWeek(List<Block> blocks) {

    /** A block of a day as a person would say it. */
    record Block(DayOfWeek day, LocalTime from, LocalTime to, boolean toMidnight) {

        private boolean shows(LocalDateTime clock, Predicate<LocalDate> closed) {
            LocalDate today = clock.toLocalDate();
            LocalTime time = clock.toLocalTime();
            boolean overMidnight = !toMidnight && to.isBefore(from);
            boolean startedToday =
                    today.getDayOfWeek() == day
                            && !closed.test(today)
                            && !time.isBefore(from)
                            && (toMidnight || overMidnight || time.isBefore(to));
            LocalDate yesterday = today.minusDays(1);
            return startedToday
                    || (overMidnight
                            && yesterday.getDayOfWeek() == day
                            && !closed.test(yesterday)
                            && time.isBefore(to));
        }

        private String spelling() {
            return from + "-" + (toMidnight ? "24:00" : to);
        }
    }

    static WrittenWeek random(SplittableRandom random) {
        List<Block> blocks = new ArrayList<>();
        int count = random.nextInt(1, 9);
        for (int i = 0; i < count; i++) {
            DayOfWeek day = DayOfWeek.of(random.nextInt(1, 8));
            LocalTime from = time(random);
            LocalTime to = time(random);
            boolean toMidnight = random.nextInt(5) == 0;
            if (toMidnight || !from.equals(to)) {
                blocks.add(new Block(day, from, to, toMidnight));
            }
        }
        return blocks.isEmpty() ? random(random) : new WrittenWeek(blocks);
    }

    /** Half of them in the small hours, when clocks are changed. */
    private static LocalTime time(SplittableRandom random) {
        int hour = random.nextBoolean() ? random.nextInt(0, 4) : random.nextInt(0, 24);
        return LocalTime.of(hour, random.nextInt(0, 12) * 5);
    }

    boolean shows(LocalDateTime clock, Predicate<LocalDate> closed) {
        return blocks.stream().anyMatch(block -> block.shows(clock, closed));
    }

    WorkingHours read() {
        Map<String, List<String>> week = new LinkedHashMap<>();
        for (Block block : blocks) {
            String day = block.day().name().substring(0, 3).toUpperCase(Locale.ROOT);
            week.computeIfAbsent(day, _ -> new ArrayList<>()).add(block.spelling());
        }
        return Reading.accepted(week, WorkingHours::read);
    }
}
