package io.leaddispatcher.web.session;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Shows the log-in to whoever is not logged in. */
final class WayIn implements ServerAuthenticationEntryPoint {

    private final RequestedPage requested;

    WayIn(RequestedPage requested) {
        this.requested = requested;
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException reason) {
        if (exchange.getRequest().getHeaders().containsHeader("HX-Request")) {
            // A redirect would put the log-in page into a part of the page that asked.
            var response = exchange.getResponse();
            response.setStatusCode(HttpStatus.UNAUTHORIZED);
            response.getHeaders().set("HX-Redirect", LogInForm.PATH);
            return response.setComplete();
        }
        requested.remember(exchange);
        return Redirect.to(exchange, LogInForm.PATH);
    }
}
