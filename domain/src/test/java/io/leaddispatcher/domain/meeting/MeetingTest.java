package io.leaddispatcher.domain.meeting;

import static io.leaddispatcher.domain.meeting.MeetingNews.Kind.BOOKED;
import static io.leaddispatcher.domain.meeting.MeetingNews.Kind.CANCELLED;
import static io.leaddispatcher.domain.meeting.MeetingNews.Kind.MOVED;
import static io.leaddispatcher.domain.meeting.MeetingNews.Kind.NO_SHOW;
import static io.leaddispatcher.domain.meeting.MeetingNews.Kind.NO_SHOW_TAKEN_BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.meeting.Meeting.Change;
import io.leaddispatcher.domain.meeting.Meeting.Event;
import io.leaddispatcher.domain.meeting.MeetingNews.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeetingTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final MeetingDetails DETAILS =
            new MeetingDetails(
                    "Intro", NOON, NOON.plusSeconds(1800), "Europe/Madrid", "a@x.test", "A", null);

    private static MeetingNews news(Kind kind, int second) {
        return news(kind, second, null);
    }

    private static MeetingNews news(Kind kind, int second, @Nullable String reason) {
        return new MeetingNews(
                "b1",
                kind,
                NOON.plusSeconds(second),
                null,
                kind == BOOKED ? DETAILS : null,
                reason);
    }

    /** What a lead's timeline tells in the end, and the meeting. */
    private record Told(Meeting meeting, List<Event> events) {}

    private static Told told(List<MeetingNews> all) {
        Change first = Meeting.first(all.getFirst());
        Meeting meeting = first.meeting();
        List<Event> events = new ArrayList<>(first.events());
        for (MeetingNews news : all.subList(1, all.size())) {
            Change change = meeting.hear(news);
            meeting = change.meeting();
            events.addAll(change.events());
        }
        return new Told(meeting, events);
    }

    private static List<List<MeetingNews>> orders(List<MeetingNews> all) {
        if (all.isEmpty()) {
            return List.of(List.of());
        }
        List<List<MeetingNews>> orders = new ArrayList<>();
        for (int first = 0; first < all.size(); first++) {
            List<MeetingNews> rest = new ArrayList<>(all);
            MeetingNews one = rest.remove(first);
            for (List<MeetingNews> order : orders(rest)) {
                List<MeetingNews> whole = new ArrayList<>(List.of(one));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }

    @Test
    void pain25_aBookingThatIsToldAgainIsTheFirstOne() {
        Told told = told(List.of(news(BOOKED, 0), news(BOOKED, 0)));

        assertThat(told.events()).containsExactly(Event.BOOKED);
        assertThat(told.meeting().state()).isEqualTo(MeetingState.BOOKED);
        assertThat(told.meeting().bookedAt()).isEqualTo(NOON);
        assertThat(told.meeting().details()).isEqualTo(DETAILS);
        assertThat(told.meeting().hear(news(BOOKED, 90)))
                .as("a retry, sent later")
                .isEqualTo(new Change(told.meeting(), List.of()));
    }

    @Test
    void whateverTheOrderACancelledMeetingIsCancelledOnce() {
        for (var order :
                orders(List.of(news(BOOKED, 0), news(CANCELLED, 9, "ill"), news(NO_SHOW, 5)))) {
            Told told = told(order);

            assertThat(told.meeting().state()).as("%s", order).isEqualTo(MeetingState.CANCELLED);
            assertThat(told.meeting().reason()).isEqualTo("ill");
            assertThat(told.events())
                    .contains(Event.BOOKED, Event.CANCELLED)
                    .filteredOn(Event.CANCELLED::equals)
                    .hasSize(1);
        }
    }

    @Test
    void whateverTheOrderAMeetingThatWasMovedIsMoved() {
        MeetingNews moved = MeetingNews.moved("b1", "b2", NOON.plusSeconds(9));
        for (var order : orders(List.of(news(BOOKED, 0), news(CANCELLED, 9), moved, moved))) {
            Told told = told(order);

            assertThat(told.meeting().state()).as("%s", order).isEqualTo(MeetingState.MOVED);
            assertThat(told.meeting().replacedBy()).isEqualTo("b2");
            assertThat(told.events()).containsExactly(Event.BOOKED, Event.CANCELLED);
        }
    }

    @Test
    void whateverTheOrderTheLatestWordOfAnAttendanceCounts() {
        for (var order :
                orders(
                        List.of(
                                news(BOOKED, 0),
                                news(NO_SHOW, 10),
                                news(NO_SHOW_TAKEN_BACK, 20),
                                news(NO_SHOW, 30)))) {
            assertThat(told(order).meeting().state())
                    .as("%s", order)
                    .isEqualTo(MeetingState.NO_SHOW);
        }
        for (var order :
                orders(List.of(news(BOOKED, 0), news(NO_SHOW, 10), news(NO_SHOW_TAKEN_BACK, 20)))) {
            assertThat(told(order).meeting().state())
                    .as("%s", order)
                    .isEqualTo(MeetingState.BOOKED);
        }
    }

    @Test
    void whoWasMissedAndWasThereAfterAllIsToldBoth() {
        assertThat(
                        told(List.of(
                                        news(BOOKED, 0),
                                        news(NO_SHOW, 10),
                                        news(NO_SHOW, 10),
                                        news(NO_SHOW_TAKEN_BACK, 20)))
                                .events())
                .containsExactly(Event.BOOKED, Event.NO_SHOW, Event.NO_SHOW_TAKEN_BACK);
    }

    @Test
    void whatWasToldBeforeTheBookingIsToldWithIt() {
        assertThat(told(List.of(news(NO_SHOW, 10), news(BOOKED, 0))).events())
                .containsExactly(Event.BOOKED, Event.NO_SHOW);
        Change before = Meeting.first(news(NO_SHOW, 10));
        assertThat(before.events()).isEmpty();
        assertThat(before.meeting().isKnown()).isFalse();
        assertThat(before.meeting().state().isOver()).isFalse();
    }

    private static Meeting held() {
        return new Meeting("b1", MeetingState.HELD, NOON, DETAILS, NOON, null, null, null);
    }

    @Test
    void pain47_whatSomebodyElseHasHeldIsNoNoShow() {
        assertThat(held().hearOfHost(news(NO_SHOW, 60))).isEqualTo(new Change(held(), List.of()));
        assertThat(held().hearOfHost(news(CANCELLED, 60)).meeting().state())
                .isEqualTo(MeetingState.CANCELLED);
        Meeting booked = Meeting.first(news(BOOKED, 0)).meeting();
        assertThat(booked.hearOfHost(news(NO_SHOW, 60)).events()).containsExactly(Event.NO_SHOW);
    }

    @Test
    void ofWhatTheHostHasHeldTheLaterWordCounts() {
        assertThat(held().hear(news(NO_SHOW, 60)).meeting().state())
                .isEqualTo(MeetingState.NO_SHOW);
    }

    @Test
    void whatWasHeldStaysHeldWhenANoShowIsTakenBack() {
        assertThat(held().hear(news(NO_SHOW_TAKEN_BACK, 60)))
                .isEqualTo(new Change(held(), List.of()));
    }

    @Test
    void newsOfAnotherBookingAreAMistake() {
        Meeting meeting = Meeting.first(news(BOOKED, 0)).meeting();

        assertThatThrownBy(() -> meeting.hear(MeetingNews.moved("b9", "b1", NOON)))
                .hasMessageContaining("b9");
    }

    @Test
    void detailsBelongToBookings() {
        assertThatThrownBy(() -> new MeetingNews("b1", MOVED, NOON, null, DETAILS, null))
                .hasMessageContaining("MOVED");
        assertThatThrownBy(() -> new MeetingNews("b1", BOOKED, NOON, null, null, null))
                .hasMessageContaining("BOOKED");
        assertThatThrownBy(() ->
                        new MeetingDetails(
                                null, NOON, NOON.minusSeconds(1), null, null, null, null))
                .hasMessageContaining("before it starts");
    }

    @Test
    void withoutWordsNothingIsLeftThatSomebodyWrote() {
        MeetingNews booked = news(BOOKED, 0, "as discussed with Ana").withoutWords();

        assertThat(booked.reason()).isNull();
        assertThat(booked.details()).isEqualTo(DETAILS.untitled());
        assertThat(DETAILS.untitled().title()).isNull();
        assertThat(news(CANCELLED, 0, "ill").withoutWords()).isEqualTo(news(CANCELLED, 0));
    }
}
