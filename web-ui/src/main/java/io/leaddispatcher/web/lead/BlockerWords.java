package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.Absence;
import io.leaddispatcher.application.lead.Blocker;
import io.leaddispatcher.application.lead.Blocker.Deadline;
import io.leaddispatcher.web.layout.Words;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Says what a lead waits for, by the clocks of whoever reads it. */
final class BlockerWords {

    private BlockerWords() {}

    /** Null when it waits for nothing. */
    static @Nullable String of(@Nullable Blocker blocker, ZoneId zone, Words words) {
        return switch (blocker) {
            case null -> null;
            case Blocker.Routing() -> words.say("blocker.routing");
            case Blocker.Queue(_, var queue, var cause, var opening, var nextRing) -> {
                String waits =
                        opening == null
                                ? words.say("blocker.queue", queue, words.reason(cause))
                                : words.say(
                                        "blocker.queue.until",
                                        queue,
                                        words.reason(cause),
                                        opening.rep(),
                                        words.dayAndTime(opening.at(), opening.zone()));
                yield nextRing == null
                        ? waits
                        : waits
                                + " "
                                + words.say("blocker.queue.ring", time(nextRing, zone, words));
            }
            case Blocker.Undeliverable() -> words.say("blocker.undeliverable");
            case Blocker.Untold(var next) ->
                    next == null
                            ? words.say("blocker.untold")
                            : words.say("blocker.untold.next", time(next, zone, words));
            case Blocker.Absent(_, var name, var absence, var deadline) ->
                    with(absent(name, absence, zone, words), deadline, zone, words);
            case Blocker.FirstRep(_, var deadline) ->
                    with(words.say("blocker.first-rep"), deadline, zone, words);
            case Blocker.Rep(_, var name, var deadline) ->
                    with(words.say("blocker.rep", name), deadline, zone, words);
            case Blocker.Action(_, var name, var deadline, var late) ->
                    with(
                            late == null
                                    ? words.say("blocker.action", name)
                                    : words.say(
                                            "blocker.action.late", name, time(late, zone, words)),
                            deadline,
                            zone,
                            words);
        };
    }

    private static String absent(String name, Absence absence, ZoneId zone, Words words) {
        Instant until = absence.until();
        return words.say(
                "blocker.absent." + absence.why(),
                name,
                until == null ? "" : words.dayAndTime(until, zone));
    }

    private static String with(
            String waits, @Nullable Deadline deadline, ZoneId zone, Words words) {
        return deadline == null ? waits : waits + " " + sentence(deadline, zone, words);
    }

    private static String sentence(Deadline deadline, ZoneId zone, Words words) {
        return words.say(
                "blocker.until." + deadline.what(),
                time(deadline.at(), zone, words),
                words.say(
                        "blocker.then." + deadline.then(),
                        deadline.name() == null ? "" : deadline.name()));
    }

    /** On the wall, and how far off. */
    private static String time(Instant at, ZoneId zone, Words words) {
        return words.say("blocker.time", words.local(at, zone), words.when(at).text());
    }
}
