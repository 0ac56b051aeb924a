package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.routing.SurveyReps;
import io.leaddispatcher.domain.roster.Capacity;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a rep stands now, in words.
 *
 * @param opens when the rep works again; null while in hours
 * @param meters what the rep carries, limit by limit
 * @param teams the names of the rep's teams; empty without any
 * @param holidays the regions whose holidays count; empty without any
 */
record StandingView(
        SetupRow.Badge badge,
        List<String> reasons,
        @Nullable String opens,
        List<Meter> meters,
        String teams,
        String holidays,
        List<String> pools) {

    /**
     * @param text such as {@code 3 of 25}
     * @param width of the bar, in percent; null without a limit
     * @param full whether the limit is reached
     */
    record Meter(String name, String text, @Nullable String width, boolean full) {}

    private static final int WHOLE = 100;

    StandingView {
        reasons = List.copyOf(reasons);
        meters = List.copyOf(meters);
        pools = List.copyOf(pools);
    }

    static StandingView of(SurveyReps.Standing standing, Words words) {
        var capacity = standing.capacity();
        var load = standing.load();
        return new StandingView(
                badge(standing, words),
                standing.reasons().stream().map(each -> words.name("reason", each.name())).toList(),
                standing.opensAt() == null
                        ? null
                        : words.dayAndTime(standing.opensAt(), standing.zone()),
                meters(load, capacity, words),
                String.join(", ", standing.teams()),
                String.join(", ", standing.holidays()),
                standing.pools());
    }

    static SetupRow.Badge badge(SurveyReps.Standing standing, Words words) {
        if (standing.reasons().isEmpty()) {
            var full = full(standing, words);
            return full.isEmpty()
                    ? new SetupRow.Badge("good", words.say("setup.available"))
                    : new SetupRow.Badge("warn", words.say("setup.available.but", full));
        }
        var gone = standing.reasons().contains(UnavailabilityReason.INACTIVE);
        return new SetupRow.Badge(
                gone ? "calm" : "warn",
                standing.reasons().stream()
                        .limit(gone ? 1 : 2)
                        .map(each -> words.name("reason", each.name()))
                        .collect(Collectors.joining(", ")));
    }

    /** The kinds of leads of which there is room for no more, by limits of their own. */
    private static String full(SurveyReps.Standing standing, Words words) {
        return standing.capacity().perKind().keySet().stream()
                .filter(kind -> !standing.capacity().admitsKind(standing.load(), kind))
                .map(kind -> words.say("policy.kind." + kind.word()))
                .collect(Collectors.joining(", "));
    }

    /** The open leads, and how many there may be. */
    static String load(SurveyReps.Standing standing, Words words) {
        return of(standing.load().open(), standing.capacity().open(), words);
    }

    private static List<Meter> meters(Workload load, Capacity capacity, Words words) {
        var meters = new ArrayList<Meter>();
        meters.add(meter(words.say("setup.load.open"), load.open(), capacity.open(), words));
        capacity.perKind()
                .forEach((kind, limit) ->
                        meters.add(
                                meter(
                                        words.say(
                                                "setup.load.kind",
                                                words.say("policy.kind." + kind.word())),
                                        load.openOf(kind),
                                        limit,
                                        words)));
        meters.add(meter(words.say("setup.load.day"), load.today(), capacity.perDay(), words));
        meters.add(meter(words.say("setup.load.hour"), load.thisHour(), capacity.perHour(), words));
        return meters;
    }

    private static Meter meter(String name, int count, @Nullable Integer limit, Words words) {
        return new Meter(
                name,
                of(count, limit, words),
                limit == null ? null : width(count, limit),
                limit != null && count >= limit);
    }

    private static String of(int count, @Nullable Integer limit, Words words) {
        return limit == null
                ? words.number(count)
                : words.say("setup.load.of", words.number(count), words.number(limit));
    }

    private static String width(int count, int limit) {
        double part = limit == 0 ? WHOLE : Math.min(WHOLE, WHOLE * (double) count / limit);
        return String.format(Locale.ROOT, "%.1f%%", part);
    }
}
