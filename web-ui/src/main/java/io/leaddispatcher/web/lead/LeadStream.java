package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.lead.WatchLeads;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.web.session.OpenStreams;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Says that leads have changed, and no more: the page then reads itself anew, with the rights and
 * the filter that it has.
 */
@Controller
final class LeadStream {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);

    private final WatchLeads watch;
    private final OpenStreams streams;

    LeadStream(WatchLeads watch, OpenStreams streams) {
        this.watch = watch;
        this.streams = streams;
    }

    @GetMapping(path = "/leads/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ResponseBody
    Flux<ServerSentEvent<String>> stream(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "lead", required = false) @Nullable String lead,
            ServerWebExchange exchange) {
        return lead == null
                ? stream(who.caller(), null, exchange)
                : LeadShown.lead(lead).flatMapMany(id -> stream(who.caller(), id, exchange));
    }

    private Flux<ServerSentEvent<String>> stream(
            Caller caller, @Nullable LeadId lead, ServerWebExchange exchange) {
        return watch.handle(new WatchLeads.Query(caller, lead))
                .switchIfEmpty(Mono.error(() -> LeadShown.unknown(null)))
                .flatMapMany(watched ->
                        streams.open(
                                exchange,
                                later ->
                                        watch.handle(new WatchLeads.Query(later, lead))
                                                .hasElement(),
                                watched.changes().sample(SHORTEST_PAUSE).map(_ -> changed())));
    }

    private static ServerSentEvent<String> changed() {
        return ServerSentEvent.builder("changed").event("leads").build();
    }
}
