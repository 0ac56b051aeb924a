package io.leaddispatcher.web.firststeps;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.firststeps.SendTestLead;
import io.leaddispatcher.domain.access.Permission;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What can be done with the list of first steps itself. */
@Controller
final class FirstStepsPage {

    private final SendTestLead sendTestLead;
    private final HiddenSteps hidden;

    FirstStepsPage(SendTestLead sendTestLead, HiddenSteps hidden) {
        this.sendTestLead = sendTestLead;
        this.hidden = hidden;
    }

    @PostMapping("/first-steps/lead")
    Mono<Rendering> send(@AuthenticationPrincipal SignedIn who) {
        who.caller().require(Permission.CONFIGURE);
        return sendTestLead.handle(who).map(lead -> to("/leads/" + lead));
    }

    @PostMapping("/first-steps/hide")
    Mono<Rendering> hide(@AuthenticationPrincipal SignedIn who, ServerWebExchange exchange) {
        who.caller().require(Permission.CONFIGURE);
        hidden.hide(who.caller().tenant(), exchange);
        return Mono.just(to("/"));
    }

    private static Rendering to(String path) {
        return Rendering.redirectTo(path).status(HttpStatus.SEE_OTHER).build();
    }
}
