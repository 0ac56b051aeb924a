package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.domain.meeting.MeetingDetails;
import io.leaddispatcher.domain.meeting.MeetingNews;
import io.leaddispatcher.domain.meeting.MeetingNews.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A meeting as HubSpot shows it. HubSpot keeps one object for a meeting that is moved; here each of
 * its times is a booking of its own, which takes the place of the one before. So is a time to which
 * it is moved back, and one that holds again after it was called off.
 *
 * @param json the object, with the history of {@link #WITH_HISTORY}
 */
record HubSpotMeeting(String id, JsonNode json) {

    private static final String STARTS_AT = "hs_meeting_start_time";
    private static final String OUTCOME = "hs_meeting_outcome";
    private static final String CANCELED = "CANCELED";
    private static final String NO_SHOW = "NO_SHOW";

    /** What a meeting is that was or will be, whoever has said it. */
    private static final Set<String> TAKES_PLACE = Set.of("SCHEDULED", "COMPLETED");

    /** Of what to ask for the history as well, separated by commas. */
    static final String WITH_HISTORY = STARTS_AT + "," + OUTCOME;

    /** What to ask for, separated by commas. */
    static final String PROPERTIES =
            String.join(
                    ",",
                    STARTS_AT,
                    "hs_meeting_title",
                    "hs_meeting_end_time",
                    OUTCOME,
                    "hs_meeting_external_url",
                    "hs_activity_type",
                    HubSpotRecords.OWNER);

    private static final int LONGEST_ADDRESS = 2_000;

    /** With whom it is; the first who is named. */
    Optional<String> contact() {
        return json.path("associations")
                .path("contacts")
                .path("results")
                .valueStream()
                .flatMap(each -> text(each, "id").stream())
                .filter(each -> each.matches("[0-9]{1,19}"))
                .findFirst();
    }

    /** Whose calendar it is in. */
    Optional<String> owner() {
        return property(HubSpotRecords.OWNER);
    }

    Optional<String> type() {
        return property("hs_activity_type");
    }

    /**
     * What it says of itself now. Empty when it says too little, or is one that somebody has logged
     * afterwards.
     *
     * @param at when it was told
     * @param hostEmail null when nobody knows
     */
    Optional<MeetingNews> news(Instant at, @Nullable String hostEmail) {
        return property(STARTS_AT)
                .flatMap(HubSpotMeeting::instant)
                .flatMap(start -> {
                    String booking = booking(start, 0);
                    if (isNoNoShowAfterAll()) {
                        return Optional.of(over(booking, Kind.NO_SHOW_TAKEN_BACK, at));
                    }
                    return switch (property(OUTCOME).orElse("")) {
                        case CANCELED -> Optional.of(over(booking, Kind.CANCELLED, at));
                        case "RESCHEDULED" -> Optional.of(over(booking, Kind.MOVED, at));
                        case NO_SHOW -> Optional.of(over(booking, Kind.NO_SHOW, at));
                        case "SCHEDULED" -> Optional.of(booked(booking, start, at, hostEmail));
                        case "" ->
                                start.isAfter(at)
                                        ? Optional.of(booked(booking, start, at, hostEmail))
                                        : Optional.empty();
                        default -> Optional.empty();
                    };
                });
    }

    /** Whether somebody has corrected a no-show, and not moved the meeting since. */
    private boolean isNoNoShowAfterAll() {
        String now = property(OUTCOME).orElse("");
        return TAKES_PLACE.contains(now)
                && history(OUTCOME).stream()
                        .filter(each -> !text(each, "value").orElse("").equals(now))
                        .findFirst()
                        .filter(before -> text(before, "value").orElse("").equals(NO_SHOW))
                        .filter(missed -> !wasMovedSince(missed))
                        .isPresent();
    }

    private boolean wasMovedSince(JsonNode change) {
        Optional<Instant> moved =
                history(STARTS_AT).stream().findFirst().flatMap(HubSpotMeeting::writtenAt);
        Optional<Instant> at = writtenAt(change);
        return moved.isPresent() && at.isPresent() && moved.get().isAfter(at.get());
    }

    private static Optional<Instant> writtenAt(JsonNode change) {
        return text(change, "timestamp").flatMap(HubSpotMeeting::instant);
    }

    /** That it was deleted. Who tidies up what is past does not cancel it. */
    Optional<MeetingNews> deleted(Instant at) {
        return property(STARTS_AT)
                .flatMap(HubSpotMeeting::instant)
                .filter(start -> start.isAfter(at))
                .map(start -> over(booking(start, 0), Kind.CANCELLED, at));
    }

    private static MeetingNews over(String booking, Kind kind, Instant at) {
        return new MeetingNews(booking, kind, at, null, null, null);
    }

    private MeetingNews booked(
            String booking, Instant start, Instant at, @Nullable String hostEmail) {
        Instant end =
                property("hs_meeting_end_time").flatMap(HubSpotMeeting::instant).orElse(start);
        return new MeetingNews(
                booking,
                Kind.BOOKED,
                at,
                before(start).orElse(null),
                new MeetingDetails(
                        property("hs_meeting_title").orElse(null),
                        start,
                        end.isBefore(start) ? start : end,
                        null,
                        hostEmail,
                        null,
                        property("hs_meeting_external_url")
                                .filter(HubSpotMeeting::isSafe)
                                .orElse(null)),
                null);
    }

    /**
     * Told apart by its start, and one that comes again by how often that has been so before.
     *
     * @param position of the start in the history
     */
    private String booking(Instant start, int position) {
        long before =
                starts().stream().skip(position + 1L).filter(start::equals).count()
                        + changes(OUTCOME, Optional::of).stream()
                                .skip(1)
                                .filter(CANCELED::equals)
                                .count();
        String booking = id + "@" + start.toEpochMilli();
        return before == 0 ? booking : booking + "#" + (before + 1);
    }

    /** The booking in whose place it is, if it was moved. */
    private Optional<String> before(Instant start) {
        List<Instant> starts = starts();
        return starts.size() > 1 && starts.getFirst().equals(start)
                ? Optional.of(booking(starts.get(1), 1))
                : Optional.empty();
    }

    private List<Instant> starts() {
        return changes(STARTS_AT, HubSpotMeeting::instant);
    }

    /** What a property has been, the newest first; the same one written again is no change. */
    private <T> List<T> changes(String property, Function<String, Optional<T>> read) {
        List<T> changes = new ArrayList<>();
        history(property).stream()
                .flatMap(each -> text(each, "value").stream())
                .flatMap(each -> read.apply(each).stream())
                .filter(each -> changes.isEmpty() || !changes.getLast().equals(each))
                .forEachOrdered(changes::add);
        return changes;
    }

    private List<JsonNode> history(String property) {
        return json.path("propertiesWithHistory").path(property).valueStream().toList();
    }

    private Optional<String> property(String name) {
        return text(json.path("properties"), name);
    }

    /** ISO 8601, or milliseconds. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(
                    text.matches("[0-9]{1,15}")
                            ? Instant.ofEpochMilli(Long.parseLong(text))
                            : Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static boolean isSafe(String address) {
        try {
            URI uri = new URI(address);
            return address.length() <= LONGEST_ADDRESS
                    && "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
