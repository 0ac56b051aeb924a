package io.leaddispatcher.web.layout;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.domain.access.Permission;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives every page what its frame shows. */
@ControllerAdvice(basePackages = "io.leaddispatcher.web")
final class Frame {

    private final boolean demo;

    Frame(@Value("${dispatcher.demo:false}") boolean demo) {
        this.demo = demo;
    }

    /** Empty for somebody who is not logged in. */
    @ModelAttribute("shell")
    Mono<Shell> shell(ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .ofType(Authentication.class)
                .flatMap(each -> Mono.justOrEmpty(each.getPrincipal()))
                .ofType(SignedIn.class)
                .map(this::shellOf);
    }

    private Shell shellOf(SignedIn who) {
        return new Shell(
                who.workspaceName(),
                who.name(),
                who.email(),
                who.membership().member().toString(),
                Initials.of(who.name()),
                who.caller().actor().ownRep().isPresent(),
                who.caller().actor().may(Permission.VIEW_CONFIGURATION),
                who.caller().actor().may(Permission.VIEW_LEADS),
                who.caller().actor().may(Permission.VIEW_CONNECTIONS),
                who.caller().actor().may(Permission.VIEW_AUDIT),
                who.caller().actor().may(Permission.ADMINISTER),
                demo && who.caller().actor().may(Permission.VIEW_LEADS),
                demo && who.caller().actor().may(Permission.SUBMIT_LEADS),
                who.secondFactorDue());
    }
}
