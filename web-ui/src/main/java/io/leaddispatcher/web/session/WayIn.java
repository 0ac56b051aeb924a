package io.leaddispatcher.web.session;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Shows the log-in to whoever is not logged in. A script is told so and nothing else. */
final class WayIn implements ServerAuthenticationEntryPoint {

    private final RequestedPage requested;

    WayIn(RequestedPage requested) {
        this.requested = requested;
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException reason) {
        if (RequestedPage.isScript(exchange.getRequest())) {
            exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
            return exchange.getResponse().setComplete();
        }
        requested.remember(exchange);
        return Redirect.to(exchange, LogInForm.PATH);
    }
}
