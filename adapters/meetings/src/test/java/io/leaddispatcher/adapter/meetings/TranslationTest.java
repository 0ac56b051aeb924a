package io.leaddispatcher.adapter.meetings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.EventTranslator;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.meeting.MeetingDetails;
import io.leaddispatcher.domain.meeting.MeetingNews;
import io.leaddispatcher.domain.meeting.MeetingNews.Kind;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationTest {

    private static final ConnectionKey KEY = new ConnectionKey("cal");
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:05Z");
    private static final String IN1 = "https://api.calendly.com/scheduled_events/EV1/invitees/IN1";
    private static final String PERSON =
            """
            "uri":"%s","email":"ana@example.test","name":"Ana Example","first_name":"Ana","last_name":"Example",
            "timezone":"Europe/Madrid","created_at":"2026-03-02T09:59:58.000000Z","updated_at":"2026-03-02T10:00:00.000000Z",
            "questions_and_answers":[{"question":"Company","answer":"Example Ltd"},{"question":"How many GPUs?","answer":"8"},
              {"question":"What else?","answer":"Soon"},{"question":"Nothing","answer":""}],
            "tracking":{"utm_source":"newsletter","utm_campaign":null},
            "scheduled_event":{"name":"Intro call","start_time":"2026-03-05T14:00:00.000000Z",
              "end_time":"2026-03-05T14:30:00.000000Z","location":{"type":"zoom","join_url":"https://zoom.example.test/j/1"},
              "event_memberships":[{"user":"https://api.calendly.com/users/AAA","user_email":"Rep@example.test"}]}
            """
                    .formatted(IN1);

    private static final EventTranslator CALENDLY =
            new MeetingTranslator(CalendlyProvider.TYPE, CalendlyEvent::new);
    private static final EventTranslator CAL_COM =
            new MeetingTranslator(CalComProvider.TYPE, CalComEvent::new);

    private static InboundEvent event(String source, String json) {
        return new InboundEvent(
                new TenantId(UUID.fromString("01900000-0000-7000-8000-000000000001")),
                KEY,
                source,
                "key",
                "application/json",
                json.getBytes(UTF_8),
                NOW);
    }

    private static Translation translated(EventTranslator translator, String json) {
        return Objects.requireNonNull(
                translator
                        .translate(
                                event(translator.source(), json),
                                new ConnectionAccess(
                                        KEY,
                                        translator.source(),
                                        Map.of(
                                                "mapping",
                                                // A blank around it is what somebody has copied
                                                // along.
                                                Map.of("How many GPUs?", " custom.gpuCount "),
                                                "mappings",
                                                Map.of("seats", "custom.seats")),
                                        Map.of()))
                        .block());
    }

    private static String calendly(String event, String more) {
        return "{\"event\":\"%s\",\"created_at\":\"2026-03-02T10:00:00.000000Z\",\"payload\":{%s%s}}"
                .formatted(event, PERSON, more);
    }

    @Test
    void aCalendlyBookingIsALeadWithItsMeeting() {
        var meeting =
                (Translation.Meeting)
                        translated(CALENDLY, calendly("invitee.created", ",\"old_invitee\":null"));

        assertThat(meeting.news())
                .isEqualTo(
                        new MeetingNews(
                                IN1,
                                Kind.BOOKED,
                                Instant.parse("2026-03-02T09:59:58Z"),
                                null,
                                new MeetingDetails(
                                        "Intro call",
                                        Instant.parse("2026-03-05T14:00:00Z"),
                                        Instant.parse("2026-03-05T14:30:00Z"),
                                        "Europe/Madrid",
                                        "rep@example.test",
                                        null,
                                        "https://zoom.example.test/j/1"),
                                null));
        assertThat(meeting.leadBody())
                .isEqualTo(
                        Map.of(
                                "kind",
                                "meeting",
                                "contact",
                                Map.of(
                                        "email",
                                        "ana@example.test",
                                        "firstName",
                                        "Ana",
                                        "lastName",
                                        "Example"),
                                "company",
                                Map.of("name", "Example Ltd"),
                                "custom",
                                Map.of("gpuCount", "8"),
                                "meeting",
                                Map.of("host", "rep@example.test", "type", "Intro call"),
                                "lead",
                                Map.of(
                                        "timeZone", "Europe/Madrid",
                                        "source", "newsletter",
                                        "message", "What else?: Soon")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invitee.canceled | ,\"rescheduled\":true,\"new_invitee\":\"u2\",\"cancellation\":{\"created_at\":\"2026-03-02T10:00:01Z\",\"reason\":\"\"} | MOVED | u2 | 2026-03-02T10:00:01Z",
                "invitee.canceled | ,\"rescheduled\":false | CANCELLED | | 2026-03-02T10:00:00Z",
                "invitee_no_show.created | ,\"no_show\":{\"created_at\":\"2026-03-05T14:10:00Z\"} | NO_SHOW | | 2026-03-05T14:10:00Z",
                "invitee_no_show.deleted | ,\"no_show\":null | NO_SHOW_TAKEN_BACK | | 2026-03-02T10:00:00Z"
            })
    void whatElseCalendlyTells(String event, String more, Kind kind, String other, Instant at) {
        var meeting = (Translation.Meeting) translated(CALENDLY, calendly(event, more));

        assertThat(meeting.news()).isEqualTo(new MeetingNews(IN1, kind, at, other, null, null));
        assertThat(meeting.leadBody()).isEmpty();
    }

    @Test
    void aCalComBookingIsALeadWithItsMeeting() {
        var meeting =
                (Translation.Meeting)
                        translated(
                                CAL_COM,
                                """
                                {"triggerEvent":"BOOKING_RESCHEDULED","createdAt":"2026-03-02T10:00:00.000Z",
                                 "payload":{"uid":"new","rescheduleUid":"old","title":"Intro","type":"intro-call","startTime":"2026-03-05T15:00:00+01:00",
                                  "endTime":"2026-03-05T14:30:00Z","organizer":{"name":"Rep One","email":"rep@example.test"},
                                  "attendees":[{"name":"Ana Maria Example","email":"ana@example.test","timeZone":"Europe/Madrid"}],
                                  "responses":{"email":{"label":"email_address","value":"ana@example.test"},
                                    "company":{"label":"Company","value":"Example Ltd"},"seats":{"label":"Seats?","value":12},
                                    "why":{"label":"Why?","value":["A","B"]},"none":{"label":"None"}},
                                  "location":"integrations:daily","metadata":{"videoCallUrl":"https://app.example.test/v/1"}}}
                                """);

        assertThat(meeting.news())
                .isEqualTo(
                        new MeetingNews(
                                "new",
                                Kind.BOOKED,
                                Instant.parse("2026-03-02T10:00:00Z"),
                                "old",
                                new MeetingDetails(
                                        "Intro",
                                        Instant.parse("2026-03-05T14:00:00Z"),
                                        Instant.parse("2026-03-05T14:30:00Z"),
                                        "Europe/Madrid",
                                        "rep@example.test",
                                        "Rep One",
                                        "https://app.example.test/v/1"),
                                null));
        assertThat(meeting.leadBody())
                .containsEntry(
                        "contact",
                        Map.of(
                                "email",
                                "ana@example.test",
                                "firstName",
                                "Ana Maria",
                                "lastName",
                                "Example"))
                .containsEntry("company", Map.of("name", "Example Ltd"))
                .containsEntry("custom", Map.of("seats", "12"))
                .containsEntry("meeting", Map.of("host", "rep@example.test", "type", "intro-call"))
                .containsEntry(
                        "lead",
                        Map.of(
                                "timeZone", "Europe/Madrid",
                                "source", "calcom",
                                "message", "Why?: A, B"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BOOKING_CANCELLED | \"uid\":\"b\",\"cancellationReason\":\"ill\" | CANCELLED | ill",
                "BOOKING_NO_SHOW_UPDATED | \"bookingUid\":\"b\",\"attendees\":[{\"noShow\":true}] | NO_SHOW |",
                "BOOKING_NO_SHOW_UPDATED | \"bookingUid\":\"b\",\"attendees\":[{\"noShow\":false}] | NO_SHOW_TAKEN_BACK |"
            })
    void whatElseCalComTells(String trigger, String payload, Kind kind, String reason) {
        var meeting =
                (Translation.Meeting)
                        translated(
                                CAL_COM,
                                "{\"triggerEvent\":\"%s\",\"createdAt\":\"2026-03-02T10:00:00Z\",\"payload\":{%s}}"
                                        .formatted(trigger, payload));

        assertThat(meeting.news())
                .isEqualTo(
                        new MeetingNews(
                                "b",
                                kind,
                                Instant.parse("2026-03-02T10:00:00Z"),
                                null,
                                null,
                                reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"triggerEvent\":\"MEETING_ENDED\",\"payload\":{\"uid\":\"b\"}}",
                "{\"triggerEvent\":\"BOOKING_CREATED\",\"payload\":{\"uid\":\"b\",\"startTime\":\"soon\"}}",
                "{\"triggerEvent\":\"BOOKING_CANCELLED\",\"createdAt\":\"2026-02-27T10:00:00Z\",\"payload\":{\"uid\":\"b\"}}"
            })
    void whatSaysTooLittleOrIsTooOldMakesNothing(String json) {
        assertThat(translated(CAL_COM, json)).isInstanceOf(Translation.Ignored.class);
    }

    @Test
    void anAddressThatIsNoneOfTheWebLeadsNowhere() {
        String json = calendly("invitee.created", "").replace("https://zoom", "javascript:zoom");

        var meeting = (Translation.Meeting) translated(CALENDLY, json);

        assertThat(Objects.requireNonNull(meeting.news().details()).joinUrl()).isNull();
    }

    @Test
    void whatIsNoJsonFailsForGood() {
        assertThatThrownBy(() -> translated(CALENDLY, "{"))
                .isInstanceOf(TranslationFailedException.class);
    }
}
