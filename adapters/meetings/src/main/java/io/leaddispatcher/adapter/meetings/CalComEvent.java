package io.leaddispatcher.adapter.meetings;

import io.leaddispatcher.adapter.meetings.BookingMapping.Answer;
import io.leaddispatcher.domain.meeting.MeetingDetails;
import io.leaddispatcher.domain.meeting.MeetingNews;
import io.leaddispatcher.domain.meeting.MeetingNews.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * An event of Cal.com about a booking. One that is moved has another uid and names the old one. The
 * first attendee is who has booked.
 *
 * @param json the whole event
 */
record CalComEvent(JsonNode json) implements MeetingEvent {

    static final String NO_SHOW_UPDATED = "BOOKING_NO_SHOW_UPDATED";

    /** Nothing signed tells when it was sent, so that what is older is somebody's copy. */
    private static final Duration OLDEST = Duration.ofDays(3);

    /** What the lead has from elsewhere. */
    private static final Set<String> STANDARD =
            Set.of("email", "name", "location", "guests", "rescheduleReason", "smsReminderNumber");

    @Override
    public Optional<MeetingNews> news(Instant receivedAt) {
        Instant at = Json.instant(json, "createdAt").orElse(receivedAt);
        Optional<String> booking =
                Json.text(payload(), "uid")
                        .or(() -> Json.text(payload(), "bookingUid"))
                        .filter(uid -> uid.length() <= 500);
        if (booking.isEmpty() || at.isBefore(receivedAt.minus(OLDEST))) {
            return Optional.empty();
        }
        return switch (Json.text(json, "triggerEvent").orElse("")) {
            case "BOOKING_CREATED", "BOOKING_RESCHEDULED" ->
                    details()
                            .map(details ->
                                    new MeetingNews(
                                            booking.get(),
                                            Kind.BOOKED,
                                            at,
                                            Json.text(payload(), "rescheduleUid").orElse(null),
                                            details,
                                            null));
            case "BOOKING_CANCELLED" ->
                    Optional.of(
                            new MeetingNews(
                                    booking.get(),
                                    Kind.CANCELLED,
                                    at,
                                    null,
                                    null,
                                    Json.text(payload(), "cancellationReason").orElse(null)));
            case NO_SHOW_UPDATED ->
                    Optional.of(
                            new MeetingNews(
                                    booking.get(),
                                    isMissed() ? Kind.NO_SHOW : Kind.NO_SHOW_TAKEN_BACK,
                                    at,
                                    null,
                                    null,
                                    null));
            default -> Optional.empty();
        };
    }

    private JsonNode payload() {
        return json.path("payload");
    }

    private boolean isMissed() {
        return payload()
                .path("attendees")
                .valueStream()
                .anyMatch(attendee -> attendee.path("noShow").asBoolean(false));
    }

    /** Empty without a time: such a meeting is none. */
    private Optional<MeetingDetails> details() {
        JsonNode host = payload().path("organizer");
        return Json.instant(payload(), "startTime")
                .map(start -> {
                    Instant end = Json.instant(payload(), "endTime").orElse(start);
                    return new MeetingDetails(
                            Json.text(payload(), "title").orElse(null),
                            start,
                            end.isBefore(start) ? start : end,
                            Json.text(attendee(), "timeZone").orElse(null),
                            Json.text(host, "email")
                                    .map(email -> email.toLowerCase(Locale.ROOT))
                                    .orElse(null),
                            Json.text(host, "name").orElse(null),
                            WebAddress.of(
                                    Json.text(payload().path("metadata"), "videoCallUrl")
                                            .or(() -> Json.text(payload(), "location"))
                                            .orElse(null)));
                });
    }

    private JsonNode attendee() {
        return payload().path("attendees").path(0);
    }

    @Override
    public Map<String, Object> leadBody(BookingMapping mapping) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", "meeting");
        JsonNode metadata = payload().path("metadata");
        BookingMapping.put(body, "contact.email", Json.text(attendee(), "email").orElse(null));
        BookingMapping.name(body, Json.text(attendee(), "name").orElse(null));
        BookingMapping.put(
                body,
                "contact.phone",
                Json.text(attendee(), "phoneNumber")
                        .or(() -> answer("smsReminderNumber"))
                        .orElse(null));
        BookingMapping.put(body, "lead.timeZone", Json.text(attendee(), "timeZone").orElse(null));
        BookingMapping.put(
                body, "lead.source", Json.text(metadata, "utm_source").orElse(CalComProvider.TYPE));
        BookingMapping.put(body, "lead.campaign", Json.text(metadata, "utm_campaign").orElse(null));
        BookingMapping.put(
                body,
                "meeting.host",
                Json.text(payload().path("organizer"), "email")
                        .map(email -> email.toLowerCase(Locale.ROOT))
                        .orElse(null));
        BookingMapping.put(body, "meeting.type", Json.text(payload(), "type").orElse(null));
        mapping.put(body, answers());
        return body;
    }

    private Optional<String> answer(String name) {
        return said(payload().path("responses").path(name).path("value"));
    }

    private List<Answer> answers() {
        return payload().path("responses").properties().stream()
                .filter(response -> !STANDARD.contains(response.getKey()))
                .flatMap(response ->
                        said(response.getValue().path("value"))
                                .map(text ->
                                        new Answer(
                                                response.getKey(),
                                                Json.text(response.getValue(), "label")
                                                        .orElse(response.getKey()),
                                                text))
                                .stream())
                .toList();
    }

    /** Several are one, with commas in between. */
    private static Optional<String> said(JsonNode value) {
        if (value.isArray()) {
            String all =
                    value.valueStream()
                            .flatMap(each -> Json.text(each).stream())
                            .collect(Collectors.joining(", "));
            return all.isEmpty() ? Optional.empty() : Optional.of(all);
        }
        return Json.text(value);
    }
}
