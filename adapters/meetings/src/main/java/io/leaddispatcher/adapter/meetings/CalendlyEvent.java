package io.leaddispatcher.adapter.meetings;

import io.leaddispatcher.adapter.meetings.BookingMapping.Answer;
import io.leaddispatcher.domain.meeting.MeetingDetails;
import io.leaddispatcher.domain.meeting.MeetingNews;
import io.leaddispatcher.domain.meeting.MeetingNews.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An event of Calendly, about one invitee: that is what is booked, moved and missed. A booking that
 * is moved is cancelled and made anew, told by two events in any order.
 *
 * @param json the whole event
 */
record CalendlyEvent(JsonNode json) implements MeetingEvent {

    @Override
    public Optional<MeetingNews> news(Instant receivedAt) {
        Optional<String> booking = booking();
        return booking.isEmpty()
                ? Optional.empty()
                : switch (Json.text(json, "event").orElse("")) {
                    case "invitee.created" ->
                            details()
                                    .map(details ->
                                            new MeetingNews(
                                                    booking.get(),
                                                    Kind.BOOKED,
                                                    at(receivedAt, payload(), "created_at"),
                                                    Json.text(payload(), "old_invitee")
                                                            .orElse(null),
                                                    details,
                                                    null));
                    case "invitee.canceled" ->
                            Optional.of(
                                    new MeetingNews(
                                            booking.get(),
                                            isMoved() ? Kind.MOVED : Kind.CANCELLED,
                                            cancelledAt(receivedAt),
                                            Json.text(payload(), "new_invitee").orElse(null),
                                            null,
                                            Json.text(payload().path("cancellation"), "reason")
                                                    .orElse(null)));
                    case "invitee_no_show.created" ->
                            Optional.of(attendance(booking.get(), Kind.NO_SHOW, receivedAt));
                    case "invitee_no_show.deleted" ->
                            Optional.of(
                                    attendance(booking.get(), Kind.NO_SHOW_TAKEN_BACK, receivedAt));
                    default -> Optional.empty();
                };
    }

    private JsonNode payload() {
        return json.path("payload");
    }

    private Optional<String> booking() {
        String event = Json.text(json, "event").orElse("");
        return (event.startsWith("invitee_no_show.")
                        ? Json.text(payload(), "invitee")
                        : Optional.<String>empty())
                .or(() -> Json.text(payload(), "uri"))
                .filter(uri -> uri.length() <= 500);
    }

    private boolean isMoved() {
        return payload().path("rescheduled").asBoolean(false);
    }

    private Instant cancelledAt(Instant receivedAt) {
        return Json.instant(payload().path("cancellation"), "created_at")
                .orElseGet(() -> at(receivedAt, payload(), "updated_at"));
    }

    private MeetingNews attendance(String booking, Kind kind, Instant receivedAt) {
        Instant at =
                Json.instant(payload().path("no_show"), "created_at")
                        .or(() -> Json.instant(json, "created_at"))
                        .orElse(receivedAt);
        return new MeetingNews(booking, kind, at, null, null, null);
    }

    private Instant at(Instant receivedAt, JsonNode where, String name) {
        return Json.instant(where, name)
                .or(() -> Json.instant(json, "created_at"))
                .orElse(receivedAt);
    }

    /** Empty without a time: such a meeting is none. */
    private Optional<MeetingDetails> details() {
        JsonNode event = payload().path("scheduled_event");
        JsonNode host = event.path("event_memberships").path(0);
        return Json.instant(event, "start_time")
                .map(start -> {
                    Instant end = Json.instant(event, "end_time").orElse(start);
                    return new MeetingDetails(
                            Json.text(event, "name").orElse(null),
                            start,
                            end.isBefore(start) ? start : end,
                            Json.text(payload(), "timezone").orElse(null),
                            Json.text(host, "user_email")
                                    .map(email -> email.toLowerCase(Locale.ROOT))
                                    .orElse(null),
                            Json.text(host, "user_name").orElse(null),
                            WebAddress.of(
                                    Json.text(event.path("location"), "join_url").orElse(null)));
                });
    }

    @Override
    public Map<String, Object> leadBody(BookingMapping mapping) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", "meeting");
        JsonNode tracking = payload().path("tracking");
        BookingMapping.put(body, "contact.email", Json.text(payload(), "email").orElse(null));
        BookingMapping.put(
                body, "contact.firstName", Json.text(payload(), "first_name").orElse(null));
        BookingMapping.put(
                body, "contact.lastName", Json.text(payload(), "last_name").orElse(null));
        if (Json.text(payload(), "first_name").isEmpty()) {
            BookingMapping.name(body, Json.text(payload(), "name").orElse(null));
        }
        BookingMapping.put(
                body, "contact.phone", Json.text(payload(), "text_reminder_number").orElse(null));
        BookingMapping.put(body, "lead.timeZone", Json.text(payload(), "timezone").orElse(null));
        BookingMapping.put(
                body,
                "lead.source",
                Json.text(tracking, "utm_source").orElse(CalendlyProvider.TYPE));
        BookingMapping.put(body, "lead.campaign", Json.text(tracking, "utm_campaign").orElse(null));
        JsonNode event = payload().path("scheduled_event");
        BookingMapping.put(
                body,
                "meeting.host",
                Json.text(event.path("event_memberships").path(0), "user_email")
                        .map(email -> email.toLowerCase(Locale.ROOT))
                        .orElse(null));
        BookingMapping.put(body, "meeting.type", Json.text(event, "name").orElse(null));
        mapping.put(
                body,
                payload()
                        .path("questions_and_answers")
                        .valueStream()
                        .flatMap(each ->
                                Json.text(each, "answer")
                                        .map(answer ->
                                                new Answer(
                                                        "",
                                                        Json.text(each, "question").orElse(""),
                                                        answer))
                                        .stream())
                        .toList());
        return body;
    }
}
