package io.leaddispatcher.web.session;

import io.leaddispatcher.application.access.SignedIn;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Somebody whose workspace wants a second factor that they do not have gets to the page where they
 * set it up, and nowhere else.
 */
final class SecondFactorFirst
        implements ReactiveAuthorizationManager<AuthorizationContext>, ServerAccessDeniedHandler {

    private static final String SET_UP = "/me/security/second-factor";

    /** Where the way to a second factor leads; the rest of what is under that path needs one. */
    static final List<String> WAY = List.of(SET_UP, SET_UP + "/begin", SET_UP + "/confirm");

    private final ServerAccessDeniedHandler others;

    SecondFactorFirst(ServerAccessDeniedHandler others) {
        this.others = others;
    }

    @Override
    public Mono<AuthorizationResult> authorize(
            Mono<Authentication> authentication, AuthorizationContext context) {
        return authentication
                .<AuthorizationResult>map(
                        who -> new AuthorizationDecision(who.isAuthenticated() && !isDue(who)))
                .defaultIfEmpty(new AuthorizationDecision(false));
    }

    private static boolean isDue(Authentication who) {
        return who.getPrincipal() instanceof SignedIn signedIn && signedIn.secondFactorDue();
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException refusal) {
        return exchange.getPrincipal()
                .ofType(Authentication.class)
                .filter(SecondFactorFirst::isDue)
                .hasElement()
                .flatMap(due -> due ? lead(exchange, refusal) : others.handle(exchange, refusal));
    }

    private Mono<Void> lead(ServerWebExchange exchange, AccessDeniedException refusal) {
        return RequestedPage.isPage(exchange.getRequest())
                ? Redirect.to(exchange, SET_UP)
                : others.handle(exchange, refusal);
    }
}
