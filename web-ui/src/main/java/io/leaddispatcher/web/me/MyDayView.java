package io.leaddispatcher.web.me;

import io.leaddispatcher.application.me.MyDay;
import io.leaddispatcher.application.me.MyDay.Absence;
import io.leaddispatcher.application.me.MyDay.MyLead;
import io.leaddispatcher.application.me.MyDesk;
import io.leaddispatcher.application.me.MyDesk.MyClock;
import io.leaddispatcher.application.me.MyDesk.MyTask;
import io.leaddispatcher.application.me.MyDesk.Room;
import io.leaddispatcher.application.me.MyDesk.Work;
import io.leaddispatcher.web.layout.Reach;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.WhyNot;
import io.leaddispatcher.web.layout.Words;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of a rep.
 *
 * @param tone of the availability
 * @param standing whether new leads come, in a sentence
 * @param present whether the rep is neither paused nor away
 * @param now the present by the rep's clocks, for fields
 * @param full why nothing can be taken out of a queue; null while there is room
 */
record MyDayView(
        String rep,
        String name,
        String tone,
        String standing,
        @Nullable String because,
        boolean present,
        String zone,
        String now,
        List<Figure> figures,
        List<Row> leads,
        List<TaskRow> tasks,
        @Nullable String full,
        List<Away> absences,
        List<Queue> queues,
        List<Day> week,
        List<Choice> colleagues) {

    record Figure(String id, String label, String value) {}

    /**
     * @param left seconds until the offer lapses; null when it does not
     * @param phone by which the person is called; null: none that is known
     * @param email by which they are written to; likewise
     */
    record Row(
            String id,
            String assignment,
            String title,
            @Nullable String company,
            boolean accepted,
            boolean broadcast,
            String priority,
            String priorityTone,
            When since,
            @Nullable Long left,
            @Nullable String clock,
            @Nullable Due due,
            @Nullable String phone,
            @Nullable String email) {}

    /** What has to happen with a lead, by when, and how that stands. */
    record Due(String target, String state, String tone, When at) {}

    /**
     * @param activity by what it is done, as one logs it
     */
    record TaskRow(
            String id,
            String lead,
            String type,
            String activity,
            String title,
            @Nullable String company,
            When due,
            boolean overdue,
            @Nullable String phone,
            @Nullable String email) {}

    record Away(String from, String text, @Nullable String delegate, boolean now) {}

    record Queue(String key, String name, long waiting, String text) {}

    /** A day with its hours, as they are typed. */
    record Day(String key, String name, String hours) {}

    record Choice(String key, String name) {}

    public List<String> getActivities() {
        return List.of("CALL", "EMAIL", "SMS", "MEETING", "NOTE");
    }

    public List<String> getOutcomes() {
        return List.of("MEETING_HELD", "NO_SHOW", "OPPORTUNITY", "WON", "LOST", "DISQUALIFIED");
    }

    public List<String> getDeclines() {
        return WhyNot.DECLINED;
    }

    public List<String> getReturns() {
        return WhyNot.RETURNED;
    }

    /** The lead of this id, as long as it is here; null: it is not. */
    @Nullable Row lead(@Nullable String id) {
        return leads.stream().filter(row -> row.id().equals(id)).findFirst().orElse(null);
    }

    static MyDayView of(MyDesk desk, Map<String, String> sent, Instant now, Words words) {
        MyDay day = desk.day();
        Locale locale = Locale.forLanguageTag(words.language());
        var clocks = new Clocks(day.zone(), locale);
        boolean away = day.absences().stream().anyMatch(Absence::now);
        boolean open = day.against().isEmpty();
        return new MyDayView(
                day.rep(),
                day.name(),
                open ? "good" : "warn",
                words.say(open ? "me.open" : "me.shut"),
                because(day, clocks, words),
                !day.paused() && !away,
                words.zone(day.zone()),
                clocks.field(now),
                List.of(
                        new Figure("open", words.say("me.figure.open"), words.number(day.open())),
                        new Figure(
                                "accepted",
                                words.say("me.figure.accepted"),
                                words.number(day.accepted())),
                        new Figure("done", words.say("me.figure.done"), words.number(desk.done())),
                        new Figure(
                                "speed",
                                words.say("me.figure.speed"),
                                words.duration(day.medianToAccept()))),
                desk.leads().stream().map(work -> row(work, day.zone(), words)).toList(),
                desk.tasks().stream().map(task -> task(task, day.zone(), words)).toList(),
                full(desk.room(), words),
                day.absences().stream()
                        .map(each ->
                                new Away(
                                        each.from().toString(),
                                        words.say(
                                                "me.away.span",
                                                clocks.text(each.from()),
                                                clocks.text(each.to())),
                                        each.delegate(),
                                        each.now()))
                        .toList(),
                day.queues().stream()
                        .map(queue ->
                                new Queue(
                                        queue.key(),
                                        queue.name(),
                                        queue.waiting(),
                                        words.say("me.queue.waiting", queue.waiting())))
                        .toList(),
                Arrays.stream(DayOfWeek.values())
                        .map(each -> day(each, day.hours(), sent, locale))
                        .toList(),
                day.colleagues().entrySet().stream()
                        .map(each -> new Choice(each.getKey(), each.getValue()))
                        .sorted(Comparator.comparing(Choice::name))
                        .toList());
    }

    /** Times by the clocks of the rep. */
    private record Clocks(ZoneId zone, Locale locale) {

        String text(Instant at) {
            return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                    .withLocale(locale)
                    .format(at.atZone(zone));
        }

        String field(Instant at) {
            return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT)
                    .format(at.atZone(zone));
        }
    }

    /** The one thing that explains most. */
    private static @Nullable String because(MyDay day, Clocks clocks, Words words) {
        Absence away = day.absences().stream().filter(Absence::now).findFirst().orElse(null);
        if (day.paused()) {
            return words.say("me.because.paused");
        }
        if (away != null) {
            return away.delegate() == null
                    ? words.say("me.because.away", clocks.text(away.to()))
                    : words.say("me.because.delegate", clocks.text(away.to()), away.delegate());
        }
        if (day.opensAt() != null) {
            return words.say("me.because.closed", clocks.text(day.opensAt()));
        }
        return day.against().isEmpty()
                ? null
                : words.name("reason", day.against().getFirst().name());
    }

    private static Row row(Work work, ZoneId zone, Words words) {
        MyLead lead = work.lead();
        Long left = lead.left() == null ? null : lead.left().toSeconds();
        String title = lead.name() == null ? lead.detail() : lead.name();
        return new Row(
                lead.id(),
                lead.assignment(),
                title == null ? words.say("lead.nameless") : title,
                lead.company(),
                lead.accepted(),
                lead.broadcast(),
                words.name("priority", lead.priority()),
                "priority-" + lead.priority().toLowerCase(Locale.ROOT),
                words.when(lead.since()),
                left,
                lead.left() == null ? null : words.duration(lead.left()),
                due(work.clock(), zone, words),
                Reach.phone(lead.reach().phone()),
                Reach.email(lead.reach().email()));
    }

    private static @Nullable Due due(@Nullable MyClock clock, ZoneId zone, Words words) {
        return clock == null
                ? null
                : new Due(
                        words.say("me.target." + clock.target()),
                        words.say("me.clock." + clock.state()),
                        switch (clock.state()) {
                            case RUNNING -> "info";
                            case OVERDUE -> "bad";
                            case PAUSED -> "";
                        },
                        words.moment(clock.dueAt(), zone));
    }

    private static TaskRow task(MyTask task, ZoneId zone, Words words) {
        return new TaskRow(
                task.id(),
                task.lead(),
                words.name("activity", task.type()),
                // What came of a ticket is written down in words.
                task.type().equals("TICKET") ? "NOTE" : task.type(),
                task.name() == null ? words.say("lead.nameless") : task.name(),
                task.company(),
                words.moment(task.dueAt(), zone),
                task.overdue(),
                Reach.phone(task.reach().phone()),
                Reach.email(task.reach().email()));
    }

    private static @Nullable String full(Room room, Words words) {
        return switch (room.reached()) {
            case null -> null;
            case OPEN -> full("OPEN", room.load().open(), room.capacity().open(), words);
            case DAY -> full("DAY", room.load().today(), room.capacity().perDay(), words);
            case HOUR -> full("HOUR", room.load().thisHour(), room.capacity().perHour(), words);
        };
    }

    private static String full(String limit, int count, @Nullable Integer most, Words words) {
        return words.say("me.full." + limit, count, most == null ? count : most);
    }

    /** What was typed goes before what is set. */
    private static Day day(
            DayOfWeek day,
            Map<DayOfWeek, List<String>> hours,
            Map<String, String> sent,
            Locale locale) {
        String key = day.name().substring(0, 3);
        String set = String.join(", ", hours.getOrDefault(day, List.of()));
        return new Day(
                key,
                day.getDisplayName(TextStyle.FULL_STANDALONE, locale),
                sent.getOrDefault(key, set));
    }
}
