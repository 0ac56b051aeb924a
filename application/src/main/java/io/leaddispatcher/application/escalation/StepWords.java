package io.leaddispatcher.application.escalation;

import io.leaddispatcher.domain.sla.SlaClock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people are told of a clock, in a sentence. */
final class StepWords {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE d MMM, HH:mm z", Locale.ENGLISH);

    /** What is said besides when a lead cannot be passed on. */
    static final String STUCK = "Nobody is left to whom it could be passed on.";

    private StepWords() {}

    /** To the rep. */
    static String toRep(SlaClock clock, ZoneId zone, Instant now) {
        boolean late = !now.isBefore(clock.dueAt());
        String sentence =
                switch (clock.target()) {
                    case DISPATCHED ->
                            late
                                    ? "This lead should have been with you by %s."
                                    : "Please look at this lead by %s.";
                    case ACCEPTED ->
                            late
                                    ? "This lead should have been accepted by %s."
                                    : "Please accept this lead by %s.";
                    case FIRST_ACTION ->
                            late
                                    ? "The first step with this lead should have been taken by %s."
                                    : "Please take the first step with this lead by %s.";
                    case FOLLOW_UP ->
                            late
                                    ? "This lead should have been followed up by %s."
                                    : "Please follow this lead up by %s.";
                };
        return sentence.formatted(time(clock.dueAt(), zone));
    }

    /**
     * To somebody else.
     *
     * @param rep the name of the rep; null while nobody has the lead
     */
    static String toOthers(SlaClock clock, @Nullable String rep, ZoneId zone, Instant now) {
        String who = rep == null ? "Nobody" : rep;
        String verb = rep == null ? "has" : "has not";
        String what =
                switch (clock.target()) {
                    case DISPATCHED -> "been told of this lead";
                    case ACCEPTED -> "accepted this lead";
                    case FIRST_ACTION -> "taken the first step with this lead";
                    case FOLLOW_UP -> "followed this lead up";
                };
        String when = now.isBefore(clock.dueAt()) ? "Due by %s." : "It was due by %s.";
        return "%s %s %s. %s".formatted(who, verb, what, when.formatted(time(clock.dueAt(), zone)));
    }

    /** Of an offer that has lapsed once too often. */
    static String lapsed(String rep, String queue) {
        return "%s has let this lead lapse, as others have before. It waits in the queue %s."
                .formatted(rep, queue);
    }

    /** Of a lead that found nobody. */
    static String stranded(String queue) {
        return "Nobody is available for this lead. It waits in the queue %s.".formatted(queue);
    }

    private static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }
}
