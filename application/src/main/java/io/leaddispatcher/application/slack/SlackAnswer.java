package io.leaddispatcher.application.slack;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What somebody who pressed something is told. */
public sealed interface SlackAnswer {

    /** It is done; the message shows it. */
    record Done() implements SlackAnswer {}

    /** The rep hears of it again. */
    record Snoozed(Instant until, ZoneId zone) implements SlackAnswer {}

    /**
     * Not, or no longer, for whoever pressed; nothing has changed.
     *
     * @param holder the name of the rep who has the lead; null when nobody has
     */
    record NotYours(@Nullable String holder) implements SlackAnswer {}

    /** Theirs, but by a later message than the one that was pressed; nothing has changed. */
    record Superseded() implements SlackAnswer {}

    /** Nobody knows an offer of this name. */
    record Unknown() implements SlackAnswer {}

    /** The rep has accepted it, so that it cannot be declined any more. */
    record Accepted(String holder) implements SlackAnswer {}

    record Full(String rep) implements SlackAnswer {}

    record Locked(Instant until, ZoneId zone) implements SlackAnswer {}

    record NobodyLeft() implements SlackAnswer {}

    /** The work on it is over, or it is about to be routed. */
    record Over() implements SlackAnswer {}
}
