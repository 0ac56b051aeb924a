package io.leaddispatcher.web.firststeps;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.firststeps.ShowFirstSteps;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives the first page the first steps, as long as there are any left to take. */
@ControllerAdvice(basePackages = "io.leaddispatcher.web.home")
final class FirstStepsOnHome {

    private final ShowFirstSteps showFirstSteps;
    private final HiddenSteps hidden;
    private final boolean sandbox;

    FirstStepsOnHome(
            ShowFirstSteps showFirstSteps,
            HiddenSteps hidden,
            @Value("${dispatcher.demo:false}") boolean sandbox) {
        this.showFirstSteps = showFirstSteps;
        this.hidden = hidden;
        this.sandbox = sandbox;
    }

    /** Empty when there is nothing left to do, nothing that one may do, or no wish to see it. */
    @ModelAttribute("firstSteps")
    Mono<FirstStepsView> steps(ServerWebExchange exchange) {
        if (!HttpMethod.GET.equals(exchange.getRequest().getMethod())) {
            return Mono.empty();
        }
        return exchange.getPrincipal()
                .ofType(Authentication.class)
                .flatMap(each -> Mono.justOrEmpty(each.getPrincipal()))
                .ofType(SignedIn.class)
                .filter(who -> !who.secondFactorDue())
                .filter(who -> !hidden.isHidden(who.caller().tenant(), exchange))
                .flatMap(who -> showFirstSteps.handle(who.caller()))
                .map(taken -> FirstStepsView.of(taken, sandbox));
    }
}
