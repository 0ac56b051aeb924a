package io.leaddispatcher.web.meeting;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.lead.ListLeadFilters;
import io.leaddispatcher.application.meeting.FindMeetings;
import io.leaddispatcher.web.layout.Wording;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The meetings that leads have booked: those to come, and how those went that have been. */
@Controller
final class MeetingsPage {

    private static final int PAGE = 50;

    private final FindMeetings findMeetings;
    private final ListLeadFilters listFilters;
    private final Wording wording;

    MeetingsPage(FindMeetings findMeetings, ListLeadFilters listFilters, Wording wording) {
        this.findMeetings = findMeetings;
        this.listFilters = listFilters;
        this.wording = wording;
    }

    @GetMapping("/meetings")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale) {
        var wish = MeetingsFilter.of(parameters);
        return Mono.zip(
                        findMeetings.handle(wish.query(who.caller(), PAGE)),
                        listFilters.handle(who.caller()))
                .map(found ->
                        Rendering.view("meeting/meetings")
                                .modelAttribute(
                                        "page",
                                        MeetingsView.of(
                                                wish,
                                                found.getT1(),
                                                found.getT2().reps(),
                                                wording.in(locale)))
                                .build());
    }
}
