package io.leaddispatcher.adapter.rest.lead;

import io.leaddispatcher.adapter.rest.listing.MomentCursor;
import io.leaddispatcher.adapter.rest.listing.PageRequest;
import io.leaddispatcher.adapter.rest.listing.Pages;
import io.leaddispatcher.adapter.rest.listing.QueryParameters;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.meeting.FindMeetings;
import io.leaddispatcher.application.meeting.FindMeetings.Line;
import io.leaddispatcher.application.meeting.port.MeetingViews.Position;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.domain.meeting.MeetingDetails;
import io.leaddispatcher.domain.meeting.MeetingState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The meetings that leads have booked. */
@RestController
@RequestMapping("/api/v1/meetings")
final class MeetingController {

    /** On which side of now a meeting ends. */
    private enum When {
        UPCOMING,
        PAST
    }

    private final FindMeetings findMeetings;
    private final Pages pages;

    MeetingController(FindMeetings findMeetings, Pages pages) {
        this.findMeetings = findMeetings;
        this.pages = pages;
    }

    @GetMapping
    Mono<Map<String, Object>> find(Caller caller, ServerHttpRequest request) {
        PageRequest page = pages.asked(caller, request);
        return findMeetings
                .handle(
                        new FindMeetings.Query(
                                caller,
                                QueryParameters.oneOf(request, "when", When.class) != When.PAST,
                                QueryParameters.oneOf(request, "state", MeetingState.class),
                                QueryParameters.text(request, "rep"),
                                MomentCursor.read(page.after(), Position::new),
                                page.limit()))
                .map(found ->
                        pages.answer(
                                caller,
                                request,
                                new Page<>(found.items(), cursor(found.next())),
                                MeetingController::shown));
    }

    private static @Nullable String cursor(@Nullable Position end) {
        return end == null ? null : MomentCursor.of(end.startsAt(), end.id());
    }

    private static Map<String, Object> shown(Line line) {
        MeetingDetails details = line.details();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", line.id().toString());
        shown.put("leadId", line.leadId());
        put(shown, "name", line.lead());
        put(shown, "company", line.company());
        put(shown, "repKey", line.repKey());
        put(shown, "repName", line.rep());
        shown.put("state", line.state().name());
        put(shown, "title", details.title());
        shown.put("startsAt", details.startsAt().toString());
        shown.put("endsAt", details.endsAt().toString());
        put(shown, "timeZone", details.timeZone());
        Map<String, Object> host = new LinkedHashMap<>();
        put(host, "email", details.hostEmail());
        put(host, "name", details.hostName());
        if (!host.isEmpty()) {
            shown.put("host", host);
        }
        put(shown, "joinUrl", details.joinUrl());
        shown.put("provider", line.provider());
        put(shown, "reason", line.reason());
        put(shown, "dispatchLatency", line.told());
        shown.put("outcomeMissing", line.open());
        return shown;
    }

    private static void put(Map<String, Object> document, String name, @Nullable Object value) {
        if (value != null) {
            document.put(name, value.toString());
        }
    }
}
