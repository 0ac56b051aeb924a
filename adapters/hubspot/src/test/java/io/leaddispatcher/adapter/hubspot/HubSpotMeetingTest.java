package io.leaddispatcher.adapter.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.meeting.Meeting;
import io.leaddispatcher.domain.meeting.MeetingDetails;
import io.leaddispatcher.domain.meeting.MeetingNews;
import io.leaddispatcher.domain.meeting.MeetingNews.Kind;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
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
                HubSpotJson.read(
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
}
