package io.leaddispatcher.domain.meeting;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A booking with all that was told of it. Providers repeat themselves and tell things in any order:
 * whatever the order, it ends the same, and each thing is news once.
 *
 * @param since when its state came about, by the provider's clock
 * @param details null until the booking itself was told
 * @param bookedAt when it was booked; null until that was told
 * @param replaces the booking whose place it has taken; null: none
 * @param replacedBy the booking that has taken its place; null: none, or nobody says
 * @param reason why it is as it is
 */
public record Meeting(
        String booking,
        MeetingState state,
        Instant since,
        @Nullable MeetingDetails details,
        @Nullable Instant bookedAt,
        @Nullable String replaces,
        @Nullable String replacedBy,
        @Nullable String reason) {

    /** What of it is news. */
    public enum Event {
        BOOKED,
        CANCELLED,
        NO_SHOW,
        NO_SHOW_TAKEN_BACK
    }

    /**
     * A meeting after something was told.
     *
     * @param events what is news, in the order in which it came about; empty while nobody knows who
     *     has booked
     */
    public record Change(Meeting meeting, List<Event> events) {
        public Change {
            events = ImmutableList.copyOf(events);
        }
    }

    /** A booking of which nothing was known. */
    public static Change first(MeetingNews news) {
        return new Meeting(
                        news.booking(),
                        MeetingState.BOOKED,
                        Instant.EPOCH,
                        null,
                        null,
                        null,
                        null,
                        null)
                .hear(news);
    }

    /** Whether it was told who has booked what. */
    public boolean isKnown() {
        return details != null;
    }

    /** Takes in what is told. */
    public Change hear(MeetingNews news) {
        if (!news.booking().equals(booking)) {
            throw new IllegalArgumentException(
                    "news of %s told to %s".formatted(news.booking(), booking));
        }
        return switch (news.kind()) {
            case BOOKED -> booked(news);
            case MOVED -> over(news, MeetingState.MOVED);
            case CANCELLED -> over(news, MeetingState.CANCELLED);
            case NO_SHOW -> attendance(news, MeetingState.NO_SHOW);
            case NO_SHOW_TAKEN_BACK -> attendance(news, MeetingState.BOOKED);
        };
    }

    /**
     * Takes in what is told of a meeting that somebody else than its host has held: whoever looks
     * at the host's calendar alone has only not seen them meet.
     */
    public Change hearOfHost(MeetingNews news) {
        return state == MeetingState.HELD && news.kind() == MeetingNews.Kind.NO_SHOW
                ? new Change(this, List.of())
                : hear(news);
    }

    private Change booked(MeetingNews news) {
        if (isKnown()) {
            return new Change(this, List.of());
        }
        Meeting known =
                new Meeting(
                        booking,
                        state,
                        since.isBefore(news.toldAt()) ? news.toldAt() : since,
                        news.details(),
                        news.toldAt(),
                        news.other(),
                        replacedBy,
                        reason);
        List<Event> events = new ArrayList<>(List.of(Event.BOOKED));
        // What was told before it could be said of whom.
        if (state.isOver()) {
            events.add(Event.CANCELLED);
        } else if (state == MeetingState.NO_SHOW) {
            events.add(Event.NO_SHOW);
        }
        return new Change(known, events);
    }

    private Change over(MeetingNews news, MeetingState end) {
        if (state == MeetingState.MOVED || state == end) {
            return new Change(this, List.of());
        }
        // A cancellation that turns out to be a move stays one cancellation.
        boolean isNews = !state.isOver() && isKnown();
        Meeting over =
                new Meeting(
                        booking,
                        end,
                        news.toldAt(),
                        details,
                        bookedAt,
                        replaces,
                        news.other(),
                        news.reason() == null ? reason : news.reason());
        return new Change(over, isNews ? List.of(Event.CANCELLED) : List.of());
    }

    private Change attendance(MeetingNews news, MeetingState next) {
        // What was held was no no-show, so there is none to take back.
        boolean held = state == MeetingState.HELD && next == MeetingState.BOOKED;
        if (held || state.isOver() || news.toldAt().isBefore(since)) {
            return new Change(this, List.of());
        }
        Meeting attended = in(next, news.toldAt());
        boolean told =
                isKnown() && (state == MeetingState.NO_SHOW) != (next == MeetingState.NO_SHOW);
        return new Change(
                attended,
                told
                        ? List.of(
                                next == MeetingState.NO_SHOW
                                        ? Event.NO_SHOW
                                        : Event.NO_SHOW_TAKEN_BACK)
                        : List.of());
    }

    private Meeting in(MeetingState next, Instant at) {
        return new Meeting(booking, next, at, details, bookedAt, replaces, replacedBy, reason);
    }
}
