package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.presence.WatchDraft;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.layout.Initials;
import io.leaddispatcher.web.session.OpenStreams;
import java.util.List;
import java.util.Map;
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
 * Who else has the draft open, and word that it was saved: a stream that is open as long as the
 * page is. Who may change the draft is seen by the others for as long.
 */
@Controller
final class PolicyPresencePage {

    private final WatchDraft watch;
    private final OpenStreams streams;

    PolicyPresencePage(WatchDraft watch, OpenStreams streams) {
        this.watch = watch;
        this.streams = streams;
    }

    @GetMapping(path = "/policy/presence", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ResponseBody
    Flux<ServerSentEvent<Object>> stream(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "kind", defaultValue = "lead") String kind,
            ServerWebExchange exchange) {
        who.caller().require(Permission.VIEW_CONFIGURATION);
        var events =
                watch.handle(new WatchDraft.Query(who.caller(), PolicyNotes.kind(kind)))
                        .map(PolicyPresencePage::sent);
        return streams.open(exchange, PolicyPresencePage::may, events);
    }

    private static Mono<Boolean> may(Caller caller) {
        return Mono.just(caller.actor().may(Permission.VIEW_CONFIGURATION));
    }

    private static ServerSentEvent<Object> sent(WatchDraft.Event event) {
        return switch (event) {
            case WatchDraft.Event.Saved(var revision) ->
                    ServerSentEvent.<Object>builder(revision).event("draft").build();
            case WatchDraft.Event.People(var people) ->
                    ServerSentEvent.<Object>builder(shown(people)).event("people").build();
        };
    }

    private static List<Map<String, Object>> shown(List<WatchDraft.Person> people) {
        return people.stream()
                .map(person ->
                        Map.<String, Object>of(
                                "name", person.name(),
                                "initials", Initials.of(person.name()),
                                "editing", person.editing()))
                .toList();
    }
}
