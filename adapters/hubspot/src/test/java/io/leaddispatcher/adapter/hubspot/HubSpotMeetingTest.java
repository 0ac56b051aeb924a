package io.leaddispatcher.adapter.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.meeting.Meeting;
import io.leaddispatcher.domain.meeting.MeetingDetails;
import io.leaddispatcher.domain.meeting.MeetingNews;
import io.leaddispatcher.domain.meeting.MeetingNews.Kind;
import io.leaddispatcher.http.PeerJson;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubSpotMeetingTest {

    private static final Instant TOLD = Instant.parse("2026-03-02T10:00:00Z");
    private static final String START = "2026-03-03T09:00:00Z";
    private static final String LATER = "2026-03-04T09:00:00Z";

    private static HubSpotMeeting meeting(String outcome, String start, String history) {
        return new HubSpotMeeting(
                "77",
                PeerJson.USUAL.read(
                        """
                        {"properties":{"hs_meeting_start_time":"%s","hs_meeting_end_time":"2026-03-03T09:30:00Z",
                          "hs_meeting_title":"Demo","hs_meeting_outcome":"%s",
                          "hs_meeting_external_url":"https://meet.test/a","hubspot_owner_id":"7"},
                         "propertiesWithHistory":{"hs_meeting_start_time":[%s]},
                         "associations":{"contacts":{"results":[{"id":"51"},{"id":"52"}]}}}
                        """
                                .formatted(start, outcome, history)
                                .getBytes(UTF_8)));
    }

    private static Optional<MeetingNews> news(String outcome, String start) {
        return meeting(outcome, start, "").news(TOLD, "mia@x.test");
    }

    @Test
    void aBookingSaysWhenWhereAndWithWhom() {
        MeetingNews news = news("SCHEDULED", START).orElseThrow();

        assertThat(news.kind()).isEqualTo(Kind.BOOKED);
        assertThat(news.other()).isNull();
        MeetingDetails details = Objects.requireNonNull(news.details());
        assertThat(details.startsAt()).isEqualTo(START);
        assertThat(details.endsAt()).isEqualTo("2026-03-03T09:30:00Z");
        assertThat(details.joinUrl()).isEqualTo("https://meet.test/a");
        assertThat(details.hostEmail()).isEqualTo("mia@x.test");
        assertThat(meeting("", START, "").contact()).contains("51");
    }

    @ParameterizedTest
    @CsvSource({
        "CANCELED, CANCELLED",
        "RESCHEDULED, MOVED",
        "NO_SHOW, NO_SHOW",
        "SCHEDULED, BOOKED",
        "'', BOOKED"
    })
    void anOutcomeIsWhatHasBecomeOfIt(String outcome, Kind kind) {
        assertThat(news(outcome, START)).map(MeetingNews::kind).contains(kind);
        assertThat(news(outcome, START)).map(MeetingNews::booking).contains("77@1772528400000");
    }

    @Test
    void whatWasLoggedAfterwardsIsNoBooking() {
        assertThat(news("", "2026-03-01T09:00:00Z")).isEmpty();
        assertThat(news("COMPLETED", START)).isEmpty();
        assertThat(news("SCHEDULED", "soon")).isEmpty();
    }

    @Test
    void eachTimeIsABookingThatTakesThePlaceOfTheOneBefore() {
        MeetingNews first = news("SCHEDULED", START).orElseThrow();
        MeetingNews moved =
                meeting(
                                "SCHEDULED",
                                LATER,
                                "{\"value\":\"%s\"},{\"value\":\"%s\"}".formatted(LATER, START))
                        .news(TOLD.plusSeconds(60), null)
                        .orElseThrow();

        assertThat(moved.other()).isEqualTo(first.booking());
        assertThat(Objects.requireNonNull(moved.details()).endsAt())
                .as("its end was told late")
                .isEqualTo(LATER);
        assertThat(Meeting.first(first).meeting().isKnown()).isTrue();
    }

    @Test
    void pain44_movedThereAndBackItIsBookedWhereItWas() {
        MeetingNews first =
                meeting("SCHEDULED", START, written(START)).news(TOLD, null).orElseThrow();
        MeetingNews there =
                meeting("SCHEDULED", LATER, written(LATER, START)).news(TOLD, null).orElseThrow();
        MeetingNews back =
                meeting("SCHEDULED", START, written(START, START, LATER, START))
                        .news(TOLD, null)
                        .orElseThrow();
        MeetingNews over =
                meeting("CANCELED", START, written(START, LATER, START))
                        .news(TOLD, null)
                        .orElseThrow();

        assertThat(there.other()).isEqualTo(first.booking());
        assertThat(back.other()).isEqualTo(there.booking());
        assertThat(back.booking()).isNotEqualTo(first.booking());
        assertThat(over.booking()).isEqualTo(back.booking());
    }

    @Test
    void oneThatHoldsAgainIsABookingOfItsOwn() {
        MeetingNews cancelled = outcomes("CANCELED", "CANCELED", "SCHEDULED");
        MeetingNews again = outcomes("SCHEDULED", "SCHEDULED", "CANCELED", "SCHEDULED");
        MeetingNews missed = outcomes("NO_SHOW", "NO_SHOW", "SCHEDULED", "CANCELED", "SCHEDULED");

        assertThat(cancelled.booking())
                .isEqualTo(news("SCHEDULED", START).orElseThrow().booking())
                .isNotEqualTo(again.booking());
        assertThat(again.kind()).isEqualTo(Kind.BOOKED);
        assertThat(missed.booking()).isEqualTo(again.booking());
    }

    @Test
    void aNoShowThatIsCorrectedIsTakenBack() {
        assertThat(outcomes("SCHEDULED", "SCHEDULED", "SCHEDULED", "NO_SHOW", "SCHEDULED").kind())
                .isEqualTo(Kind.NO_SHOW_TAKEN_BACK);
        assertThat(outcomes("COMPLETED", "COMPLETED", "NO_SHOW", "SCHEDULED").kind())
                .isEqualTo(Kind.NO_SHOW_TAKEN_BACK);
        assertThat(outcomes("SCHEDULED", "SCHEDULED", "COMPLETED", "NO_SHOW").kind())
                .isEqualTo(Kind.BOOKED);
    }

    @Test
    void oneThatIsMovedAfterANoShowIsBookedAnew() {
        String outcomes =
                at("SCHEDULED", "2026-03-03T10:00:00Z")
                        + ","
                        + at("NO_SHOW", "2026-03-03T09:15:00Z");
        String before = at(LATER, "2026-03-01T10:00:00Z");
        String after = at(LATER, "2026-03-03T09:59:00Z");

        assertThat(moved(after + "," + at(START, "2026-02-01T10:00:00Z"), outcomes).kind())
                .isEqualTo(Kind.BOOKED);
        assertThat(moved(before + "," + at(START, "2026-02-01T10:00:00Z"), outcomes).kind())
                .isEqualTo(Kind.NO_SHOW_TAKEN_BACK);
    }

    private static MeetingNews moved(String starts, String outcomes) {
        return meeting("SCHEDULED", LATER, starts + "],\"hs_meeting_outcome\":[" + outcomes)
                .news(TOLD, null)
                .orElseThrow();
    }

    private static String at(String value, String timestamp) {
        return "{\"value\":\"%s\",\"timestamp\":\"%s\"}".formatted(value, timestamp);
    }

    private static MeetingNews outcomes(String now, String... history) {
        return meeting(now, START, "],\"hs_meeting_outcome\":[" + written(history))
                .news(TOLD, null)
                .orElseThrow();
    }

    private static String written(String... values) {
        return Stream.of(values)
                .map("{\"value\":\"%s\"}"::formatted)
                .collect(Collectors.joining(","));
    }
}
