package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.live.LiveEvents;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import reactor.core.publisher.Flux;

/**
 * Says that leads have changed, and no more: the page then reads itself anew, with the rights and
 * the filter that it has.
 */
@Controller
final class LeadStream {

    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);

    private final LiveEvents events;

    LeadStream(LiveEvents events) {
        this.events = events;
    }

    @GetMapping(path = "/leads/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ResponseBody
    Flux<ServerSentEvent<String>> stream(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "lead", required = false) @Nullable String lead) {
        var changes =
                events.stream(who.caller().tenant())
                        .filter(changed -> lead == null || changed.toString().equals(lead))
                        .sample(SHORTEST_PAUSE)
                        .map(_ -> ServerSentEvent.builder("changed").event("leads").build());
        // Also tells a proxy and the browser at once that the stream is open.
        var beats =
                Flux.interval(Duration.ZERO, BEAT)
                        .onBackpressureDrop()
                        .map(_ -> ServerSentEvent.<String>builder().comment("").build());
        return Flux.merge(changes, beats);
    }
}
