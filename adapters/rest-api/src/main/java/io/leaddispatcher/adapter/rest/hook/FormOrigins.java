package io.leaddispatcher.adapter.rest.hook;

import io.leaddispatcher.application.connection.ConnectionAccess;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** The pages whose scripts may send a form and read the answer. */
final class FormOrigins {

    private final List<?> allowed;

    private FormOrigins(List<?> allowed) {
        this.allowed = allowed;
    }

    static FormOrigins of(ConnectionAccess connection) {
        return new FormOrigins(
                connection.settings().get("allowedOrigins") instanceof List<?> list
                        ? list
                        : List.of());
    }

    /** The origin that asks, when it is one of these to the letter. */
    Optional<String> origin(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getHeaders().getOrigin())
                .filter(origin -> !origin.equals("null"))
                .filter(allowed::contains);
    }

    /** Lets the asking page read the answer. No cookies, no credentials. */
    void allow(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        origin(exchange)
                .ifPresent(origin -> headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin));
    }
}
