package io.leaddispatcher.adapter.meetings;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where calendars' providers tell of meetings. */
@RestController
final class MeetingHooks {

    private final MeetingInbox inbox;
    private final CalendlyProvider calendly;
    private final CalComProvider calCom;

    MeetingHooks(MeetingInbox inbox, CalendlyProvider calendly, CalComProvider calCom) {
        this.inbox = inbox;
        this.calendly = calendly;
        this.calCom = calCom;
    }

    @PostMapping("/hooks/calendly/{hookId}")
    Mono<Void> calendly(@PathVariable String hookId, ServerWebExchange exchange) {
        return inbox.receive(calendly, hookId, exchange);
    }

    @PostMapping("/hooks/calcom/{hookId}")
    Mono<Void> calCom(@PathVariable String hookId, ServerWebExchange exchange) {
        return inbox.receive(calCom, hookId, exchange);
    }
}
